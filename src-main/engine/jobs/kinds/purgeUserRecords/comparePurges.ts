/**
 * What settings would do now, held against what others would do, or against what a purge did: who goes by one and not by
 * the other, and why. By sorts of users, as a preview: a million in the time of some hundred. Changes nothing.
 */
import type { ComparedWith, PurgeComparison } from '#shared/contract/shapes/purgeComparison.ts';
import {
  LEAVING_REASONS,
  type LeavingBits,
  leavingBits,
  leavingReasons,
  whyLeft,
} from '#shared/domain/purgeComparison.ts';
import type { AnyPurgeSettings } from '#shared/jobKinds/purgeUsers.ts';
import { leftReview } from '../../../importing/commit/leftReview.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import type { Match } from '../../../sets/userSets.ts';
import type { PreviewParts } from '../../jobKind.ts';
import { lockedUsers } from '../../jobRows.ts';
import { purgeQuestion } from '../../purgeFacts.ts';
import { ClassParts } from './classParts.ts';
import { requireUsable } from './previewPurge.ts';
import { type AskedSettings, NO_CLASS, purgeClasses } from './purgeClasses.ts';
import { CAME_SINCE, NOT_OF_RUN, purgeRun } from './purgeRun.ts';

interface Compared {
  readonly comparison: Omit<PurgeComparison, 'comparisonId'>;
  readonly parts: PreviewParts;
}

/** Why each of the two leaves the users of a class; 0: it takes them. */
interface Pair {
  readonly first: LeavingBits;
  readonly second: LeavingBits;
}

/**
 * @param columns fresh
 * @param match for logical sets
 * @throws Refusal for settings that Alma's form would refuse, or when there is no such purge that has completed
 */
export function comparePurges(
  columns: UserColumns,
  first: AnyPurgeSettings,
  second: ComparedWith,
  match?: Match,
): Compared {
  requireUsable(first);
  const question = purgeQuestion(columns.db, first, { match });
  const asked = { settings: first, question };
  if (second.of === 'run') return withRun(columns, asked, second.jobId);
  requireUsable(second.settings);
  const other = purgeQuestion(columns.db, second.settings, { match });
  return withSettings(columns, asked, { settings: second.settings, question: other });
}

/** One sorting for both: whoever either could tell apart is of another class. */
function withSettings(columns: UserColumns, one: AskedSettings, other: AskedSettings): Compared {
  const { classOf, examples } = purgeClasses(columns, [one, other], lockedUsers(columns.db, 0));
  const pairs = examples.map((facts) => ({
    first: whyLeft(facts, one.question),
    second: whyLeft(facts, other.question),
  }));
  const { countTransferred } = one.question;
  return compared(classOf, pairs, {
    first: { settings: one.settings, countTransferred },
    second: { settings: other.settings, countTransferred },
    ranAt: null,
    policyThen: [],
  });
}

/** Users as they are now, and what became of those whom the purge met. */
function withRun(columns: UserColumns, asked: AskedSettings, jobId: number): Compared {
  const run = purgeRun(columns.db, jobId);
  const { settings: first, question } = asked;
  const locked = lockedUsers(columns.db, 0);
  const { classOf, examples } = purgeClasses(columns, [asked], locked);
  const left = leftReview(columns.db);
  // Behind the classes of who is asked now: who isn't.
  const now = [...examples.map((facts) => whyLeft(facts, question)), LEFT_REVIEW, GONE];
  const pairs: Pair[] = [];
  const known = new Int32Array(now.length * run.left.length).fill(NO_CLASS);
  const pairOf = new Int32Array(Math.max(classOf.length, run.placeOf.length)).fill(NO_CLASS);
  for (let userNo = 1; userNo < pairOf.length; userNo++) {
    let then = run.placeOf[userNo] ?? NOT_OF_RUN;
    let found = classOf[userNo] ?? NO_CLASS;
    if (found === NO_CLASS) {
      if (then === NOT_OF_RUN) continue;
      found = examples.length + (left.has(userNo) ? 0 : 1);
    }
    if (then === NOT_OF_RUN && !run.known.has(userNo)) then = CAME_SINCE;
    const number = found * run.left.length + then;
    if (known[number] === NO_CLASS)
      known[number] = pairs.push({ first: now[found]!, second: run.left[then]! }) - 1;
    pairOf[userNo] = known[number]!;
  }
  return compared(pairOf, pairs, {
    first: { settings: first, countTransferred: question.countTransferred },
    second: { settings: run.settings, countTransferred: run.countTransferred },
    ranAt: run.submittedAt,
    policyThen: [...run.policy],
  });
}

const LEFT_REVIEW = leavingBits(['left-review']);
const GONE = leavingBits(['gone']);

function compared(
  classOf: Int32Array,
  pairs: readonly Pair[],
  sides: Pick<PurgeComparison, 'first' | 'second' | 'ranAt' | 'policyThen'>,
): Compared {
  const members = new Float64Array(pairs.length);
  for (let userNo = 1; userNo < classOf.length; userNo++) {
    const found = classOf[userNo]!;
    if (found !== NO_CLASS) members[found]!++;
  }
  const partsOf = pairs.map(partsOfPair);
  const counts = new Map<string, number>();
  partsOf.forEach((parts, n) => {
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + members[n]!);
  });
  const count = (part: string) => counts.get(part) ?? 0;
  const byReason = (part: 'onlyFirst' | 'onlySecond') =>
    LEAVING_REASONS.map((reason) => ({ reason, users: count(`${part}:${reason}`) })).filter(
      ({ users }) => users > 0,
    );
  return {
    comparison: {
      ...sides,
      both: count('both'),
      onlyFirst: count('onlyFirst'),
      onlySecond: count('onlySecond'),
      neither: count('neither'),
      leftBySecond: byReason('onlyFirst'),
      leftByFirst: byReason('onlySecond'),
    },
    parts: new ClassParts(classOf, partsOf),
  };
}

function partsOfPair({ first, second }: Pair): string[] {
  if (first === 0 && second === 0) return ['both'];
  if (first !== 0 && second !== 0) return ['neither'];
  const part = first === 0 ? 'onlyFirst' : 'onlySecond';
  return [part, ...leavingReasons(first | second).map((reason) => `${part}:${reason}`)];
}
