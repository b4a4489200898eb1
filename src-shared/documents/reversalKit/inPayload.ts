/**
 * How Alma's job names a field and its value in the payload of its API (docs/domain.md, section 4): reports show names
 * and dates, the payload has codes and Unix milliseconds. Pure.
 */
import type { IsoDate } from '../../domain/calendar.ts';
import { instantOfDay, type TimeZone } from '../../domain/timeZones.ts';
import { isLineField, severalField, updateField } from '../../jobKinds/updateFields.ts';
import type { KitField } from './kit.ts';
import { PAYLOAD_WORDS } from './words.ts';

export interface InPayload {
  /** The tick box: always true. */
  readonly active: string;
  readonly value: string;
  /** Of fields of lines. */
  readonly scope: string;
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
  const { payload } = isLine ? severalField(field) : updateField(field);
  // Lines are picked from lists of codes, but for notes.
  const as = WRITTEN[field] ?? (isLine && field !== 'add_note' ? 'code' : 'text');
  return {
    active: `${payload}_Active`,
    value: `${payload}_Value`,
    scope: `${payload}_Scope`,
    is: written(as, value, zone),
  };
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
