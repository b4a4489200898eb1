/** Everything held about one person as a source of pages, and as JSON. Reads only. */
import { writeFile } from 'node:fs/promises';
import type { HeldMaking, HeldOfPerson } from '#shared/documents/person/held.ts';
import { heldDocument } from '#shared/documents/person/heldDocument.ts';
import { heldJson } from '#shared/documents/person/heldJson.ts';
import type { Person } from '#shared/domain/person.ts';
import type { ReadableDb } from '../../db/db.ts';
import { writeWhole } from '../../db/wholeFile.ts';
import type { RowWatch } from '../rowWatch.ts';
import type { DocumentSource, MadeBy } from '../source.ts';
import { sourceOf } from '../sourceOf.ts';
import { heldOf } from './heldOf.ts';

export function heldSource(db: ReadableDb, person: Person, asked: MadeBy): DocumentSource {
  const { held, making, context, source } = gathered(db, person, asked);
  return { ...source, document: heldDocument(held, { ...context, making }) };
}

/** @returns how many records, rows and quotations it holds */
export async function writeHeldJson(
  db: ReadableDb,
  person: Person,
  asked: MadeBy,
  path: string,
  watch: RowWatch,
): Promise<number> {
  const { held, making } = gathered(db, person, asked);
  const things = held.records.length + held.rows.length + held.quotations.length;
  watch.begin(things);
  const json = `${JSON.stringify(heldJson(held, making), null, 2)}\n`;
  await writeWhole(path, (beside) => writeFile(beside, json, { flag: 'wx' }));
  return things;
}

function gathered(db: ReadableDb, person: Person, { by, at, locales }: MadeBy) {
  const { context, source } = sourceOf(db, locales);
  const held: HeldOfPerson = heldOf(db, person, source.format);
  const { institution, currency } = context;
  const { timeZone } = source;
  const making: HeldMaking = { institution: institution.name, at, by, timeZone, currency };
  return { held, making, context, source };
}
