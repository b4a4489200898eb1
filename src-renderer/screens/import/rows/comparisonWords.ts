/**
 * The comparison of a file with what is known, as lines in words: what is new, changed, returned, gone
 * and unchanged, each with its row groups. Pure; shown by Comparison.tsx. A list of identifiers says nothing
 * about its users, so it is told only who is known.
 */
import {
  IconEqual,
  IconUserCheck,
  IconUserEdit,
  IconUserMinus,
  IconUserPlus,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { ImportCheck, ImportDiff } from '#shared/contract/shapes/imports.ts';
import type { RETURN_REASONS } from '#shared/contract/shapes/rowGroup.ts';
import { userField } from '#shared/fields/userFields.ts';
import { formatCount } from '../../../ui/format.ts';
import { kindWords } from '../kinds.ts';
import type { RowGroupLine } from './RowGroupList.tsx';

const REASON_WORDS: Readonly<Record<(typeof RETURN_REASONS)[number], string>> = {
  purged: 'Purged before',
  'was-gone': 'Gone from an earlier file',
  'expiry-in-future': 'Expiry date moved to the future',
  'role-gained': 'Role gained',
  'group-changed': 'User group changed',
};

const RETURN_CLAUSES: Readonly<Record<(typeof RETURN_REASONS)[number], string>> = {
  purged: 'purged here and in this file again',
  'was-gone': 'gone from an earlier file and back',
  'expiry-in-future': 'with an expiry date that moved to the future',
  'role-gained': 'with a role that is new',
  'group-changed': 'with another user group',
};

/** `1,835 purged here and in this file again, 12 with another user group` */
export function returnReasons({ reasons }: ImportDiff): string {
  return reasons
    .map(({ reason, users }) => `${formatCount(users)} ${RETURN_CLAUSES[reason]}`)
    .join(', ');
}

/** How many decisions end when the file is added. */
export function decisionsThatEnd({ decisionsEnd }: ImportCheck): number {
  return decisionsEnd.purged + decisionsEnd.approved;
}

export function comparisonLines(check: ImportCheck, diff: ImportDiff): RowGroupLine[] {
  const { effect } = kindWords(check.kind);
  const describes = effect === 'review' || effect === 'replica';
  return describes ? describing(check, diff) : listing(diff);
}

function describing({ kind, state }: ImportCheck, diff: ImportDiff): RowGroupLine[] {
  const added = state === 'committed';
  const lines: RowGroupLine[] = [
    {
      key: 'new',
      rowGroup: { of: 'new' },
      icon: IconUserPlus,
      count: diff.new,
      title: 'New',
      text: added ? 'Not known here before this file.' : 'Not known in this workspace so far.',
    },
    {
      key: 'changed',
      rowGroup: { of: 'changed', field: null },
      icon: IconUserEdit,
      count: diff.changed,
      title: 'Changed',
      text: added
        ? 'Known before; this file said something else.'
        : 'Known here, but this file says something else.',
      within: diff.fields.map(({ field, users }) => ({
        rowGroup: { of: 'changed', field },
        label: userField(field).label,
        count: users,
      })),
    },
  ];
  // What counts loans or fines has no sign by which a user could have returned.
  const returned = kindWords(kind).counted ? [] : [returnedLine(diff)];
  return [...lines, ...returned, ...gone(diff), unchanged(diff)];
}

function returnedLine(diff: ImportDiff): RowGroupLine {
  return {
    key: 'returned',
    rowGroup: { of: 'returned', reason: null },
    icon: IconUserCheck,
    count: diff.returned,
    title: 'Returned',
    text: 'Purged or gone before and here again, or with a sign of life. Flagged for the review.',
    doubtful: diff.returned > 0,
    within: diff.reasons.map(({ reason, users }) => ({
      rowGroup: { of: 'returned', reason },
      label: REASON_WORDS[reason],
      count: users,
    })),
  };
}

function unchanged(diff: ImportDiff): RowGroupLine {
  const text = 'Known here, and this file says the same.';
  const shared = { key: 'unchanged', rowGroup: null, title: 'Unchanged' };
  return { ...shared, icon: IconEqual, count: diff.unchanged, text };
}

/** Without an earlier file nobody can be gone. */
function gone({ gone: count, previous }: ImportDiff): RowGroupLine[] {
  if (!previous) return [];
  const text = 'In the file before it, but not in this one.';
  const rowGroup = { of: 'gone' } as const;
  return [{ key: 'gone', rowGroup, icon: IconUserMinus, count, title: 'Gone', text }];
}

function listing(diff: ImportDiff): RowGroupLine[] {
  return [
    {
      key: 'known',
      rowGroup: null,
      icon: IconUserCheck,
      count: diff.unchanged + diff.changed,
      title: 'Known',
      text: 'Users of this workspace.',
    },
    {
      key: 'new',
      rowGroup: { of: 'new' },
      icon: IconUserQuestion,
      count: diff.new,
      title: 'Not known',
      text: 'No user of this workspace so far. Kept, and matched as soon as another file names them.',
    },
    ...gone(diff),
  ];
}
