/**
 * What a purge with these settings would do now. Changes nothing; the same facts and rules as the job.
 */
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { UNAPPROVED } from '#shared/domain/approval.ts';
import {
  dayBounds,
  isBoundary,
  passesDayBound,
  READINGS,
  type Reading,
} from '#shared/domain/dayBound.ts';
import {
  flawOfSettings,
  inScope,
  matchesScope,
  type PurgeQuestion,
  type PurgeSettings,
  RETAIN_REASONS,
  reasonsOf,
  retainingReasons,
  unknownReasons,
  waivedAmount,
} from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { AnyPurgeSettings } from '#shared/jobKinds/purgeUsers.ts';
import { leftReview } from '../../../importing/commit/leftReview.ts';
import { Refusal } from '../../../refusal.ts';
import { readSettings } from '../../../replica/settings.ts';
import type { UserColumns } from '../../../replica/userColumns.ts';
import { isComplete, newestSeal } from '../../../review/signOff.ts';
import type { Match } from '../../../sets/userSets.ts';
import { LACK_NUMBERS, lackNumber, lackNumbersOver } from '../../approvals.ts';
import type { PreviewParts } from '../../jobKind.ts';
import { lockedUsers } from '../../jobRows.ts';
import {
  listOnlyMembers,
  owedColumn,
  purgeQuestion,
  type UserFacts,
  userFacts,
} from '../../purgeFacts.ts';
import { ClassParts } from './classParts.ts';
import { NO_CLASS, purgeClasses } from './purgeClasses.ts';

/** @throws Refusal for settings that Alma's form would refuse */
export function requireUsable(settings: PurgeSettings): void {
  const flaw = flawOfSettings(settings);
  if (flaw) throw new Refusal('purge.settings', { flaw });
}

/** What becomes of the users of one class: the parts they are in, and what is added up. */
interface Verdict {
  readonly parts: readonly string[];
  readonly readings: readonly Reading[];
  readonly noPurgeDate: boolean;
  readonly purged: boolean;
  /** Rules that no report covers, as bits. */
  readonly unknown: number;
}

/**
 * The parts are: purged, retained, boundary, boundaryNotTaken, left, listOnly, a reason, `unapproved`, `unapproved:<kind>` ...
 * @param match for logical sets
 * @throws Refusal for settings that Alma's form would refuse, or when there is no such set
 */
