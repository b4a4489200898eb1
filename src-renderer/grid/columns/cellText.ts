/**
 * The value of a cell as it is copied: what the row holds, not how the grid writes it. Pure.
 */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { kindOfCountColumn } from '#shared/details/details.ts';
import { BETWEEN, decisionText, pastDecisionText } from '#shared/documents/userList/cellTexts.ts';
import { formatMoney } from '#shared/domain/money.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { plainTime, type TimeZone } from '#shared/domain/timeZones.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import type { UserField } from '#shared/fields/userField.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { valueWords } from '../../ui/words/components.tsx';

export interface CopyCell {
  /** Dates as YYYY-MM-DD, numbers and money as plain decimals. */
  readonly text: string;
  readonly kind: 'text' | 'date' | 'number' | 'money';
}

/** What of the workspace says how values are written. */
export interface CellFormat {
  /** Of amounts, as the currency has them. */
  readonly decimals: number;
  /** On whose clocks instants are read. */
  readonly zone: TimeZone;
}

export function cellOf(columnId: string, user: UserRow, format: CellFormat): CopyCell {
  const field = findUserField(columnId);
  if (field) return fieldCell(field.kind, user[field.name], format.decimals);
  const counted = kindOfCountColumn(columnId);
  // Null stays an empty cell: no file tells how many.
  if (counted) return { text: String(user.lines[counted] ?? ''), kind: 'number' };
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
      return text(user.decidedAt === null ? '' : minuteOf(user.decidedAt, format.zone));
    case 'deleted_at':
      return text(user.deletedAt === null ? '' : minuteOf(user.deletedAt, format.zone));
    case 'decisions':
      return text(decisionsText(user, format.zone));
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
 * @param zone given, also who decided, and when on its clocks
 */
export function decisionsText({ decisions }: UserRow, zone?: TimeZone): string {
  return decisions
    .filter(({ undone }) => !undone)
    .toReversed()
    .map((made) => {
      const what = pastDecisionText(made);
      return zone === undefined ? what : `${what}, ${made.by}, ${minuteOf(made.at, zone)}`;
    })
    .join(BETWEEN);
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

/** `2026-03-09 14:05`; sorts as text, too. */
function minuteOf(instant: number, zone: TimeZone): string {
  return plainTime(zone, instant).slice(0, 16);
}
