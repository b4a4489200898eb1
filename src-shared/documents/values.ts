/** Makes values of documents, and writes them as text where a medium has nothing but text. Pure. */
import type { IsoDate } from '../domain/calendar.ts';
import type { SystemFormat } from '../domain/systemFormat.ts';
import type { DocumentValue, Fact, UsersBehind } from './document.ts';

export const text = (said: string): DocumentValue => ({ is: 'text', text: said });
export const code = (said: string): DocumentValue => ({ is: 'code', text: said });
export const count = (value: number, behind?: UsersBehind): DocumentValue => ({
  is: 'count',
  count: value,
  ...(behind && { behind }),
});
export const amount = (minor: number, behind?: UsersBehind): DocumentValue => ({
  is: 'amount',
  minor,
  ...(behind && { behind }),
});
/** Null stays null: not told. */
export const date = (iso: IsoDate | null): DocumentValue | null =>
  iso === null ? null : { is: 'date', date: iso };
export const instant = (at: number | null): DocumentValue | null =>
  at === null ? null : { is: 'instant', at };
export const TICK: DocumentValue = { is: 'tick' };

export const fact = (label: string, value: DocumentValue | null, note?: string): Fact => ({
  label,
  value,
  ...(note !== undefined && { note }),
});

/** How a document's values are written as text. */
export interface ValueFormat {
  readonly system: SystemFormat;
  /** ISO 4217. */
  readonly currency: string;
}

export function valueText(value: DocumentValue | null, { system, currency }: ValueFormat): string {
  if (value === null) return '';
  switch (value.is) {
    case 'text':
    case 'code':
      return value.text;
    case 'count':
      return system.count(value.count);
    case 'amount':
      return system.amount(value.minor, currency);
    case 'date':
      return system.date(value.date);
    case 'instant':
      return system.instant(value.at);
    case 'tick':
      return '\u2610';
  }
}

/** A cell of a list as text, by the kind of its column. */
export function cellText(
  cell: string | number | null,
  is: DocumentValue['is'],
  { system, currency }: ValueFormat,
): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return is === 'date' ? system.date(cell) : cell;
  if (is === 'count') return system.count(cell);
  if (is === 'amount') return system.amount(cell, currency);
  return is === 'instant' ? system.instant(cell) : String(cell);
}
