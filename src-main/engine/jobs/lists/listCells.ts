/** What stands in the cells of a job's lists, by column. Pure but for what the sources of facts read. */
import type { ListColumnId } from '#shared/documents/jobReport/listColumns.ts';
import { LIST_WORDS } from '#shared/documents/jobReport/listColumns.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { RETAIN_REASON_TEXTS, reasonsOf } from '#shared/domain/purgeRules.ts';
import { DECISION_TEXTS } from '#shared/domain/review.ts';
import { kindOfChange, labelOfChange, type ReportedField } from '#shared/jobKinds/updateFields.ts';
import type { FactSources } from '../../importing/show/factSources.ts';
import { MEMBERSHIP } from '../../replica/membership.ts';
import { isStaffConfirmed } from '../../replica/reviewStates.ts';
import { lackOfNumber } from '../approvals.ts';
import type { FrozenDecision, FrozenDecisions } from '../frozenFacts.ts';
import { AT, type ListedFact, type ListedUser } from './listedUser.ts';
import type { SetBy } from './setByJobs.ts';
import { describedCell, evidenceCell, FROZEN_FACTS, sourceCell } from './sourceCells.ts';

interface CellContext {
  readonly sources: FactSources;
  /** Undefined: no job before this one has given anybody a value. */
  readonly setBy: SetBy | undefined;
  readonly decisions: FrozenDecisions;
  readonly format: ValueFormat;
  /** Of the user among those of whom the sources know. */
  readonly place: number;
  readonly decision: FrozenDecision | undefined;
  /** The job went on though users weren't approved: that kept nobody but the protected. */
  readonly withoutApproval: boolean;
}

export type ListCell = (user: ListedUser, context: CellContext) => string | number | null;

/** A cell, and the facts of the user without which it can't say what it says. */
interface KnownCell {
  readonly needs: readonly ListedFact[];
  readonly cell: ListCell;
}

const fact = (name: ListedFact): KnownCell => ({
  needs: [name],
  cell: (user) => user[AT[name]] ?? null,
});

const from = (needs: readonly ListedFact[], cell: ListCell): KnownCell => ({ needs, cell });

/** Of the decision by which the user stood. */
const decided = (cell: (decision: FrozenDecision | undefined) => string | number | null) =>
  from(['decidedIn'], (_user, { decision }) => cell(decision));

const yesNo = (holds: boolean) => (holds ? LIST_WORDS.yes : LIST_WORDS.no);

const CELLS: Readonly<Record<ListColumnId, KnownCell>> = {
  identifier: fact('identifier'),
  lastName: fact('lastName'),
  firstName: fact('firstName'),
  originalGroup: fact('originalGroup'),
  formerGroup: fact('formerGroup'),
  newGroup: fact('newGroup'),
  changes: from(['changes'], (user, { format }) => changesText(user, format)),
  recordType: fact('recordType'),
  expiryDate: fact('expiryDate'),
  purgeDate: fact('purgeDate'),
  loans: fact('loans'),
  balance: fact('balance'),
  transferred: fact('transferred'),
  waived: fact('waived'),
  decision: decided((decision) => DECISION_TEXTS[decision?.decision ?? 'undecided']),
  reason: decided((decision) => decision?.reason ?? null),
  note: decided((decision) => decision?.note || null),
  decidedBy: decided((decision) => decision?.by ?? null),
  decidedAt: decided((decision) => decision?.at ?? null),
  staffConfirmed: decided((decision) => (isStaffConfirmed(decision) ? LIST_WORDS.yes : null)),
  lack: from(['unapproved'], (user) => lackText(user)),
  retainedBecause: from(['outcome', 'reasons', 'unapproved'], (user, { withoutApproval }) =>
    retainedText(user, withoutApproval),
  ),
  evidence: from(['key', 'reasons', ...FROZEN_FACTS], (user, { sources, place, format }) =>
    evidenceCell(sources, place, user, format),
  ),
  unknown: from(['unknown'], (user) => reasonTexts(user[AT.unknown]).join('; ') || null),
  taken: from(['outcome'], (user) => yesNo(user[AT.outcome] !== 'not-taken')),
  unchangedBecause: from(['membership', 'unapproved'], (user) => unchangedText(user)),
  describedBy: from(['key', ...FROZEN_FACTS], (user, { sources, setBy, place }) =>
    describedCell(sources, setBy, place, user),
  ),
  loansFrom: from(['key', 'loans'], (user, { sources, place }) =>
    sourceCell(sources, place, user, 'loans'),
  ),
  balanceFrom: from(['key', 'balance'], (user, { sources, place }) =>
    sourceCell(sources, place, user, 'balance'),
  ),
  knownAsOf: from(['frozen'], (user) =>
    user[AT.frozen] === 1 ? LIST_WORDS.asOfJob : LIST_WORDS.asOfNow,
  ),
};

export function cellOf(column: ListColumnId): ListCell {
  return CELLS[column].cell;
}

/** What has to be read of users for these columns. */
export function factsFor(columns: readonly ListColumnId[]): ReadonlySet<ListedFact> {
  return new Set([...columns.flatMap((column) => CELLS[column].needs), 'decidedIn']);
}

function reasonTexts(bits: string | number | null | undefined): string[] {
  return reasonsOf(Number(bits)).map((reason) => RETAIN_REASON_TEXTS[reason].label);
}

function lackText(user: ListedUser): string | null {
  const lack = lackOfNumber(Number(user[AT.unapproved]));
  if (lack === undefined) return null;
  return lack === 'left' ? LIST_WORDS.noLongerCandidate : UNAPPROVED_TEXTS[lack].label;
}

/** All that kept a user whom the job met: by the rules, and for want of approval where it asked for it. */
function retainedText(user: ListedUser, withoutApproval: boolean): string | null {
  if (user[AT.outcome] !== 'retained') return null;
  const lack = lackText(user);
  const all = reasonTexts(user[AT.reasons]);
  const kept = lack !== null && (!withoutApproval || all.length === 0);
  return [...all, ...(kept ? [LIST_WORDS.notApproved(lack)] : [])].join('; ');
}

/** Why a move passed a user by; null for jobs of earlier versions, which didn't keep it. */
function unchangedText(user: ListedUser): string | null {
  const membership = user[AT.membership] ?? null;
  const lack = lackText(user);
  if (lack !== null) return LIST_WORDS.notApproved(lack);
  if (membership === null) return null;
  if ((Number(membership) & MEMBERSHIP.deleted) !== 0) return LIST_WORDS.purgedBefore;
  return (Number(membership) & MEMBERSHIP.described) === 0
    ? LIST_WORDS.listOnly
    : LIST_WORDS.hasItAlready;
}

/** `Purge date: none → 1 Jan 1994; Status: Active → Inactive`. */
function changesText(user: ListedUser, { system }: ValueFormat): string | null {
  const stored = user[AT.changes] ?? null;
  if (stored === null) return null;
  const changes = JSON.parse(String(stored)) as [
    field: ReportedField,
    before: string | null,
    after: string | null,
  ][];
  const said = changes.map(([field, before, after]) => {
    const shown = (value: string | null) => {
      if (value === null) return LIST_WORDS.none;
      const kind = kindOfChange(field);
      if (kind === 'yesNo') return value === '1' ? LIST_WORDS.yes : LIST_WORDS.no;
      return kind === 'date' ? system.date(value) : value;
    };
    return LIST_WORDS.change(labelOfChange(field), shown(before), shown(after));
  });
  return said.length === 0 ? null : said.join('; ');
}
