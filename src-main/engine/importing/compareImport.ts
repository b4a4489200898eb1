/**
 * Compares a checked file with the replica as it is now, without changing it: what the file would bring,
 * possible zero-loss pairs, rows of users who were purged before. Runs in the writer's long lane and gives way
 * between chunks. Called when a file has been read, and again for waiting files when the replica has changed.
 */
import { importKind } from '#shared/importKinds/importKinds.ts';
import {
  all,
  get,
  prepared,
  type ReadableDb,
  run,
  transaction,
  type WritableDb,
} from '../db/db.ts';
import { CANDIDATE_SQL } from '../replica/criteriaSql.ts';
import { findGroup } from '../replica/groups.ts';
import { bumpRevision } from '../replica/revision.ts';
import { Comparison, rememberedGroups, storedFacts, userFinder } from './comparison.ts';
import { entryChunks, type FactReader, factReader } from './entries.ts';
import { excludedUsers } from './exclusionLists.ts';
import { columnsOfFile, getImportFile, type StoredImport } from './importFile.ts';
import { NumberList, storePart } from './importParts.ts';
import { ZeroLossKeys } from './zeroLossPairs.ts';

/** Group that nobody has yet: unlike any number, unlike none. */
const UNHEARD_OF = -1;

/**
 * @param breathe lets other commands in; told how many identifiers are compared
 * @returns false when the file is no longer there, or no longer waits
 */
export async function compareImport(
  db: WritableDb,
  importId: number,
  breathe: (done: number) => Promise<void>,
): Promise<boolean> {
  const file = getImportFile(db, importId);
  const reader = factReader(file.kind, columnsOfFile(file));
  const comparison = new Comparison(db, file, reader);
  const pairs = zeroLossFinder(db, file);
  // With an empty replica there is nothing to look up.
  if (comparison.everyRowIsNew) comparison.addStrangers(file.identifier_count);
  else await walk(db, file, reader, comparison, pairs, breathe);
  return transaction(db, () => {
    const still = get(
      db,
      `SELECT 1 FROM import_file WHERE import_id = ? AND state IN ('reading', 'checked')`,
      importId,
    );
    if (!still) return false;
    const diff = comparison.finish(db);
    storePart(db, importId, 'zero-loss-pair', pairs.rows.numbers);
    run(db, 'UPDATE import_file SET diff = ? WHERE import_id = ?', JSON.stringify(diff), importId);
    bumpRevision(db, 'nobody');
    return true;
  });
}

async function walk(
  db: WritableDb,
  file: StoredImport,
  reader: FactReader,
  comparison: Comparison,
  pairs: ZeroLossFinder,
  breathe: (done: number) => Promise<void>,
): Promise<void> {
  const find = userFinder(db, reader.told);
  const groupNo = rememberedGroups((name) => findGroup(db, name) ?? UNHEARD_OF);
  let done = 0;
  for (const entries of entryChunks(db, file.import_id, reader)) {
    for (const entry of entries) {
      comparison.add(entry, find(entry.key), storedFacts(reader, entry, groupNo));
      pairs.look(entry.key, entry.row);
    }
    done += entries.length;
    await breathe(done);
  }
}

interface ZeroLossFinder {
  readonly rows: NumberList;
  look(key: string, row: number): void;
}

/**
 * Numbers of the file that somebody on the other side has with other leading zeros (domain reference,
 * section 6, rule 3): for candidates, those of exclusion lists and other reports; for all others, candidates.
 */
function zeroLossFinder(db: ReadableDb, file: StoredImport): ZeroLossFinder {
  const others = new ZeroLossKeys(
    importKind(file.kind).effect === 'review' ? keysOfOthers(db) : keysOfCandidates(db),
  );
  const rows = new NumberList();
  return {
    rows,
    look(key, row) {
      if (others.hasOther(key)) rows.push(row);
    },
  };
}

const KEYS_OF_DIGITS = `SELECT identifier_key AS key, user_no AS userNo, described FROM user u WHERE identifier_key GLOB '[0-9]*'`;

interface KeyOfDigits {
  readonly key: string;
  readonly userNo: number;
  readonly described: number;
}

function* keysOfCandidates(db: ReadableDb): Generator<string> {
  const rows = prepared(db, `${KEYS_OF_DIGITS} AND ${CANDIDATE_SQL}`).iterate();
  for (const { key } of rows as Iterable<KeyOfDigits>) yield key;
}

function* keysOfOthers(db: ReadableDb): Generator<string> {
  const excluded = excludedUsers(db);
  const rows = prepared(db, `${KEYS_OF_DIGITS} AND NOT (${CANDIDATE_SQL})`).iterate();
  for (const { key, userNo, described } of rows as Iterable<KeyOfDigits>)
    if (described === 0 || excluded.has(userNo)) yield key;
}

/** Checked files whose comparison is no longer true, oldest first. */
export function staleComparisons(db: ReadableDb): number[] {
  return all<{ import_id: number }>(
    db,
    `SELECT import_id FROM import_file WHERE state = 'checked' AND diff IS NULL ORDER BY import_id`,
  ).map(({ import_id }) => import_id);
}

/** After every change of the replica: what waits has to be compared anew. */
export function forgetComparisons(db: WritableDb): void {
  run(db, `UPDATE import_file SET diff = NULL WHERE state = 'checked'`);
}
