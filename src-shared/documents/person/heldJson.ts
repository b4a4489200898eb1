/**
 * Everything held about one person as JSON, for whoever has to hand it on. Its keys are described in
 * docs/everything-held.md and stay as they are: a new one may come, none is renamed. Pure.
 */
import { currencyDecimals, formatMoney } from '../../domain/money.ts';
import type { DocumentValue } from '../document.ts';
import type { HeldMaking, HeldOfPerson, HeldRecord, HeldValue } from './held.ts';

export const HELD_FORMAT = 'purge-desk/everything-held';
const HELD_VERSION = 1;

export function heldJson(held: HeldOfPerson, making: HeldMaking): object {
  const { currency } = making;
  const cells = (values: readonly HeldValue[]) =>
    values.map(({ name, label, value }) => ({ name, label, value: plain(value, currency) }));
  return {
    format: HELD_FORMAT,
    version: HELD_VERSION,
    madeAt: iso(making.at),
    madeBy: making.by,
    institution: making.institution,
    timeZone: making.timeZone,
    currency,
    searchedFor: held.texts,
    records: held.records.map((record) => recordJson(record, currency, cells)),
    rows: held.rows.map(({ cells: values, importedAt, ...row }) => ({
      ...row,
      importedAt: iso(importedAt),
      cells: cells(values),
    })),
    quotations: held.quotations,
    captures: held.captures.map(({ takenAt, ...rest }) => ({ ...rest, takenAt: iso(takenAt) })),
    originals: held.originals,
    exports: held.exports.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
  };
}

function recordJson(
  record: HeldRecord,
  currency: string,
  cells: (values: readonly HeldValue[]) => object[],
): object {
  const dated = <Each extends { readonly at: number }>(each: Each) => ({
    ...each,
    at: iso(each.at),
  });
  return {
    ...record,
    deletedAt: iso(record.deletedAt),
    fields: cells(record.fields),
    details: record.details.map(({ lines, ...rest }) => ({ ...rest, lines: lines.map(cells) })),
    decisions: record.decisions.map(dated),
    notes: record.notes.map(dated),
    letters: record.letters.map(dated),
    jobs: record.jobs.map(dated),
    history: record.history.map(({ before, after, ...rest }) => ({
      ...dated(rest),
      before: plain(before, currency),
      after: plain(after, currency),
    })),
  };
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** Amounts as decimal text, so that no program rounds them. */
function plain(value: DocumentValue | null, currency: string): string | number | null {
  if (value === null) return null;
  switch (value.is) {
    case 'text':
    case 'code':
      return value.text;
    case 'count':
      return value.count;
    case 'amount':
      return formatMoney(value.minor, currencyDecimals(currency));
    case 'date':
      return value.date;
    case 'instant':
      return iso(value.at);
    case 'tick':
      return null;
  }
}
