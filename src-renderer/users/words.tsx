/** Words of the panel that shows one user: what is known about them, what the planned purge would do, their record. */
import type { ReactNode } from 'react';
import type { RetainReason } from '#shared/domain/purgeRules.ts';
import type { Relation } from '#shared/domain/relations.ts';
import type { Decision } from '#shared/domain/review.ts';
import { countOf, formatCount } from '../ui/format.ts';
import type { EvidenceRow } from './flagEvidence.ts';
import type { KeptBy, PlannedOutcome } from './plannedPurge.ts';

const DECIDE: Readonly<Record<Decision, string>> = {
  excluded: 'Exclude',
  approved: 'Approve',
  undecided: 'Clear',
};

export const panelWords = {
  protectedBy: 'Protected by',
  registerWins: (link: ReactNode) => (
    <>The register always wins: this user is never approved. {link}</>
  ),
  showRegister: 'Show the register',
  plannedPurge: 'What the planned purge would do',
  flags: 'Review flags',
  notes: 'Notes',
  values: 'Details',
  rows: 'Rows in files',
  decisions: 'Decisions so far',
  history: 'History',
  sets: 'Sets',
  noName: 'No name reported',
  notCandidate: 'Not a candidate: no candidates file in the review names this user.',
  decision: 'Decision',
  decide: (decision: Decision) => DECIDE[decision],
  decideHint: (decision: Decision, key: string) => `${DECIDE[decision]} (${key})`,
} as const;

export const heldWords = {
  open: 'Everything held…',
  hint: 'Everything held about this person, and erasing them on their request',
  title: 'everything held about a person',
  fileName: (day: string) => `Everything held, ${day}`,
  written: (fileName: string) => `Everything held about the person is in ${fileName}.`,
  asPdf: 'Save as PDF',
  asJson: 'Save as JSON',
  print: 'Print…',
  erase: 'Erase on request…',
} as const;

export const userValueWords = {
  /** Behind the sign for what is unknown. */
  notReported: 'not reported',
} as const;

export const protectedByWords = {
  rule: (kind: string, value: string) => (
    <>
      {kind}: <strong>{value}</strong>
    </>
  ),
  reviewOn: (date: ReactNode) => <>Review on {date}</>,
  /** @param due shows the words that say so */
  reviewDue: (date: ReactNode, due: (words: string) => ReactNode) => (
    <>
      Review on {date}
      {due(' – due')}
    </>
  ),
} as const;

/** `sheet Report, row 12`; a text file has no sheets. */
export function placeOf({ sheetName, row }: Pick<EvidenceRow, 'sheetName' | 'row'>): string {
  return sheetName === ''
    ? `row ${formatCount(row)}`
    : `sheet ${sheetName}, row ${formatCount(row)}`;
}

export const evidenceWords = {
  noFlags: 'None: nothing in the files asks for a second look.',
  noRows: 'No committed file names this user.',
  blank: 'blank',
  noColumn: 'no such column',
  cell: (heading: string, value: ReactNode) => (
    <>
      {heading}: <strong>{value}</strong>
    </>
  ),
  /** A file or its kind, and where in it. */
  where: (file: string, row: Pick<EvidenceRow, 'sheetName' | 'row'>) => `${file}, ${placeOf(row)}`,
  unreadable: (value: string, why: string) => `${value} (${why})`,
  showFile: 'Show the file in Import',
  onList: (identifier: ReactNode) => <>On the list: {identifier}</>,
  ofKind: { notes: 'Note', blocks: 'Block' },
  /** @param others who have it, too */
  onListBy: (type: string, identifier: ReactNode, others: readonly ReactNode[]) => (
    <>
      On the list by {type}: {identifier}
      {others.length > 0 && <>, shared with{others}</>}
    </>
  ),
  /** Under another user; whose line it is shows where it stands. */
  relation: (relation: Relation, text: string, own: string | null) => {
    const said = <strong>{text}</strong>;
    switch (relation) {
      case 'proxy-for':
        return <>Their sponsor: they are proxy for {said}</>;
      case 'sponsor-of':
        return <>Their proxy: proxy for {said}</>;
      case 'cc':
        return <>Letters go in copy to {said}</>;
      case 'address':
        return (
          <>
            A minor at {said}
            {own !== text && own !== null && <>; this user: {own}</>}
          </>
        );
    }
  },
  inDamagedLine: (identifier: ReactNode) => <>In a damaged line: {identifier}</>,
  loansElsewhere: (loans: number) => (
    <>
      Loans at other libraries: <strong>{formatCount(loans)}</strong>
    </>
  ),
  finesElsewhere: (fines: ReactNode) => (
    <>
      Fines at other libraries: <strong>{fines}</strong>
    </>
  ),
  reading: (reading: string, last: ReactNode, is: { taken: boolean; chosen: boolean }) => (
    <>
      <strong>{reading}</strong>
      {is.chosen && ' (chosen)'}: up to {last}, <strong>{is.taken ? 'taken' : 'not taken'}</strong>
    </>
  ),
} as const;

