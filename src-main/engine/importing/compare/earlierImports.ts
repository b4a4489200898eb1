/** Files of the same kind that were added before: whom they named, and which of them a new one follows. */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, type ReadableDb } from '../../db/db.ts';
import type { StoredImport } from '../rows/importFile.ts';

export interface EarlierImport {
  readonly importId: number;
  readonly fileName: string;
  readonly dataDate: string | null;
  readonly users: UserBitmap;
}

/** Committed files of the same kind, newest first. */
export function earlierImports(
  db: ReadableDb,
  file: Pick<StoredImport, 'import_id' | 'kind'>,
): EarlierImport[] {
  return all<{ id: number; name: string; day: string | null; users: Uint8Array | null }>(
    db,
    `SELECT import_id AS id, file_name AS name, data_date AS day, users FROM import_file
     WHERE state = 'committed' AND kind = ? AND import_id <> ? ORDER BY imported_at DESC, import_id DESC`,
    file.kind,
    file.import_id,
  ).map(({ id, name, day, users }) => ({
    importId: id,
    fileName: name,
    dataDate: day,
    users: users ? UserBitmap.fromBytes(users) : new UserBitmap(),
  }));
}
