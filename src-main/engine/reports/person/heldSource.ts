/** Everything held about one person as a source of pages, and as JSON. Reads only. */
import { writeFile } from 'node:fs/promises';
import type { HeldMaking, HeldOfPerson } from '#shared/documents/person/held.ts';
import { heldDocument } from '#shared/documents/person/heldDocument.ts';
import { heldJson } from '#shared/documents/person/heldJson.ts';
import type { Person } from '#shared/domain/person.ts';
import { zoneName } from '#shared/domain/timeZones.ts';
import type { ReadableDb } from '../../db/db.ts';
import { trailHead } from '../../db/trail/record.ts';
import { writeWhole } from '../../db/wholeFile.ts';
import { logoPicture } from '../../replica/logo.ts';
import { readSettings } from '../../replica/settings.ts';
import { documentFormat } from '../documentFormat.ts';
import type { RowWatch } from '../rowWatch.ts';
import type { DocumentSource } from '../source.ts';
import { heldOf } from './heldOf.ts';

/** Who makes it, when, and how their page writes numbers and dates. */
export interface HeldAsked {
  readonly by: string;
  readonly at: number;
  readonly locales: readonly string[];
}

export function heldSource(db: ReadableDb, person: Person, asked: HeldAsked): DocumentSource {
  const { institution } = readSettings(db);
  const { held, making, format } = gathered(db, person, asked);
  return {
    document: heldDocument(held, {
      ...{ ...format, institution, making },
      trailEnd: trailHead(db) ?? null,
    }),
    format,
    timeZone: making.timeZone,
    paper: institution.paper,
    rows: () => [],
    capture: () => null,
    logo: () => logoPicture(db),
  };
}

/** @returns how many records, rows and quotations it holds */
export async function writeHeldJson(
  db: ReadableDb,
  person: Person,
  asked: HeldAsked,
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

function gathered(db: ReadableDb, person: Person, { by, at, locales }: HeldAsked) {
  const { institution, currency } = readSettings(db);
  const format = { system: documentFormat(locales, institution.timeZone), currency };
  const held: HeldOfPerson = heldOf(db, person, format);
  const timeZone = zoneName(institution.timeZone);
  const making: HeldMaking = { institution: institution.name, at, by, timeZone, currency };
  return { held, making, format };
}
