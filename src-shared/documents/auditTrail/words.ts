/** What the entries of the audit trail say, on screen and in files alike. Plain words, those of each kind in one place. */
import type {
  AUDITED,
  AuditedWhat,
  AuditFilter,
  AuditTopic,
  Entered,
  ExportedThing,
} from '../../contract/shapes/auditTrail.ts';
import type { Settings } from '../../contract/shapes/settings.ts';
import type { AlmaStep } from '../../domain/almaSteps.ts';
import { PROTECTED_KIND_TEXTS } from '../../domain/protectedRegister.ts';
import { DECISION_TEXTS, FINDING_TEXTS } from '../../domain/review.ts';
import type { Say } from '../../domain/said.ts';
import type { ApprovalEnd } from '../../domain/stepCause.ts';
import { importKind } from '../../importKinds/importKinds.ts';
import { jobKind } from '../../jobKinds/jobKinds.ts';
import { LIST_TEXTS } from '../afterErasing/words.ts';

/** Numbers as the system writes them, amounts in the currency of the workspace. */
export interface TrailSay extends Say {
  amount(minor: number): string;
}

type Details<What extends AuditedWhat> = ReturnType<(typeof AUDITED)[What]['parse']>;

type Words = {
  readonly [What in AuditedWhat]: {
    /** What was done. */
    readonly did: string;
    /** With what; what isn't worth saying is left out. */
    readonly facts?: (details: Details<What>, say: TrailSay) => readonly (string | false)[];
  };
};

const files = (count: number, say: Say) => `${say.count(count)} ${count === 1 ? 'file' : 'files'}`;
const many = (count: number, one: string, others: string, say: Say) =>
  `${say.count(count)} ${count === 1 ? one : others}`;
const hash = (sha256: string | null) => sha256 !== null && `SHA-256 ${sha256}`;
const ruleKind = ({ kind }: { kind: keyof typeof PROTECTED_KIND_TEXTS }) => [
  PROTECTED_KIND_TEXTS[kind].label,
];
const ofStep = ({ users }: { users: number }, say: Say) => [say.users(users)];
const ended = ({ finished, failed }: Details<'job.completed'>, say: Say) => [
  `${say.count(finished)} finished`,
  `${say.count(failed)} failed`,
];

const THINGS: Readonly<Record<ExportedThing, string>> = {
  job: 'Report of a job',
  'job-list': 'List of a job’s report',
  users: 'List of users',
  person: 'Everything held about a person',
  'import-rows': 'Rows of a file',
  kit: 'Reversal kit of a job to be submitted',
  'kit-of-job': 'Reversal kit of a job that has run',
  trail: 'Audit trail',
  certificate: 'Certificate of erasure',
  set: 'Set file',
  original: 'Original of a file',
  capture: 'Screen capture of a job',
  'fee-work-list': 'Work list of fines/fees',
  workspace: 'Copy of the workspace',
  'after-erasing': 'What an erasure left to do',
};

/** What a file that was written is. */
export const exportedThingText = (of: ExportedThing | 'letter'): string =>
  of === 'letter' ? 'Letter to a user' : THINGS[of];

const ENDED_BY: Readonly<Record<ApprovalEnd['by'], string>> = {
  file: 'by what a file tells of them',
  'exclusion-list': 'by a file that became an exclusion list',
  files: 'by what files tell of them',
  lists: 'by exclusion lists',
  register: 'by the protected register',
  settings: 'by changed Settings',
  'data-date': 'by another data date',
  'taken-back': 'by a file that was taken back',
  day: 'by what another day, or a newer version, tells of them',
  job: 'by what a job changed',
};

const ALMA: Readonly<Record<AlmaStep, string>> = {
  set: 'Set uploaded',
  update: 'Update/Notify Users run',
  purge: 'Purge run',
};

const SETTINGS: Readonly<Record<keyof Settings, string>> = {
  institution: 'institution',
  userName: 'who works here',
  currency: 'currency',
  excludeReasons: 'reasons for excluding',
  approveReasons: 'reasons for approving',
  signOffAbove: 'sign-off above',
  privateSets: 'sets are private',
  okToPurgeGroup: 'user group of approved users',
  purgeRoute: 'the planned purge takes a',
  setPurgeParameters: 'what Purge Users asks besides',
  runDate: 'planned run date',
  days: 'number of days after purge date',
  reading: 'reading of the day bound',
  recordType: 'user record type',
  waiveThreshold: 'waive threshold',
  countTransferred: 'transferred fines/fees count',
  esploro: 'the institution uses Esploro',
  rulesOff: 'rules switched off',
  activeMonths: 'months of recent activity',
  keepWords: 'words that mean keep',
  updateConditions: 'conditions of Update/Notify Users',
  keepOriginalsDays: 'days that imported files are kept',
  cleanupSelects: 'users whom User cleanup selects at once',
  snapshots: 'snapshots before jobs',
  keepSnapshots: 'snapshots kept',
  retentionDays: 'days until the personal data is due',
  retentionDay: 'fixed day on which the personal data is due',
};

