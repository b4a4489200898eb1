/** What a report says of the job itself: what it was, how it was set, its events, its picture, its signatures. Pure. */
import type { JobReport } from '../../contract/shapes/jobReport.ts';
import { RETAIN_REASON_TEXTS } from '../../domain/purgeRules.ts';
import { eventText, jobKind } from '../../jobKinds/jobKinds.ts';
import { kindOfChange, labelOfChange, type ReportedField } from '../../jobKinds/updateFields.ts';
import type { DocumentSection, Fact, SignatureLine } from '../document.ts';
import { column, factSection, textSection } from '../sections.ts';
import { code, count, date, fact, instant, text, type ValueFormat } from '../values.ts';
import { behindJob } from './behindJob.ts';
import { sayIn } from './sayIn.ts';
import {
  CAPTURE_WORDS,
  CHANGE_WORDS,
  DONE_WORDS,
  EVENT_WORDS,
  RESTORED_FROM_WORDS,
  RESTORED_SINCE_WORDS,
  RESTORED_WORDS,
  SETTINGS_WORDS,
  SIGNATURE_WORDS,
  UNCOVERED_WORDS,
  VERSION_WORDS,
} from './words.ts';

export function doneSection(report: JobReport): DocumentSection {
  return {
    id: 'done',
    title: DONE_WORDS.title,
    form: 'facts',
    facts: [
      { ...fact(DONE_WORDS.job, text(jobKind(report.kind).title)), again: true },
      { ...fact(DONE_WORDS.name, text(report.name)), again: true },
      fact(DONE_WORDS.jobId, code(String(report.jobId))),
      fact(DONE_WORDS.by, text(report.user)),
      fact(DONE_WORDS.submitted, instant(report.submittedAt)),
      fact(DONE_WORDS.started, instant(report.startedAt)),
      fact(DONE_WORDS.ended, instant(report.endedAt)),
    ],
  };
}

export function settingsSection({ settings, withoutApproval }: JobReport): DocumentSection {
  const facts = settings.map(({ label, value }): Fact => {
    const told = fact(label, text(value));
    const isReason = withoutApproval !== null && value.endsWith(withoutApproval);
    return isReason ? { ...told, again: true } : told;
  });
  return factSection('settings', SETTINGS_WORDS.title, facts);
}

export function eventSection(report: JobReport): DocumentSection {
  const { title, help } = EVENT_WORDS;
  if (report.events.length === 0)
    return { id: 'events', title, help, form: 'text', lines: [EVENT_WORDS.none] };
  return {
    id: 'events',
    title,
    help,
    form: 'table',
    columns: [
      column('event', EVENT_WORDS.event, 'text', 70),
      column('users', EVENT_WORDS.users, 'count', 10),
      column('severity', EVENT_WORDS.severity, 'text', 12),
    ],
    rows: report.events.map(({ code: event, severity, users, filter }) => {
      const said = eventText(report, event);
      const behind = behindJob(report, filter, EVENT_WORDS.of(report.jobId, said));
      return [text(said), count(users, behind), text(EVENT_WORDS.severities[severity])];
    }),
  };
}

/** By field and original value, which Alma's later statistics no longer know. Undefined: the job gave no values. */
export function changeSection(
  { changes }: JobReport,
  format: ValueFormat,
): DocumentSection | undefined {
  if (changes.length === 0) return undefined;
  const words = CHANGE_WORDS;
  const shown = (field: ReportedField, value: string | null) => {
    if (value === null) return text(words.none);
    const kind = kindOfChange(field);
    if (kind === 'yesNo') return text(value === '1' ? words.yes : words.no);
    return kind === 'date' ? date(value) : text(value);
  };
  return {
    id: 'changes',
    title: words.title,
    form: 'table',
    columns: [
      column('field', words.field, 'text', 20),
      column('original', words.original, 'text', 30),
      column('given', words.given, 'text', 30),
      column('users', words.users, 'count', 10),
    ],
    rows: changes.map(({ field, from, others, to, users, maybe }) => [
      text(labelOfChange(field)),
      maybe
        ? text(words.maybe)
        : from === null && others > 0
          ? text(words.others(others, sayIn(format)))
          : shown(field, from),
      to === null && others > 0 ? text(words.differing) : shown(field, to),
      count(users),
    ]),
  };
}

/** Rules that no report covers. Undefined: all are covered, or the job has none. */
export function uncoveredSection(report: JobReport): DocumentSection | undefined {
  if (report.unknown.length === 0) return undefined;
  const { title, help } = UNCOVERED_WORDS;
  return {
    id: 'uncovered',
    title,
    help,
    form: 'table',
    columns: [
      column('rule', UNCOVERED_WORDS.rule, 'text', 44),
      column('users', UNCOVERED_WORDS.users, 'count', 24),
    ],
    rows: report.unknown.map(({ reason, users }) => {
      const { label } = RETAIN_REASON_TEXTS[reason];
      const filter = { outcome: 'purged', reason: `unknown:${reason}` };
      return [text(label), count(users, behindJob(report, filter, UNCOVERED_WORDS.of(label)))];
    }),
  };
}