export function previewPurge(
  columns: UserColumns,
  settings: AnyPurgeSettings,
  match?: Match,
): { preview: Omit<PurgePreview, 'previewId'>; parts: PreviewParts } {
  requireUsable(settings);
  const question = purgeQuestion(columns.db, settings, { match });
  const locked = lockedUsers(columns.db, 0);
  const { classOf, examples } = purgeClasses(columns, [{ settings, question }], locked);
  const verdicts = examples.map((facts) => verdictOf(facts, settings, question));
  const members = new Float64Array(verdicts.length);
  const lackNumberOf = lackNumbersOver(columns);
  const lacking = new Float64Array(LACK_NUMBERS);
  // As they stand now: whoever opens a number later sees those whom it counted.
  const lacks = new Uint8Array(classOf.length);
  const balances = owedColumn(columns, question).values;
  const owing = { balance: 0 };
  let waived = 0;
  for (let userNo = 1; userNo < classOf.length; userNo++) {
    const found = classOf[userNo]!;
    if (found === NO_CLASS) continue;
    members[found]!++;
    if (!verdicts[found]!.purged) continue;
    const lack = lackNumberOf(userNo);
    lacks[userNo] = lack;
    lacking[lack]!++;
    owing.balance = balances[userNo]!;
    waived += waivedAmount(owing);
  }
  const sum = (holds: (verdict: Verdict) => boolean) =>
    verdicts.reduce((users, verdict, n) => users + (holds(verdict) ? members[n]! : 0), 0);
  const users = sum(() => true);
  const count = (part: string) => sum(({ parts }) => parts.includes(part));
  const factsOf = userFacts(columns, question);
  const left = new UserBitmap();
  for (const userNo of leftReview(columns.db))
    if (inScope(factsOf(userNo, false), question)) left.add(userNo);
  const listOnly = listOnlyMembers(columns, question);
  const seal = newestSeal(columns);
  const { countTransferred } = readSettings(columns.db);
  return {
    parts: new ClassParts(
      classOf,
      verdicts.map(({ parts }) => parts),
      (part) => {
        if (part === 'left') return (userNo) => left.has(userNo);
        if (part === 'listOnly') return (userNo) => listOnly.has(userNo);
        const meant = lacksMeant(part);
        return meant && ((userNo) => meant.includes(lacks[userNo]!));
      },
    ),
    preview: {
      settings,
      lastPurgeDate: question.bounds.last,
      users,
      noPurgeDate: sum(({ noPurgeDate }) => noPurgeDate),
      outOfScope: users - count('inScope'),
      inScope: count('inScope'),
      purged: count('purged'),
      retained: count('retained'),
      reasons: RETAIN_REASONS.map((reason) => ({ reason, users: count(reason) })).filter(
        (each) => each.users > 0,
      ),
      unknown: RETAIN_REASONS.map((reason, n) => ({
        reason,
        users: sum(({ purged, unknown }) => purged && (unknown & (1 << n)) !== 0),
      })).filter((each) => each.users > 0),
      boundary: count('boundary'),
      byReading: {
        strict: sum(({ readings }) => readings.includes('strict')),
        inclusive: sum(({ readings }) => readings.includes('inclusive')),
        carli: sum(({ readings }) => readings.includes('carli')),
      },
      waived,
      purgedProtected: lacking[lackNumber('protected')]!,
      unapproved: UNAPPROVED.flatMap((kind) => {
        const of = lacking[lackNumber(kind)]!;
        return of > 0 ? [{ kind, users: of }] : [];
      }),
      left: left.count,
      listOnly: listOnly.count,
      boundaryNotTaken: count('boundaryNotTaken'),
      contacts: count('contacts'),
      unknownRecordType: count('unknownRecordType'),
      countTransferred,
      nonAffiliated: count('non-affiliated'),
      researcherUnknown: count('researcher-unknown'),
      seal: seal !== null && isComplete(seal) ? seal.seal : null,
      purgedWithStaffRole: count('purgedWithStaffRole'),
      purgedWithUnknownRole: count('purgedWithUnknownRole'),
    },
  };
}

/** The rules, asked for one user who stands for its class. */
function verdictOf(facts: UserFacts, settings: PurgeSettings, question: PurgeQuestion): Verdict {
  if (!matchesScope(facts, question)) return NOT_MEANT;
  const noPurgeDate = facts.purge_date === null;
  const readings = READINGS.filter((reading) =>
    passesDayBound(facts.purge_date, dayBounds(reading, settings.runDate, settings.days)),
  );
  const parts = isBoundary(facts.purge_date, question.bounds) ? ['boundary'] : [];
  const verdict = { parts, readings, noPurgeDate, purged: false, unknown: 0 };
  if (!inScope(facts, question)) {
    if (parts.length > 0) parts.push('boundaryNotTaken');
    return verdict;
  }
  const reasons = reasonsOf(retainingReasons(facts, question));
  parts.push('inScope');
  if (facts.record_type === 'Contact') parts.push('contacts');
  if (facts.record_type === null) parts.push('unknownRecordType');
  if (reasons.length > 0) {
    parts.push('retained', ...reasons);
    return verdict;
  }
  parts.push('purged');
  if (facts.researcherStand !== 'goes') parts.push(facts.researcherStand);
  if (facts.staff_role === 1) parts.push('purgedWithStaffRole');
  if (facts.staff_role === null) parts.push('purgedWithUnknownRole');
  return { ...verdict, purged: true, unknown: unknownReasons(facts) };
}

const NOT_MEANT: Verdict = {
  parts: [],
  readings: [],
  noPurgeDate: false,
  purged: false,
  unknown: 0,
};

/** Parts that classes can't tell, as they depend on the review; undefined for all others. */
function lacksMeant(part: string): number[] | undefined {
  if (part === 'purgedProtected') return [lackNumber('protected')];
  if (part === 'unapproved') return UNAPPROVED.map(lackNumber);
  const kind = UNAPPROVED.find((each) => part === `unapproved:${each}`);
  return kind && [lackNumber(kind)];
}
