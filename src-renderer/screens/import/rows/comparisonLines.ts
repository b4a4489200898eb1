/**
 * The comparison of a file with what is known, as lines: what is new, changed, returned, gone
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
import { userField } from '#shared/fields/userFields.ts';
import { kindWords } from '../kinds.ts';
import { RETURN_REASON_TITLES, comparisonWords as words } from '../words/comparison.tsx';
import type { RowGroupLine } from './RowGroupList.tsx';

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
      title: words.new,
      text: added ? words.newAddedText : words.newText,
    },
    {
      key: 'changed',
      rowGroup: { of: 'changed', field: null },
      icon: IconUserEdit,
      count: diff.changed,
      title: words.changed,
      text: added ? words.changedAddedText : words.changedText,
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
    title: words.returned,
    text: words.returnedText,
    doubtful: diff.returned > 0,
    within: diff.reasons.map(({ reason, users }) => ({
      rowGroup: { of: 'returned', reason },
      label: RETURN_REASON_TITLES[reason],
      count: users,
    })),
  };
}

function unchanged(diff: ImportDiff): RowGroupLine {
  const text = words.unchangedText;
  const shared = { key: 'unchanged', rowGroup: null, title: words.unchanged };
  return { ...shared, icon: IconEqual, count: diff.unchanged, text };
}

/** Without an earlier file nobody can be gone. */
function gone({ gone: count, previous }: ImportDiff): RowGroupLine[] {
  if (!previous) return [];
  const text = words.goneText;
  const rowGroup = { of: 'gone' } as const;
  return [{ key: 'gone', rowGroup, icon: IconUserMinus, count, title: words.gone, text }];
}

function listing(diff: ImportDiff): RowGroupLine[] {
  return [
    {
      key: 'known',
      rowGroup: null,
      icon: IconUserCheck,
      count: diff.unchanged + diff.changed,
      title: words.known,
      text: words.knownText,
    },
    {
      key: 'new',
      rowGroup: { of: 'new' },
      icon: IconUserQuestion,
      count: diff.new,
      title: words.notKnown,
      text: words.notKnownText,
    },
    ...gone(diff),
  ];
}
