/**
 * Groups from which jobs of ours moved users. A job here is rehearsed first and done in Alma later, so a fresh
 * report that still has the former group tells nothing new (docs/domain.md, section 4). Reads the history.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { lotReader, prepared, type ReadableDb } from '../db/db.ts';

/**
 * Whether a user who has the group `now` was moved there from the group `told` by a job, or a chain of them.
 * Compared by name: a group that nobody has any more has lost its number.
 */
export type WasMoved = (userNo: number, now: number | null, told: string | null) => boolean;

/**
 * The group that users had before jobs of ours moved them, by number; null: none. Whom no job moved to the group that
 * they have now is left out.
 * @param users ascending, not empty
 */
export function originalGroups(
  db: ReadableDb,
  users: readonly number[],
): Map<number, string | null> {
  const movesOf = lotReader<Move>(
    db,
    4,
    `SELECT h.user_no, h.old_value, h.new_value, g.name FROM history h JOIN user u ON u.user_no = h.user_no
       LEFT JOIN user_group g ON g.group_no = u.group_no
     WHERE h.user_no BETWEEN ? AND ? AND h.field = 'user_group' ORDER BY h.user_no, h.history_id DESC`,
  );
  const first = users[0]!;
  const last = users[users.length - 1]!;
  const moves =
    last - first < LONE_AMONG * users.length
      ? movesOf(first, last)
      : users.flatMap((userNo) => movesOf(userNo, userNo));
  const groups = new Map<number, string | null>();
  const fold = rememberedFolds();
  let ended = 0;
  for (const [userNo, before, after, now] of moves) {
    const group = groups.has(userNo) ? groups.get(userNo)! : now;
    // A file has told another group since: what was before that is over.
    if (fold(after) !== fold(group)) ended = userNo;
    if (userNo !== ended) groups.set(userNo, before);
  }
  return groups;
}

type Move = [userNo: number, before: string | null, after: string | null, now: string | null];

/** Where users lie further apart, those between them cost more than asking about each. */
const LONE_AMONG = 4;

function foldGroup(name: string | null): string | null {
  return name === null || foldText(name) === '' ? null : foldText(name);
}

/** Few groups stand for many users. */
function rememberedFolds(): typeof foldGroup {
  const folds = new Map<string | null, string | null>();
  return (name) => {
    let folded = folds.get(name);
    if (folded === undefined) {
      folded = foldGroup(name);
      folds.set(name, folded);
    }
    return folded;
  };
}

export function groupMoves(db: ReadableDb): WasMoved {
  const moves = prepared(
    db,
    `SELECT old_value, new_value FROM history WHERE user_no = ? AND field = 'user_group' ORDER BY history_id DESC`,
  ).raw(true);
  const keyOf = prepared(db, 'SELECT name_key FROM user_group WHERE group_no = ?').pluck();
  const keys = new Map<number, string>();
  const nowKey = (groupNo: number) => {
    const key = keys.get(groupNo) ?? (keyOf.get(groupNo) as string);
    keys.set(groupNo, key);
    return key;
  };
  return (userNo, now, told) => {
    let group = now === null ? null : nowKey(now);
    for (const move of moves.all(userNo) as [string | null, string | null][]) {
      const [before, after] = move.map(foldGroup);
      // A file has told another group since: what was before that is over.
      if (after !== group) return false;
      if (before === foldGroup(told)) return true;
      group = before ?? null;
    }
    return false;
  };
}