export const VERDICT_WORDS: Readonly<Record<Exclude<PlannedOutcome['verdict'], 'kept'>, string>> = {
  purged: 'Would be purged',
  retained: 'Would be retained',
  'not-taken': 'Would not be taken',
};

/** Whatever keeps a user out of the set: the verdict, and the sentence that says why. */
export const KEPT_WORDS: Readonly<
  Record<KeptBy, { readonly verdict: string; readonly because: string }>
> = {
  protected: {
    verdict: 'Stays: protected',
    because: 'The protected register names them, so they are never approved.',
  },
  excluded: {
    verdict: 'Stays: excluded in the review',
    because: 'Excluded in the review.',
  },
  returned: {
    verdict: 'Stays: returned, not approved since',
    because: 'They returned, and nobody has approved them since.',
  },
  contact: {
    verdict: 'Stays: a Contact, not approved as such',
    because: 'They are a Contact, and nobody has approved them as such.',
  },
  staff: {
    verdict: 'Stays: staff or unknown role, not approved',
    because: 'They are staff or of unknown role, and nobody has approved them.',
  },
  undecided: {
    verdict: 'Stays: undecided',
    because: 'Nobody has decided about them yet.',
  },
  'not-in-review': {
    verdict: 'Stays: not in the review',
    because: 'The newest candidates file doesn’t name them.',
  },
};

/** What would have to be known to rule a reason out. */
const UNKNOWN_NAMES: Readonly<Record<RetainReason, string>> = {
  'outstanding-loans': 'loans',
  'fines-fees': 'the balance',
  acquisitions: 'PO lines, POs and invoices',
  'purchase-requests': 'purchase requests',
  'resource-sharing': 'requests on the hold shelf',
  'import-profiles': 'import profiles',
  'locked-records': 'locked records',
  'md-editor': 'work in the MD Editor',
  'running-job': 'running jobs',
};

