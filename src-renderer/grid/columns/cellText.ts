/**
 * The value of a cell as it is copied: what the row holds, not how the grid writes it. Pure.
 */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import type { UserField } from '#shared/fields/userField.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { valueWords } from '../../ui/words/components.tsx';
import { DECISION_WORDS } from '../../ui/words/meanings.ts';
import { cellWords, decisionText } from '../words/columns.ts';
import { headingOfExtra } from './extraColumns.ts';

export interface CopyCell {
  /** Dates as YYYY-MM-DD, numbers and money as plain decimals. */
  readonly text: string;
  readonly kind: 'text' | 'date' | 'number' | 'money';
}

/** @param decimals of amounts, as the currency of the workspace has them */
export function cellOf(columnId: string, user: UserRow, decimals: number): CopyCell {
  const field = findUserField(columnId);
  if (field) return fieldCell(field.kind, user[field.name], decimals);
  const heading = headingOfExtra(columnId);
  if (heading !== undefined) return text(user.extra[heading] ?? '');
  switch (columnId) {
    case 'decision':
      return text(decisionText(user));
    case 'decision_reason':
      return text(user.decisionReason ?? '');
    case 'decided_by':
      return text(user.decidedBy ?? '');
    case 'decided_at':
      return text(user.decidedAt === null ? '' : localTime(user.decidedAt));
    case 'decisions':
      return text(decisionsText(user, true));
    case 'flags':
      return text(user.flags.map((flag) => REVIEW_FLAG_TEXTS[flag].label).join(', '));
    case 'notes':
      return { text: String(user.notes), kind: 'number' };
    default:
      return text('');
  }
}

/**
 * Every decision that wasn’t undone, newest first: “Approved (Data checked); Excluded (Other)”.
 * @param whole also who decided, and when
 */
export function decisionsText({ decisions }: UserRow, whole = false): string {
  return decisions
    .filter(({ undone }) => !undone)
    .toReversed()
    .map(({ decision, reason, by, at }) => {
      const word = decision === 'undecided' ? cellWords.cleared : DECISION_WORDS[decision].word;
      const what = reason ? cellWords.forReason(word, reason) : word;
      return whole ? `${what}, ${by}, ${localTime(at)}` : what;
    })
    .join('; ');
}

function fieldCell(kind: UserField['kind'], value: unknown, decimals: number): CopyCell {
  // What no report said stays an empty cell: it is neither zero nor No.
  if (value === null || value === undefined) return text('');
  switch (kind) {
    case 'date':
      return { text: String(value), kind: 'date' };
    case 'number':
      return { text: String(value), kind: 'number' };
    case 'money':
      return { text: formatMoney(Number(value), decimals), kind: 'money' };
    case 'yesNo':
      return text(value ? valueWords.yes : valueWords.no);
    default:
      return text(String(value));
  }
}

function text(value: string): CopyCell {
  return { text: value, kind: 'text' };
}

/** `2026-03-09 14:05` in the time of this computer; sorts as text, too. */
function localTime(instant: number): string {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