export function captureSection(
  { jobId, capture, pictureErased }: JobReport,
  format: ValueFormat,
): DocumentSection {
  const { title } = CAPTURE_WORDS;
  const say = sayIn(format);
  if (capture === null) {
    const gone = pictureErased.at(-1);
    const line = gone ? CAPTURE_WORDS.deleted(gone) : CAPTURE_WORDS.none;
    return textSection('capture', title, [line]);
  }
  const { takenAt, width, height, sha256 } = capture;
  return {
    id: 'capture',
    title,
    form: 'capture',
    alt: CAPTURE_WORDS.alt(jobId),
    facts: [
      fact(CAPTURE_WORDS.taken, instant(takenAt)),
      fact(CAPTURE_WORDS.size, text(CAPTURE_WORDS.sizeOf(width, height, say))),
      fact(CAPTURE_WORDS.hash, code(sha256)),
      ...pictureErased.flatMap((erased) => [
        fact(CAPTURE_WORDS.erased, text(CAPTURE_WORDS.blanked(erased, say))),
        fact(CAPTURE_WORDS.hashBefore, code(erased.sha256)),
      ]),
    ],
  };
}

/** Who signed in the program, and lines for those who sign on paper. */
export function signatureSection({ review }: JobReport): DocumentSection {
  const { first, second, seen, title } = SIGNATURE_WORDS;
  const signed = review?.seal?.signatures ?? [];
  const line = (role: string, n: number): SignatureLine => ({
    role,
    name: signed[n]?.name ?? null,
    at: signed[n]?.at ?? null,
  });
  const ofReview = review?.unsigned && signed.length === 0 ? [] : [line(first, 0), line(second, 1)];
  const lines = [...ofReview, { role: seen, name: null, at: null }];
  return { id: 'signatures', title, form: 'signatures', lines };
}

export function restoredSection({ restorations }: JobReport): DocumentSection | undefined {
  if (restorations.length === 0) return undefined;
  const words = RESTORED_WORDS;
  return {
    id: 'restored',
    title: words.title,
    help: words.help,
    form: 'table',
    columns: [
      column('at', words.restored, 'instant', 20),
      column('by', words.by, 'text', 20),
      column('madeAt', words.madeAt, 'instant', 20),
      column('before', words.before, 'text', 40),
    ],
    rows: restorations.map(({ at, by, madeAt, before }) => [
      instant(at),
      text(by),
      instant(madeAt),
      text(
        before.what === 'job'
          ? before.name
          : before.what === 'update'
            ? words.beforeUpdate
            : words.beforeRestoring,
      ),
    ]),
  };
}

/** What later jobs took back of it. Undefined: nothing. */
export function restoredSinceSection({ restoredSince }: JobReport): DocumentSection | undefined {
  if (restoredSince.length === 0) return undefined;
  const { title, help, job, at, by, users } = RESTORED_SINCE_WORDS;
  return {
    ...{ id: 'restored-since', title, help, form: 'table' },
    columns: [
      column('job', job, 'code', 10),
      column('at', at, 'instant', 20),
      column('by', by, 'text', 20),
      column('users', users, 'count', 10),
    ],
    rows: restoredSince.map((since) => [
      code(String(since.jobId)),
      instant(since.at),
      text(since.by),
      count(since.users, behindJob(since, { outcome: 'restored' }, title)),
    ]),
  };
}

/** By which jobs its users had been deleted. Undefined: it restored nobody. */
export function restoredFromSection({ restoredFrom }: JobReport): DocumentSection | undefined {
  if (restoredFrom.length === 0) return undefined;
  const { title, job, users } = RESTORED_FROM_WORDS;
  return {
    ...{ id: 'restored-from', title, form: 'table' },
    columns: [column('job', job, 'code', 10), column('users', users, 'count', 10)],
    rows: restoredFrom.map((from) => [code(String(from.jobId)), count(from.users)]),
  };
}

export function versionSection({ review }: JobReport): DocumentSection {
  const versions = review?.versions ?? null;
  const of = (value: string | undefined) => text(value ?? VERSION_WORDS.unknown);
  return {
    id: 'versions',
    title: VERSION_WORDS.title,
    form: 'facts',
    facts: [
      fact(VERSION_WORDS.program, of(versions?.program)),
      fact(VERSION_WORDS.runtime, of(versions?.runtime && VERSION_WORDS.parts(versions.runtime))),
      fact(VERSION_WORDS.rules, of(versions?.rules), VERSION_WORDS.rehearsal),
      ...(versions === null
        ? [fact(VERSION_WORDS.facts, text(VERSION_WORDS.notFrozen), VERSION_WORDS.notFrozenNote)]
        : []),
    ],
  };
}
