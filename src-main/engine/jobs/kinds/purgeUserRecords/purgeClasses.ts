/**
 * Users sorted into classes of whom the purge rules say the same: some hundreds of a million users. The
 * rules are asked once per class, for an example of it, so that a preview takes milliseconds and still
 * decides by them alone.
 */
import { lastPurgeDateTaken, READINGS } from '#shared/domain/dayBound.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { leftReview } from '../../../importing/commit/leftReview.ts';
import { isPresent } from '../../../replica/membership.ts';
import { BLANK, type Column, dateNumber, type UserColumns } from '../../../replica/userColumns.ts';
import {
  type AskedPurge,
  owedColumn,
  PURGE_COLUMNS,
  RESEARCHER_COLUMNS,
  type UserFacts,
  userFacts,
} from '../../purgeFacts.ts';

export interface PurgeClasses {
  /** Place in `examples` by user number; NO_CLASS for whom Alma wouldn’t ask. */
  readonly classOf: Int32Array;
  /** The facts of one user of each class. */
  readonly examples: readonly UserFacts[];
}

export const NO_CLASS = -1;

/** Counts of which the rules ask whether there is any. */
const COUNTS = [
  'loans',
  'acquisitions',
  'purchase_requests',
  'hold_shelf_requests',
  'import_profiles',
  'locked_records',
  'md_editor',
  'staff_role',
] as const;

export interface AskedSettings {
  readonly settings: PurgeSettings;
  readonly question: AskedPurge;
}

/**
 * @param columns fresh
 * @param asked at least one; users of a class are told apart by none of them. All count the same balance
 * @param locked users held by a running job
 */
export function purgeClasses(
  columns: UserColumns,
  asked: readonly [AskedSettings, ...AskedSettings[]],
  locked: UserBitmap,
): PurgeClasses {
  columns.hold(PURGE_COLUMNS);
  const numbers = new Int32Array(columns.size);
  // Each step leaves apart whom the rules could tell apart by this column, and no more.
  const lasts = asked.flatMap(({ settings }) =>
    READINGS.map((reading) =>
      dateNumber(lastPurgeDateTaken(reading, settings.runDate, settings.days)),
    ),
  );
  intervals(numbers, columns.column('purge_date'), lasts);
  const recordType = columns.column('record_type');
  intervals(
    numbers,
    recordType,
    recordType.texts!.map((_, code) => code),
  );
  const [{ question }] = asked;
  const groups = new Set(asked.map((each) => each.question.userGroupNo));
  for (const group of groups) matches(numbers, columns.column('user_group').values, group);
  // One set may be on both sides.
  const sets = new Map(asked.map((each) => [each.settings.setId, each.question.setMembers]));
  for (const members of sets.values()) if (members) isIn(numbers, members);
  const thresholds = asked.map((each) => each.question.waiveThreshold);
  intervals(numbers, owedColumn(columns, question), thresholds);
  for (const name of COUNTS) intervals(numbers, columns.column(name), [0]);
  if (question.esploro)
    for (const name of RESEARCHER_COLUMNS) intervals(numbers, columns.column(name), [0]);
  return collect(columns, question, numbers, locked);
}

/** Blank, then between which of the limits a value lies; a limit belongs to what is below it. */
function intervals(numbers: Int32Array, column: Column, limits: readonly number[]): void {
  if (column.empty) return;
  const { values } = column;
  const ascending = Float64Array.from(new Set(limits)).sort();
  const base = ascending.length + 2;
  for (let userNo = 1; userNo < numbers.length; userNo++) {
    const value = values[userNo]!;
    let digit = 0;
    if (value !== BLANK) {
      digit = 1;
      while (digit <= ascending.length && value > ascending[digit - 1]!) digit++;
    }
    numbers[userNo] = Math.imul(numbers[userNo]!, base) + digit;
  }
}

function matches(numbers: Int32Array, values: Float64Array, wanted: number | null): void {
  if (wanted === null) return;
  for (let userNo = 1; userNo < numbers.length; userNo++)
    numbers[userNo] = numbers[userNo]! * 2 + (values[userNo] === wanted ? 1 : 0);
}

function isIn(numbers: Int32Array, members: UserBitmap): void {
  for (let userNo = 1; userNo < numbers.length; userNo++)
    numbers[userNo] = numbers[userNo]! * 2 + (members.has(userNo) ? 1 : 0);
}

function collect(
  columns: UserColumns,
  question: AskedPurge,
  numbers: Int32Array,
  locked: UserBitmap,
): PurgeClasses {
  const membership = columns.column('membership').values;
  const classOf = new Int32Array(numbers.length).fill(NO_CLASS);
  // A table is looked into three times as quickly as a map; each number is below the product of all bases.
  let highest = 0;
  for (let n = 0; n < numbers.length; n++) if (numbers[n]! > highest) highest = numbers[n]!;
  const free = new Int32Array(highest + 1);
  const held = new Int32Array(locked.count > 0 ? highest + 1 : 0);
  const examples: UserFacts[] = [];
  const factsOf = userFacts(columns, question);
  const anyLocked = locked.count > 0;
  const left = leftReview(columns.db);
  const anyLeft = left.count > 0;
  for (let userNo = 1; userNo < numbers.length; userNo++) {
    if (!isPresent(membership[userNo]!) || (anyLeft && left.has(userNo))) continue;
    const isLocked = anyLocked && locked.has(userNo);
    const known = isLocked ? held : free;
    const number = numbers[userNo]!;
    // 0: none yet.
    if (known[number] === 0) known[number] = examples.push({ ...factsOf(userNo, isLocked) });
    classOf[userNo] = known[number]! - 1;
  }
  return { classOf, examples };
}
