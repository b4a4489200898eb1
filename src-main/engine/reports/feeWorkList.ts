/**
 * What the desk has to do in Alma so that fines and fees become there what they are in the rehearsal: a row for each line
 * and each amount that was added, in the order in which it was done. Changes nothing.
 */

import { currencyDecimals } from '#shared/domain/money.ts';
import { zoneName } from '#shared/domain/timeZones.ts';
import { userField } from '#shared/fields/userFields.ts';
import { FEE_ACTION_LABELS } from '#shared/jobKinds/changeFees.ts';
import type { ReadableDb } from '../db/db.ts';
import { feesOfUser, usersOfChanges } from '../jobs/kinds/changeFees/feesOfUser.ts';
import { Refusal } from '../refusal.ts';
import { institutionZone, readSettings } from '../replica/settings.ts';
import { readUsers } from '../replica/userRows.ts';
import type { CellStyle } from '../workbooks/cellStyles.ts';
import { writeCsv } from '../workbooks/csvWriter.ts';
import { decimalMarkOf, documentFormat } from './documentFormat.ts';
import { FEE_WORK_WORDS } from './words.ts';

const NAMES = ['primary_identifier', 'last_name', 'first_name'] as const;

const STYLES: readonly CellStyle[] = [
  ...(['text', 'text', 'text', 'text', 'text', 'text', 'text'] as const),
  ...(['amount', 'text', 'text', 'text', 'instant'] as const),
];

/**
 * @returns how many rows were written and of whom, and how many changes are left out: a file that was added since tells
 * their lines
 * @throws Refusal when there is nothing to do; then no file is written
 */
export async function writeFeeWorkList(
  db: ReadableDb,
  path: string,
  locales: readonly string[],
): Promise<{ rows: number; overtaken: number; users: readonly number[] }> {
  const users = usersOfChanges(db).map((userNo) => feesOfUser(db, userNo));
  const steps = users.flatMap((fees) => fees.steps);
  const overtaken = users.reduce((sum, fees) => sum + fees.overtaken, 0);
  if (steps.length === 0) throw new Refusal('fees.nothingToDo', { overtaken });
  const { currency, institution } = readSettings(db);
  const system = documentFormat(locales, institution.timeZone);
  const decimalMark = decimalMarkOf(system);
  const timeZone = zoneName(institutionZone(db));
  const decimals = currencyDecimals(currency);
  return writeCsv(path, { styles: STYLES, decimals, decimalMark, timeZone }, async (csv) => {
    csv.addHeadings([...NAMES.map((name) => userField(name).label), ...FEE_WORK_WORDS]);
    for (const { userNo, action, type, title, barcode, amount, ...step } of steps) {
      const [user] = readUsers(db, [userNo]);
      csv.addRow([
        ...NAMES.map((name) => user?.[name]),
        FEE_ACTION_LABELS[action],
        ...[type, title, barcode, amount, step.reason, step.comment, step.by, step.at],
      ]);
    }
    return { rows: steps.length, overtaken, users: steps.map(({ userNo }) => userNo) };
  });
}