type ChangedSetting = Details<'settings.changed'>['settings'][number];

function settingText({ name, from, to }: ChangedSetting, say: TrailSay): string {
  if (to === undefined) return SETTINGS[name];
  const said = (value: ChangedSetting['to']) => {
    if (value === null || value === undefined) return 'not set';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'number')
      return name === 'waiveThreshold' ? say.amount(value) : say.count(value);
    return name === 'runDate' || name === 'retentionDay' ? say.date(value) : value;
  };
  return `${SETTINGS[name]}: ${said(from)} → ${said(to)}`;
}

const WORDS: Words = {
  'trail.begun': {
    did: 'Audit trail begun',
    facts: ({ files: added, users, decisions, sets, jobs }, say) =>
      added + users + decisions + sets + jobs === 0
        ? ['The workspace was empty']
        : [
            'What came before isn’t in it',
            files(added, say),
            say.users(users),
            many(decisions, 'decision', 'decisions', say),
            many(sets, 'set', 'sets', say),
            many(jobs, 'job', 'jobs', say),
          ],
  },
  'file.read': {
    did: 'File read',
    facts: ({ rows, errors, sha256 }, say) => [
      many(rows, 'row', 'rows', say),
      errors > 0 && many(errors, 'error', 'errors', say),
      hash(sha256),
    ],
  },
  'file.failed': { did: 'File couldn’t be read' },
  'file.columnsRemoved': {
    did: 'Stored columns removed that are never taken',
    facts: ({ columns }, say) => [many(columns, 'column', 'columns', say)],
  },
  'file.discarded': { did: 'File discarded' },
  'file.added': {
    did: 'File added',
    facts: ({ users, replaces, absentHaveNone, decisionsEnded, sha256 }, say) => [
      many(users, 'identifier', 'identifiers', say),
      replaces && 'users it doesn’t name left the review',
      absentHaveNone && 'users who aren’t in it have none',
      decisionsEnded > 0 && `decisions ended: ${say.users(decisionsEnded)}`,
      hash(sha256),
    ],
  },
  'file.takenBack': {
    did: 'File taken back',
    facts: ({ files: all }, say) => [all > 1 && `${files(all, say)}, those added after it too`],
  },
  'file.dated': {
    did: 'Data date changed',
    facts: ({ dataDate }, say) => [dataDate === null ? 'not known' : say.date(dataDate)],
  },
  'file.meant': { did: 'List given a meaning', facts: ({ kind }) => [importKind(kind).label] },
  'originals.settled': {
    did: 'Imported files settled',
    facts: ({ files: all, choice }, say) => [
      files(all, say),
      choice === 'delete' ? 'deleted' : 'kept',
    ],
  },
  'profile.saved': { did: 'Import profile saved' },
  'profile.deleted': { did: 'Import profile deleted' },
  'decision.made': {
    did: 'Decision made',
    facts: ({ decision, users }, say) => [DECISION_TEXTS[decision], say.users(users)],
  },
  'decision.byRule': { did: 'Excluded by rule', facts: ofStep },
  'decision.undone': { did: 'Decision undone', facts: ofStep },
  'decision.redone': { did: 'Decision made again', facts: ofStep },
  'approval.ended': {
    did: 'Approval ended',
    facts: ({ by, users }, say) => [say.users(users), ENDED_BY[by]],
  },
  'rule.added': { did: 'Rule added to the protected register', facts: ruleKind },
  'rule.changed': { did: 'Rule of the protected register changed', facts: ruleKind },
  'rule.removed': { did: 'Rule removed from the protected register' },
  'set.made': {
    did: 'Set made',
    facts: ({ users }, say) => [users === null ? 'logical' : say.users(users)],
  },
  'set.combined': {
    did: 'Sets combined',
    facts: ({ first, operator, second, users }, say) => [
      `set ${first} ${operator} set ${second}`,
      say.users(users),
    ],
  },
  'set.changed': { did: 'Set changed' },
  'set.deleted': { did: 'Set deleted' },
  'job.submitted': {
    did: 'Job submitted',
    facts: ({ kind, users, capture, withoutApproval }, say) => [
      jobKind(kind).title,
      users !== null && say.users(users),
      withoutApproval && 'also users whom nobody approved',
      capture !== null && `screen capture ${hash(capture)}`,
    ],
  },
  'job.completed': { did: 'Job ended', facts: ended },
  'job.failed': { did: 'Job failed', facts: ended },
  'job.takenUp': { did: 'Failed job taken up again' },
  'job.cancelled': { did: 'Scheduled job taken back' },
  'capture.erased': {
    did: 'Erased users taken out of a screen capture',
    facts: ({ places, before, after }, say) => [
      places === 0 ? 'the picture was deleted' : many(places, 'place', 'places', say),
      `${hash(before)} before`,
      after !== null && `${hash(after)} since`,
    ],
  },
  'job.forgotten': { did: 'People of a job removed' },
  'erasure.begun': {
    did: 'Erasing of users begun',
    facts: ({ users, marks, sha256 }, say) => [
      say.users(users),
      `${many(marks, 'mark', 'marks', say)} of all who were erased`,
      hash(sha256),
    ],
  },
  'erasure.searched': {
    did: 'Searched for erased users',
    facts: ({ needles, bytes, notRead, findings }, say) => [
      many(needles, 'text looked for', 'texts looked for', say),
      many(bytes, 'byte read', 'bytes read', say),
      notRead > 0 && `${many(notRead, 'file', 'files', say)} not read`,
      many(findings, 'finding', 'findings', say),
    ],
  },
  'erasure.certified': {
    did: 'Certificate of erasure made',
    facts: ({ sha256 }) => [hash(sha256)],
  },
  'export.written': {
    did: 'File written',
    facts: ({ of, sha256 }) => [THINGS[of], hash(sha256)],
  },
  'export.printed': { did: 'Printed', facts: ({ of }) => [THINGS[of]] },
  'signature.made': {
    did: 'Signed',
    facts: ({ signature, seal }) => [`signature ${signature} of 2`, `seal ${seal}`],
  },
  'signature.withdrawn': { did: 'Sign-off withdrawn' },
  'settings.changed': {
    did: 'Settings changed',
    facts: ({ settings }, say) => settings.map((each) => settingText(each, say)),
  },
  'settings.takenOver': {
    did: 'Settings taken over from another workspace',
    facts: ({ rules, profiles, logo }, say) => [
      many(rules, 'rule', 'rules', say),
      many(profiles, 'import profile', 'import profiles', say),
      logo && 'with the logo',
    ],
  },
  'policy.answered': { did: 'What is set in Alma answered' },
  'logo.changed': {
    did: 'Logo changed',
    facts: ({ sha256 }) => [sha256 === null ? 'none any more' : hash(sha256)],
  },
  'note.added': { did: 'Note added' },
  'note.removed': { did: 'Note deleted' },
  'letter.written': { did: 'Letter written' },
  'twin.answered': {
    did: 'Possible twins answered',
    facts: ({ answer }) => [
      answer === null ? 'answer taken back' : answer === 'same' ? 'one person' : 'two people',
    ],
  },
  'sample.drawn': { did: 'Sample drawn', facts: ofStep },
  'sample.recorded': {
    did: 'Finding of a sample recorded',
    facts: ({ finding }) => [finding === null ? 'taken back' : FINDING_TEXTS[finding]],
  },
  'sample.removed': { did: 'Sample removed' },
  'alma.ticked': {
    did: 'Step in Alma ticked',
    facts: ({ step, done }) => [ALMA[step], done ? 'done' : 'not done'],
  },
  'copy.confirmed': { did: 'Copy made while the workspace was open confirmed' },
  'erasure.switchedOff': {
    did: 'Switched off because of erased users',
    facts: ({ rules, sets, views, profiles, keepWords }, say) => [
      rules > 0 && many(rules, 'rule', 'rules', say),
      sets > 0 && many(sets, 'logical set', 'logical sets', say),
      views > 0 && many(views, 'saved view', 'saved views', say),
      profiles > 0 && many(profiles, 'import profile', 'import profiles', say),
      keepWords > 0 && many(keepWords, 'word that means keep', 'words that mean keep', say),
    ],
  },
  'erasure.ticked': {
    did: 'Work after an erasure ticked',
    facts: ({ list, items, done }, say) => [
      LIST_TEXTS[list].title,
      many(items, 'item', 'items', say),
      done ? 'done' : 'not done',
    ],
  },
  'return.decided': {
    did: 'Erased users may be entered again',
    facts: ({ rows, decisionNo, erasures }, say) => [
      many(rows, 'row', 'rows', say),
      `decision ${decisionNo}`,
      `erased by ${erasures.length === 1 ? 'job' : 'jobs'} ${erasures.join(', ')}`,
    ],
  },
  'return.withdrawn': {
    did: 'Erased users are kept out again',
    facts: ({ rows, decisionNo }, say) => [
      many(rows, 'row', 'rows', say),
      `decision ${decisionNo}`,
    ],
  },
  'snapshot.restored': {
    did: 'Snapshot restored',
    facts: ({ givenUp }, say) => [
      givenUp !== null && `given up: the trail up to entry ${say.count(givenUp.entryNo)}`,
      givenUp !== null && hash(givenUp.hash),
    ],
  },
  'retention.due': {
    did: 'Personal data found due',
    facts: ({ dueOn }, say) => [`due on ${say.date(dueOn)}`],
  },
  'retention.postponed': {
    did: 'Erasing the personal data postponed',
    facts: ({ dueOn, until }, say) => [`from ${say.date(dueOn)}`, `until ${say.date(until)}`],
  },
  'snapshots.removed': {
    did: 'Snapshots removed',
    facts: ({ snapshots }, say) => [many(snapshots, 'snapshot', 'snapshots', say)],
  },
};

