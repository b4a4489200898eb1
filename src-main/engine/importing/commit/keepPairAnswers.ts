/**
 * What was answered about possible pairs of a file that has just been added, kept as the users and lists for whom it
 * holds: users and lists that come later are asked about anew. Must run inside the commit's transaction.
 */
import { PAIR_CLASSES, type PairClass } from '#shared/contract/shapes/rowGroup.ts';
import { answerTo } from '#shared/domain/openQuestions.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { prepared, type ReadableDb, type WritableDb } from '../../db/db.ts';
import { CANDIDATE_SQL } from '../../replica/membership.ts';
import { exclusionLists } from '../compare/exclusionLists.ts';
import { ListPairs } from '../compare/listPairs.ts';
import { optionsOfFile, type StoredImport } from '../rows/importFile.ts';
import { NumberList, PAIR_ANSWERS, storeRowGroup } from '../rows/rowGroups.ts';

/** @param named users of the file */
export function keepPairAnswers(
  db: WritableDb,
  file: Pick<StoredImport, 'import_id' | 'kind' | 'options'>,
  named: UserBitmap,
): void {
  const { answers } = optionsOfFile(file);
  // What is read again with other answers is another import: without one there is nothing to take back either.
  const answerOf = (about: PairClass) =>
    PAIR_ANSWERS.find((each) => each === answerTo(answers, { about }));
  if (PAIR_CLASSES.every((about) => answerOf(about) === undefined)) return;
  const isList = importKind(file.kind).effect === 'set';
  const lists = exclusionLists(db).filter((list) => !isList || list.importId === file.import_id);
  const pairs = new ListPairs(db, { lists, damagedLines: false });
  for (const about of PAIR_CLASSES) {
    const answer = answerOf(about);
    if (answer === undefined) continue;
    const users = pairsAmong(db, pairs, about, isList ? undefined : named);
    storeRowGroup(db, file.import_id, { of: 'answered', about, answer }, users);
  }
  const numbers = lists.map(({ importId }) => importId);
  storeRowGroup(db, file.import_id, { of: 'answered-lists' }, numbers);
}

/** @param among undefined: all candidates */
function pairsAmong(
  db: ReadableDb,
  pairs: ListPairs,
  about: PairClass,
  among: UserBitmap | undefined,
): Int32Array {
  const users = prepared(
    db,
    `SELECT user_no AS userNo, identifier_key AS key, notes AS issues FROM user u WHERE ${CANDIDATE_SQL} ORDER BY user_no`,
  ).iterate() as Iterable<{ userNo: number; key: string; issues: number }>;
  const found = new NumberList();
  for (const { userNo, key, issues } of users)
    if ((among === undefined || among.has(userNo)) && pairs.has(about, key, issues))
      found.push(userNo);
  return found.numbers;
}
