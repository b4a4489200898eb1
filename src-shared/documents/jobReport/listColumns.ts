/**
 * The columns that lists of a job's users have, in every medium: heading, kind of value, width. A kind of job names those
 * of each of its lists; what stands in their cells is the engine's to say. Pure.
 */
import { userField } from '../../fields/userFields.ts';
import type { DocumentColumn } from '../document.ts';

const described = {
  identifier: { heading: userField('primary_identifier').label, is: 'code', width: 30 },
  lastName: { heading: userField('last_name').label, is: 'text', width: 18 },
  firstName: { heading: userField('first_name').label, is: 'text', width: 16 },
  originalGroup: { heading: 'Original user group', is: 'text', width: 22 },
  formerGroup: { heading: 'Former user group', is: 'text', width: 20 },
  newGroup: { heading: 'New user group', is: 'text', width: 20 },
  changes: { heading: 'Changes', is: 'text', width: 44 },
  recordType: { heading: userField('record_type').label, is: 'text', width: 11 },
  expiryDate: { heading: userField('expiry_date').label, is: 'date', width: 12 },
  purgeDate: { heading: userField('purge_date').label, is: 'date', width: 14 },
  loans: { heading: userField('loans').label, is: 'count', width: 8 },
  balance: { heading: userField('balance').label, is: 'amount', width: 12 },
  transferred: { heading: userField('transferred').label, is: 'amount', width: 12 },
  waived: { heading: 'Waived', is: 'amount', width: 12 },
  decision: { heading: 'Decision', is: 'text', width: 11 },
  reason: { heading: 'Reason', is: 'text', width: 22 },
  note: { heading: 'Note', is: 'text', width: 24 },
  decidedBy: { heading: 'Decided by', is: 'text', width: 16 },
  decidedAt: { heading: 'Decided at', is: 'instant', width: 18 },
  staffConfirmed: { heading: 'Approved although staff', is: 'text', width: 12 },
  lack: { heading: 'Not approved because', is: 'text', width: 22 },
  retainedBecause: { heading: 'Retained because', is: 'text', width: 32 },
  evidence: { heading: 'Evidence', is: 'text', width: 44 },
  unknown: { heading: 'Not covered by any report', is: 'text', width: 32 },
  taken: { heading: 'Taken by this run', is: 'text', width: 10 },
  unchangedBecause: { heading: 'Left alone because', is: 'text', width: 30 },
  describedBy: { heading: 'Group and dates from', is: 'text', width: 34 },
  loansFrom: { heading: 'Loans from', is: 'text', width: 28 },
  balanceFrom: { heading: 'Balance from', is: 'text', width: 28 },
  /** Only where a job of an earlier version left users of whom nothing was kept. */
  knownAsOf: { heading: 'Group, dates and decision are those of', is: 'text', width: 26 },
} as const satisfies Readonly<Record<string, Omit<DocumentColumn, 'id'>>>;

export type ListColumnId = keyof typeof described;

export const LIST_COLUMN_IDS = Object.keys(described) as readonly ListColumnId[];

export function listColumns(ids: readonly ListColumnId[]): DocumentColumn[] {
  return ids.map((id) => ({ id, ...described[id] }));
}

const WHO = ['identifier', 'lastName', 'firstName'] as const;
const FROM = ['describedBy', 'loansFrom', 'balanceFrom'] as const;

/** In each list first what goes on paper (onPaper.ts), then what a workbook has besides. */
const list = (...ids: ListColumnId[]): readonly ListColumnId[] => [...WHO, ...ids];

/** For lists whose kind doesn't say which columns they have. */
export const PLAIN_LIST = list(
  ...(['originalGroup', 'purgeDate', 'reason', 'decidedBy', 'decidedAt'] as const),
  ...(['decision', 'note', 'recordType', 'expiryDate'] as const),
);
export const PURGED_LIST = list(
  ...(['originalGroup', 'purgeDate', 'balance', 'waived', 'reason', 'decidedBy'] as const),
  ...(['decidedAt', 'decision', 'note', 'staffConfirmed', 'recordType', 'expiryDate'] as const),
  ...(['loans', 'unknown', ...FROM] as const),
);
export const WITHOUT_APPROVAL_LIST = list(
  ...(['lack', 'originalGroup', 'purgeDate', 'balance', 'waived', 'reason'] as const),
  ...(['decision', 'note', 'decidedBy', 'decidedAt', 'recordType', 'expiryDate'] as const),
  ...(['loans', 'unknown', ...FROM] as const),
);
export const RETAINED_LIST = list(
  ...(['retainedBecause', 'evidence', 'originalGroup', 'purgeDate'] as const),
  ...(['unknown', 'loans', 'balance', 'recordType', 'expiryDate', 'decision'] as const),
  ...(['reason', 'note', 'decidedBy', 'decidedAt', 'staffConfirmed', 'describedBy'] as const),
);
export const EXCLUDED_LIST = list(
  ...(['reason', 'note', 'decidedBy', 'decidedAt', 'originalGroup', 'purgeDate'] as const),
  ...(['recordType', 'expiryDate', 'loans', 'balance', 'describedBy'] as const),
);
export const BOUNDARY_LIST = list(
  ...(['taken', 'purgeDate', 'originalGroup', 'retainedBecause', 'reason', 'decidedBy'] as const),
  ...(['decidedAt', 'decision', 'note', 'recordType', 'expiryDate', 'describedBy'] as const),
);
export const LIST_ONLY_LIST = list(...(['lack', 'unknown'] as const));
export const MOVED_LIST = list(
  ...(['formerGroup', 'newGroup', 'purgeDate', 'reason', 'decidedBy', 'decidedAt'] as const),
  ...(['decision', 'note', 'recordType', 'expiryDate', 'describedBy'] as const),
);
/** Where other values than the group are given. */
export const CHANGED_LIST = list(
  ...(['changes', 'originalGroup', 'purgeDate', 'reason', 'decidedBy', 'decidedAt'] as const),
  ...(['decision', 'note', 'recordType', 'expiryDate', 'describedBy'] as const),
);
export const UNCHANGED_LIST = list(
  ...(['unchangedBecause', 'originalGroup', 'purgeDate', 'reason', 'decidedBy'] as const),
  ...(['decidedAt', 'decision', 'note', 'recordType', 'expiryDate'] as const),
);

/** What stands in their cells, where it is words. */
export const LIST_WORDS = {
  yes: 'Yes',
  no: 'No',
  noReport: 'No report',
  source: (fileName: string, row: number, more: number) =>
    more === 0
      ? `${fileName}, row ${row}`
      : `${fileName}, row ${row} and ${more} more ${more === 1 ? 'row' : 'rows'}`,
  /** A report about everybody that doesn't name them. */
  notListed: (fileName: string) => `${fileName}, not listed`,
  fromSource: (what: string, source: string) => `${what}: ${source}`,
  notApproved: (lack: string) => `Not approved when the job reached them (${lack})`,
  noLongerCandidate: 'No longer in the candidates file',
  purgedBefore: 'Purged before',
  listOnly: 'Known from a list alone',
  /** Whose day it is that group, dates, decision and the like are told of. */
  asOfJob: 'When the job ran',
  asOfNow: 'Now; the job kept none',
  hasItAlready: 'Has the new value already',
  change: (label: string, before: string, after: string) => `${label}: ${before} → ${after}`,
  none: 'none',
  setBy: (jobId: number) => `job ${jobId}`,
} as const;