export const didText = ({ what }: Pick<Entered, 'what'>): string => WORDS[what].did;

/** What is known of it, in one line. */
export function factsText({ what, details }: Entered, say: TrailSay): string {
  const { facts } = WORDS[what] as {
    facts?: (details: unknown, say: TrailSay) => (string | false)[];
  };
  const text = (facts?.(details, say) ?? []).filter(Boolean).join(' · ');
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The number under which the program keeps what it is about. */
export function numberText({ details }: Entered): string {
  for (const [name, words] of Object.entries(NUMBERS)) {
    const number = (details as Readonly<Record<string, unknown>>)[name];
    if (typeof number === 'number') return `${words} ${number}`;
  }
  return '';
}

/** First the one that others hang on. */
const NUMBERS = {
  jobId: 'Job',
  importId: 'File',
  setId: 'Set',
  ruleId: 'Rule',
  profileId: 'Profile',
  stepId: 'Decision',
  sampleId: 'Sample',
  signOffId: 'Sign-off',
  exportId: 'File written',
  noteId: 'Note',
} as const;

export const TOPIC_TEXTS: Readonly<Record<AuditTopic, string>> = {
  files: 'Files and imports',
  decisions: 'Decisions',
  rules: 'Protected register',
  sets: 'Sets',
  jobs: 'Jobs',
  signatures: 'Signatures',
  exports: 'Files written and prints',
  erasures: 'Erasures and who came back',
  checks: 'Checks and steps in Alma',
  notes: 'Notes and letters',
  settings: 'Settings',
  workspace: 'Workspace and snapshots',
};

export const TRAIL_WORDS = {
  title: 'Audit trail',
  number: 'No.',
  at: 'When',
  who: 'Who',
  what: 'What',
  about: 'About',
  facts: 'Details',
  hash: 'SHA-256',
  program: 'The program',
  erased: 'Erased',
  unreadable: 'Can’t be read',
  gone: 'no longer there',
  all: 'All entries',
  made: 'List made',
  end: 'End of the trail',
  entries: 'Entries in the trail',
  last: 'Hash of the last one',
  /** In other documents. */
  atMaking: {
    title: 'Audit trail when this was made',
    entry: 'Last entry',
    hash: 'Its hash (SHA-256)',
    note: 'It stands for every entry up to this one. Another hash beside this number, on the Audit trail screen or by “purgedesk verify --entry”, means that the trail isn’t the same any more.',
  },
  listAbout: (filter: string, entries: string) => `${filter}: ${entries}`,
  entriesOf: (count: number, say: Say) => many(count, 'entry', 'entries', say),
  reading: {
    title: 'How to read the trail',
    lines: [
      'Each entry has a hash over what it says and over the hash of the one before: an entry that was changed, taken out or put in no longer fits.',
      'The hash of the last entry stands for all of them. Kept elsewhere, it shows later whether the trail was made anew.',
      'Names of files, sets and jobs are those that they have now.',
    ],
  },
} as const;

/** The filter in words. @param who the name of whom it names */
export function trailFilterText(
  { topic, staffNo, from, to }: AuditFilter,
  who: string,
  say: Say,
): string {
  const parts = [
    topic !== null && TOPIC_TEXTS[topic],
    staffNo !== null && who,
    from !== null && `from ${say.date(from)}`,
    to !== null && `to ${say.date(to)}`,
  ].filter(Boolean);
  return parts.length === 0 ? TRAIL_WORDS.all : parts.join(', ');
}
