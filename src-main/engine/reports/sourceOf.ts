/** What every document takes from the workspace in which it is made. Reads only. */
import { zoneName } from '#shared/domain/timeZones.ts';
import type { ReadableDb } from '../db/db.ts';
import { trailHead } from '../db/trail/record.ts';
import { logoPicture } from '../replica/logo.ts';
import { readSettings } from '../replica/settings.ts';
import { formatOf } from './documentFormat.ts';
import type { DocumentSource } from './source.ts';

/**
 * @param locales of the page that asked for it; none: no page did
 * @returns what its document is made with, and a source that lacks the document: without rows and pictures of its own
 */
export function sourceOf(db: ReadableDb, locales: readonly string[]) {
  const { institution } = readSettings(db);
  const format = formatOf(db, locales);
  const source: Omit<DocumentSource, 'document'> = {
    format,
    timeZone: zoneName(institution.timeZone),
    paper: institution.paper,
    rows: () => [],
    capture: () => null,
    logo: () => logoPicture(db),
  };
  return { context: { ...format, institution, trailEnd: trailHead(db) ?? null }, source };
}
