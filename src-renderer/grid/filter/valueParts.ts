/** What a cell means as a filter: the row menu's “show only” and “hide”. Pure. */
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { kindOfCountColumn } from '#shared/details/details.ts';
import { YES_NO } from '#shared/domain/criteria.ts';
import { isCandidate } from '#shared/domain/review.ts';
import { dayOfInstant, type TimeZone } from '#shared/domain/timeZones.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import { type CatalogueField, findUserField } from '#shared/fields/userFields.ts';
import type { ValuePart } from './filterParts.ts';
import { filterOfCount } from './lineFilter.ts';

/**
 * Empty for columns that can't be filtered by.
 * @param zone whose days count
 */
export function valueParts(columnId: string, user: UserRow, zone: TimeZone): ValuePart[] {
  switch (columnId) {
    case 'decision':
      return isCandidate(user) ? [{ part: 'decision', decision: user.decision }] : [];
    case 'decision_reason':
      return [{ part: 'reason', reason: user.decisionReason }];
    case 'flags':
      return user.flags.length === 0
        ? [{ part: 'withoutFlags' }]
        : user.flags.map((flag) => ({ part: 'flag', flag }));
    case 'notes':
      return user.notes > 0 ? [{ part: 'mark', mark: 'noted' }] : [];
  }
  const counted = kindOfCountColumn(columnId);
  if (counted) {
    const lines = user.lines[counted];
    return lines === undefined ? [] : [{ part: 'line', line: filterOfCount(counted, lines) }];
  }
  const value = otherValue(columnId, user, zone);
  if (value !== undefined) return [{ part: 'value', column: columnId, value }];
  const field = findUserField(columnId);
  return field ? [fieldPart(field, user)] : [];
}

/** Undefined: a column that can't be filtered by, or one of the catalogue. */
function otherValue(columnId: string, user: UserRow, zone: TimeZone): string | null | undefined {
  if (columnId === 'decided_by') return user.decidedBy;
  if (columnId === 'decided_at')
    return user.decidedAt === null ? null : dayOfInstant(user.decidedAt, zone);
  if (columnId === 'deleted_at')
    return user.deletedAt === null ? null : dayOfInstant(user.deletedAt, zone);
  const heading = headingOfExtra(columnId);
  return heading === undefined ? undefined : (user.extra[heading] ?? null);
}

function fieldPart(field: CatalogueField, user: UserRow): ValuePart {
  if (field.name === 'user_group') return { part: 'group', group: user.user_group };
  const value = user[field.name];
  if (field.kind === 'choice' || field.kind === 'yesNo')
    return { part: 'choice', field: field.name, value: choiceOf(value) };
  if (value === null) return { part: 'blank', field: field.name };
  switch (field.kind) {
    case 'date': {
      const date = String(value);
      return { part: 'date', field: field.name, range: { from: date, to: date } };
    }
    case 'number':
    case 'money': {
      const number = Number(value);
      return { part: 'amount', field: field.name, range: { from: number, to: number } };
    }
    case 'identifier':
    case 'text':
      return { part: 'text', field: field.name, text: String(value).trim() };
  }
}

function choiceOf(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'boolean' ? (value ? YES_NO.yes : YES_NO.no) : String(value);
}
