/**
 * What users had before jobs of ours changed it: their group, and any other value. A job here is rehearsed first and
 * done in Alma later, so a fresh report that still has the former value tells nothing new (docs/domain.md, section 4).
 * Reads the history.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { FOLLOWING_FIELDS, UPDATED_FIELDS } from '#shared/jobKinds/updateFields.ts';
import { lotReader, prepared, type ReadableDb, type Value } from '../db/db.ts';

export interface JobChanges {
  /** Whether Update/Notify Users has ever given anybody another value of this field. */
  concern(field: UserFieldName): boolean;
  /**
   * Whether a user who has the value `now` got it by a job, or a chain of them, in the place of the value `told`.
   * Groups are compared by name: a group that nobody has any more has lost its number.
   * @param now as it is stored: a number for the group
   * @param told as a file says it
   * @param over what jobs up to this one replaced is over: a file that came behind it told of the user something else
   */
  replaced(userNo: number, field: UserFieldName, now: Value, told: Value, over: number): boolean;
}

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

type StoredChange = [before: string | null, after: string | null, jobId: number];

/** What jobs give users, or change by the way. */
const GIVEN: ReadonlySet<UserFieldName> = new Set([...UPDATED_FIELDS, ...FOLLOWING_FIELDS]);

export function jobChanges(db: ReadableDb): JobChanges {
  const changesOf = prepared(
    db,
    'SELECT old_value, new_value, job_id FROM history WHERE user_no = ? AND field = ? ORDER BY history_id DESC',
  ).raw(true);
  const keyOf = prepared(db, 'SELECT name_key FROM user_group WHERE group_no = ?').pluck();
  const keys = new Map<Value, string>();
  const groupKey = (groupNo: Value) => {
    const key = keys.get(groupNo) ?? (keyOf.get(groupNo) as string);
    keys.set(groupNo, key);
    return key;
  };
  let changed: ReadonlySet<string> | undefined;
  return {
    concern(field) {
      if (!GIVEN.has(field)) return false;
      changed ??= new Set(
        prepared(db, 'SELECT DISTINCT field FROM history').pluck().all() as string[],
      );
      return changed.has(field);
    },
    replaced(userNo, field, now, told, over) {
      const isGroup = field === 'user_group';
      // Whoever lost one staff role by a job may have another: a file that says so is believed.
      if (field === 'staff_role' && told === 1) return false;
      const same = isGroup ? foldGroup : (value: string | null) => value;
      let value: string | null = now === null ? null : isGroup ? groupKey(now) : String(now);
      const wanted = same(told === null ? null : String(told));
      for (const [old, given, jobId] of changesOf.all(userNo, field) as StoredChange[]) {
        const before = same(old);
        // A file has told another value since: what was before that is over.
        if (same(given) !== value || jobId <= over) return false;
        if (before === wanted) return true;
        value = before;
      }
      return false;
    },
  };
}
