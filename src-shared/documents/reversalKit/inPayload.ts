/**
 * How Alma's job names a field and its value in the payload of its API (docs/domain.md, section 4): reports show names
 * and dates, the payload has codes and Unix milliseconds. Pure.
 */
import type { IsoDate } from '../../domain/calendar.ts';
import { instantOfDay, type TimeZone } from '../../domain/timeZones.ts';
import {
  CONDITION_IN_PAYLOAD,
  isLineField,
  PAYLOAD_PREFIX,
  severalField,
  updateField,
} from '../../jobKinds/updateFields.ts';
import type { KitField } from './kit.ts';
import { PAYLOAD_WORDS } from './words.ts';

export interface InPayload {
  /** The tick box: always true. */
  readonly active: string;
  readonly value: string;
  /** Of fields of lines. */
  readonly scope: string;
  /** Of fields that have one; null: it has none. */
  readonly condition: string | null;
  /** What stands there: the value itself, or where it is found. */
  readonly is: string;
}

type Written = 'milliseconds' | 'code' | 'capitals' | 'text';

/** Whatever isn't named here is text. */
const WRITTEN: Readonly<Partial<Record<KitField, Written>>> = {
  user_group: 'code',
  campus: 'code',
  purge_date: 'milliseconds',
  expiry_date: 'milliseconds',
  status: 'capitals',
};

/** @param zone the institution's */
export function inPayload(field: KitField, value: string, zone: TimeZone): InPayload {
  const isLine = isLineField(field);
  const payload = `${PAYLOAD_PREFIX}${(isLine ? severalField(field) : updateField(field)).payload}`;
  const isConditional = !isLine && updateField(field).conditional;
  // Lines are picked from lists of codes, but for notes.
  const as = WRITTEN[field] ?? (isLine && field !== 'add_note' ? 'code' : 'text');
  return {
    active: `${payload}_Active`,
    value: `${payload}_Value`,
    scope: `${payload}_Scope`,
    condition: isConditional ? `${payload}_Condition` : null,
    is: written(as, value, zone),
  };
}

/** What stands there for a condition; of others than the published one nobody here knows. */
export function conditionInPayload(condition: string): string {
  const known: Readonly<Record<string, string>> = CONDITION_IN_PAYLOAD;
  return known[condition] ?? PAYLOAD_WORDS.conditionOf(condition);
}

function written(as: Written, value: string, zone: TimeZone): string {
  switch (as) {
    case 'milliseconds':
      return String(instantOfDay(value as IsoDate, zone));
    case 'code':
      return PAYLOAD_WORDS.codeOf(value);
    case 'capitals':
      return value.toUpperCase();
    case 'text':
      return value;
  }
}
