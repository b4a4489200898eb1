/**
 * What the desk has to do in Alma so that fines and fees become there what they are in the rehearsal: a row for each line
 * and each amount that was added, in the order in which it was done. Changes nothing.
 */

import { currencyDecimals } from '#shared/domain/money.ts';
import { zoneName } from '#shared/domain/timeZones.ts';
import { userField } from '#shared/fields/userFields.ts';
import { FEE_ACTION_LABELS } from '#shared/jobKinds/changeFees.ts';
import type { ReadableDb } from '../db/db.ts';
import { feeSteps } from '../jobs/kinds/changeFees/feesOfUser.ts';
import { institutionZone, readSettings } from '../replica/settings.ts';
import { readUsers } from '../replica/userRows.ts';
import type { CellStyle } from '../workbooks/cellStyles.ts';
import { writeCsv } from '../workbooks/csvWriter.ts';
import { documentFormat } from './documentFormat.ts';
import { FEE_WORK_WORDS } from './words.ts';

const NAMES = ['primary_identifier', 'last_name', 'first_name'] as const;

const STYLES: readonly CellStyle[] = [
  ...(['text', 'text', 'text', 'text', 'text', 'text', 'text'] as const),
  ...(['amount', 'text', 'text', 'text', 'instant'] as const),
];

/** @returns how many rows were written */
export async function writeFeeWorkList(
  db: ReadableDb,
  path: string,
  locales: readonly string[],
): Promise<number> {
  const { currency, institution } = readSettings(db);
  const system = documentFormat(locales, institution.timeZone);
  const decimalMark = system.decimal(1.5).includes(',') ? ',' : '.';
  const timeZone = zoneName(institutionZone(db));
  const decimals = currencyDecimals(currency);
  return writeCsv(path, { styles: STYLES, decimals, decimalMark, timeZone }, async (csv) => {
    csv.addHeadings([...NAMES.map((name) => userField(name).label), ...FEE_WORK_WORDS]);
    let rows = 0;
    for (const {
      userNo,
      action,
      type,
      title,
      barcode,
      amount,
      reason,
      comment,
      by,
      at,
    } of feeSteps(db)) {
      const [user] = readUsers(db, [userNo]);
      csv.addRow([
        ...NAMES.map((name) => user?.[name]),
        FEE_ACTION_LABELS[action],
        ...[type, title, barcode, amount, reason, comment, by, at],
      ]);
      rows++;
    }
    return rows;
  });
}
