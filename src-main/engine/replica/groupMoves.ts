/**
 * Groups from which jobs of ours moved users. A job here is rehearsed first and done in Alma later, so a fresh
 * report that still has the former group tells nothing new (docs/domain.md, section 4). Reads the history.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { prepared, type ReadableDb } from '../db/db.ts';

/**
 * Whether a user who has the group `now` was moved there from the group `told` by a job, or a chain of them.
 * Compared by name: a group that nobody has any more has lost its number.
 */
export type WasMoved = (userNo: number, now: number | null, told: string | null) => boolean;

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
  const fold = (name: string | null) =>
    name === null || foldText(name) === '' ? null : foldText(name);
  return (userNo, now, told) => {
    let group = now === null ? null : nowKey(now);
    for (const move of moves.all(userNo) as [string | null, string | null][]) {
      const [before, after] = move.map(fold);
      // A file has told another group since: what was before that is over.
      if (after !== group) return false;
      if (before === fold(told)) return true;
      group = before ?? null;
    }
    return false;
  };
}