/** Words of what the planned purge would do to the user. */
export const plannedWords = {
  purged: 'A purge in this workspace has taken this user. See the history.',
  onListOnly:
    'Only an exclusion list names this user. No candidates file gives a purge date, so no rule can be applied.',
  keptButInGroup: (because: string, group: string) =>
    `${because} Yet the user group is ${group}, so a run in Alma takes them all the same. Change the group back in Alma.`,
  notInSet: (because: string, group: string) =>
    `${because} They aren’t in the set that is moved to ${group}.`,
  notInPurgedSet: (because: string) => `${because} They aren’t in the set that is purged.`,
  otherwiseRetained: 'If they were, the run would retain them.',
  otherwisePurged: 'If they were, the run would purge them.',
  inGroup: (group: string) => `The user group is ${group} already.`,
  approved: (group: string) => `Approved: the set of the review moves them to ${group} first.`,
  approvedInSet: 'Approved: they are in the set of the review, which is purged as it is.',
  recordTypeUnknown: 'No report gives the record type; it counts as Public.',
  recordTypeDiffers: (recordType: string, wanted: string) =>
    `The record type is ${recordType}; a run for ${wanted} doesn’t take them.`,
  publicDiffers: (wanted: string) =>
    `No report gives the record type; it counts as Public, and a run for ${wanted} doesn’t take them.`,
  noPurgeDate: 'No purge date: Alma never takes such a user.',
  purgeDateTaken: (date: ReactNode, last: ReactNode) => (
    <>
      Purge date {date}: on or before {last}, the last one taken.
    </>
  ),
  purgeDateAfter: (date: ReactNode, last: ReactNode) => (
    <>
      Purge date {date}: after {last}, the last one taken.
    </>
  ),
  boundary: 'This is the last day that may count, and the published texts disagree about it.',
  nothingRetains: 'Nothing in the reports retains them.',
  retains: (reason: string, value: ReactNode) => (
    <>
      {reason}: {value}
    </>
  ),
  waived: (balance: ReactNode) => <>Their balance of {balance} would be recorded as waived.</>,
  ignoresRoles: 'The run doesn’t look at staff roles.',
  ignoresRegister: 'The run itself doesn’t know the protected register.',
  ignoresExpiry: 'The run doesn’t look at the expiry date.',
  unknown: (reasons: readonly RetainReason[]) =>
    `No report covers: ${reasons.map((reason) => UNKNOWN_NAMES[reason]).join(', ')}. Alma may retain them for one of these.`,
} as const;

/** What the reports say that retains the user, behind the reason. */
export const retainWords = {
  loans: (count: number) => countOf(count, 'loan'),
  owes: (balance: ReactNode, threshold: ReactNode) => (
    <>
      owes {balance}, more than {threshold}
    </>
  ),
  assignments: (count: number) => countOf(count, 'assignment'),
  purchaseRequests: (count: number) => `${formatCount(count)} open`,
  holdShelf: (count: number) => `${formatCount(count)} on the hold shelf`,
  profiles: (count: number) => countOf(count, 'profile'),
  records: (count: number) => countOf(count, 'record'),
  now: 'now',
} as const;

interface RunSettings {
  readonly date: string;
  readonly days: number;
  readonly recordType: string;
  readonly reading: string;
  readonly threshold: ReactNode;
  /** Null: the members of a set. */
  readonly group: string | null;
}

export const plannedRunWords = {
  settings: ({ date, days, recordType, reading, threshold, group }: RunSettings) => (
    <>
      By the settings of the planned run: {date}, {countOf(days, 'day')}, {recordType}, purge dates{' '}
      {reading}, waive threshold {threshold},{' '}
      {group === null ? 'members of a set' : `group ${group}`}.
    </>
  ),
  change: 'Change',
} as const;

export const noteWords = {
  label: 'New note',
  placeholder: 'Write a note',
  add: 'Add',
  addHint: 'Add the note (Ctrl+Enter)',
  added: 'The note was added.',
  remove: 'Remove the note',
  removed: 'The note was removed.',
  putBack: 'The note is there again.',
} as const;

/** Words of what was decided about the user, what jobs changed, and the sets they are in. */
export const recordWords = {
  noDecision: 'Nobody has decided about this user.',
  undone: 'undone',
  noHistory: 'No job has changed this user.',
  changed: (field: string, before: ReactNode, after: ReactNode) => (
    <>
      {field}: <del>{before}</del> → {after}
    </>
  ),
  given: (field: string, value: ReactNode) => (
    <>
      {field}: {value}
    </>
  ),
  taken: (field: string, value: ReactNode) => (
    <>
      {field}: <del>{value}</del>
    </>
  ),
  /** Only in Alma’s own job. */
  told: (field: string, value: ReactNode) => (
    <>
      {field}: {value}, told here and left to Alma
    </>
  ),
  blank: 'blank',
  otherLines: 'with another data date of a file, other fines/fees stand',
  gone: { deleted: 'Deleted by hand', restored: 'Restored' },
  waived: (amount: ReactNode) => <>{amount} recorded as waived</>,
  noSet: 'In no set.',
  /** @param by empty where nobody is named */
  atBy: (at: ReactNode, by: string) =>
    by === '' ? (
      at
    ) : (
      <>
        {at}, {by}
      </>
    ),
} as const;
