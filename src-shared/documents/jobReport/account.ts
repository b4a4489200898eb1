/** The numbers of a report that add up: who was reviewed, and what became of whom the job concerned. Pure. */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import { RETAIN_REASON_TEXTS, RETAIN_REASONS } from '../../domain/purgeRules.ts';
import type { OutcomeMark } from '../../jobKinds/jobKind.ts';
import { jobKind, outcomeWords } from '../../jobKinds/jobKinds.ts';
import { PURGE_EVENTS } from '../../jobKinds/purgeUserRecords.ts';
import type { Bar, DocumentSection, DocumentTone } from '../document.ts';
import type { ValueFormat } from '../values.ts';
import { behindJob } from './behindJob.ts';
import { sayIn } from './sayIn.ts';
import { ACCOUNT_WORDS, RUN_WORDS } from './words.ts';

/** Reasons beyond these are added up: the account stands on one page with everything else. */
const MOST_REASONS = 5;

/** Everybody who was reviewed: excluded by reason, undecided, approved. Undefined: an earlier version kept none. */
export function accountSection(
  { review, setId }: JobReport,
  format: ValueFormat,
): DocumentSection | undefined {
  const account = review?.account;
  if (!account) return undefined;
  const { candidates, excluded, undecided, approved } = account;
  const bars: Bar[] = [
    { label: ACCOUNT_WORDS.excluded, count: excluded, tone: 'keep' },
    ...reasonBars(account.excludedBy, format),
    { label: ACCOUNT_WORDS.undecided, count: undecided, tone: 'undecided' },
    { label: ACCOUNT_WORDS.approved, count: approved, tone: 'approved' },
    ...partBar(ACCOUNT_WORDS.notDue, account.approvedNotDue),
    ...partBar(ACCOUNT_WORDS.withoutPurgeDate, account.approvedWithoutPurgeDate),
    ...partBar(ACCOUNT_WORDS.outside(setId !== null), account.approvedOutside),
  ];
  const whole: Bar = { label: ACCOUNT_WORDS.candidates, count: candidates, tone: 'plain' };
  return { id: 'account', title: ACCOUNT_WORDS.title, form: 'bars', whole, bars };
}

type ExcludedBy = NonNullable<NonNullable<JobReport['review']>['account']>['excludedBy'];

function reasonBars(excludedBy: ExcludedBy, format: ValueFormat): Bar[] {
  const sorted = excludedBy.toSorted((a, b) => b.users - a.users);
  const shown = sorted.length > MOST_REASONS + 1 ? sorted.slice(0, MOST_REASONS) : sorted;
  const others = sorted.slice(shown.length);
  const bars = shown.flatMap(({ reason, users }) =>
    partBar(reason ?? ACCOUNT_WORDS.noReason, users, 'keep'),
  );
  if (others.length === 0) return bars;
  const users = others.reduce((sum, each) => sum + each.users, 0);
  return [
    ...bars,
    ...partBar(ACCOUNT_WORDS.otherReasons(others.length, sayIn(format)), users, 'keep'),
  ];
}

function partBar(label: string, count: number, tone: DocumentTone = 'plain'): Bar[] {
  return count === 0 ? [] : [{ label, count, tone, part: true }];
}

/** Whom the job concerned: finished and failed, the latter by reason; and whom one that failed didn't come to. */
export function runSection(report: JobReport): DocumentSection {
  const { finished, failed, whole } = jobKind(report.kind);
  return {
    id: 'run',
    title: RUN_WORDS.title,
    form: 'bars',
    whole: { label: RUN_WORDS.whole(whole), count: report.total, tone: 'plain' },
    bars: [
      outcomeBar(report, finished.outcome, report.finished),
      ...researcherBars(report),
      outcomeBar(report, failed.outcome, report.failed),
      ...retainedBars(report),
      ...notReached(report),
    ],
  };
}

function notReached({ state, done, total }: JobReport): Bar[] {
  if (state !== 'failed' || done === total) return [];
  return [{ label: RUN_WORDS.notReached, count: total - done, tone: 'undecided' }];
}

const TONES: Readonly<Record<OutcomeMark, DocumentTone>> = {
  purged: 'purge',
  retained: 'keep',
  changed: 'plain',
  unchanged: 'undecided',
};

function outcomeBar(report: JobReport, outcome: string, count: number): Bar {
  const { word, mark } = outcomeWords(report.kind, outcome);
  const title = RUN_WORDS.byOutcome(word, report.jobId);
  return { label: word, count, tone: TONES[mark], behind: behindJob(report, { outcome }, title) };
}

/** Of the purged: what Esploro keeps is no deletion, and must not hide behind one. */
function researcherBars(report: JobReport): Bar[] {
  return (['nonAffiliated', 'researcherUnknown'] as const).flatMap((stand) => {
    const event = report.events.find(({ code }) => code === PURGE_EVENTS[stand].code);
    if (!event) return [];
    const label = RUN_WORDS[stand];
    const behind = behindJob(report, event.filter, RUN_WORDS.byOutcome(label, report.jobId));
    const tone = stand === 'nonAffiliated' ? 'plain' : 'undecided';
    return [{ label, count: event.users, tone, part: true, behind } satisfies Bar];
  });
}

function retainedBars(report: JobReport): Bar[] {
  return RETAIN_REASONS.flatMap((reason) => {
    const event = report.events.find(({ code }) => code === reason);
    if (!event) return [];
    const { label } = RETAIN_REASON_TEXTS[reason];
    const behind = behindJob(report, event.filter, RUN_WORDS.byOutcome(label, report.jobId));
    return [{ label, count: event.users, tone: 'keep', part: true, behind } satisfies Bar];
  });
}
