/**
 * Another currency for the workspace. Amounts are stored in minor units, so one with other decimals would turn
 * 9.99 into 999: it is refused once the workspace holds amounts.
 */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { findDetailField } from '#shared/details/details.ts';
import type { CriteriaLeaf } from '#shared/domain/criteria.ts';
import { currencyDecimals, withDecimals } from '#shared/domain/money.ts';
import { fieldsThat } from '#shared/fields/userFields.ts';
import { columnsOf, IMPORT_KINDS } from '#shared/importKinds/importKinds.ts';
import { jobKindsThat } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { mayHaveColumns } from '../importing/show/importQueries.ts';
import { hasJobOf } from '../jobs/jobRows.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { tellsAny } from '../replica/userRows.ts';
import { anySetAsks } from '../sets/userSets.ts';

/**
 * @returns the settings to save: a planned threshold that wasn't changed with the currency stays the same amount
 * @throws Refusal when amounts would be reinterpreted
 */
export function withCurrency(db: ReadableDb, wanted: Settings): Settings {
  const saved = readSettings(db);
  const before = currencyDecimals(saved.currency);
  const after = currencyDecimals(wanted.currency);
  if (before === after) return wanted;
  if (holdsAmounts(db)) throw otherDecimals(saved.currency, wanted.currency);
  if (wanted.waiveThreshold !== saved.waiveThreshold) return wanted;
  return { ...wanted, waiveThreshold: withDecimals(saved.waiveThreshold, before, after) };
}

function otherDecimals(from: string, to: string): Refusal {
  const decimals = (currency: string) => ({ currency, decimals: currencyDecimals(currency) });
  return new Refusal('settings.currency', { from: decimals(from), to: decimals(to) });
}

const MONEY_FIELDS = fieldsThat(({ kind }) => kind === 'money');
const MONEY_COLUMNS = new Set(
  IMPORT_KINDS.flatMap((kind) =>
    [...columnsOf(kind).values()].flatMap((column) =>
      column.kind === 'money' ? [column.name] : [],
    ),
  ),
);

/** Of users or of their lines, whether or not any file tells them. */
function asksForAmount(leaf: CriteriaLeaf): boolean {
  if (leaf.op === 'owes') return true;
  if (leaf.op === 'line')
    return leaf.where.some(({ field }) => findDetailField(field)?.field.kind === 'money');
  return 'field' in leaf && MONEY_FIELDS.includes(leaf.field);
}

/** Whether users, rows of files, jobs or kept questions have amounts. A file that is being read may have some. */
function holdsAmounts(db: ReadableDb): boolean {
  return (
    hasJobOf(
      db,
      jobKindsThat(({ hasAmounts }) => hasAmounts),
    ) ||
    mayHaveColumns(db, [...MONEY_COLUMNS]) ||
    anySetAsks(db, asksForAmount) ||
    tellsAny(db, MONEY_FIELDS)
  );
}
