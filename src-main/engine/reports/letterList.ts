/**
 * The list from which a word processor makes a letter to a user who can't be deleted yet: one row, headings by which it is
 * merged. Changes nothing.
 */
import { currencyDecimals } from '#shared/domain/money.ts';
import { reasonsOf } from '#shared/domain/purgeRules.ts';
import { today } from '#shared/domain/timeZones.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { DELETION_REASON_LABELS } from '#shared/jobKinds/deleteUser.ts';
import type { ReadableDb } from '../db/db.ts';
import { linesOfUser } from '../importing/show/linesOfUser.ts';
import { deletionOf } from '../jobs/kinds/deleteUser/deletion.ts';
import { Refusal } from '../refusal.ts';
import { institutionZone, readSettings } from '../replica/settings.ts';
import { keyOf, readUsers } from '../replica/userRows.ts';
import { writeCsv } from '../workbooks/csvWriter.ts';
import { documentFormat } from './documentFormat.ts';
import { LETTER_WORDS } from './words.ts';

const TEXTS = ['primary_identifier', 'first_name', 'last_name'] as const satisfies UserFieldName[];

export async function writeLetterList(
  db: ReadableDb,
  userNo: number,
  path: string,
  locales: readonly string[],
): Promise<void> {
  const [user] = readUsers(db, [userNo]);
  if (!user) throw new Refusal('user.gone');
  const deletion = deletionOf(db, userNo, 0);
  const reasons = reasonsOf(deletion?.reasons ?? 0).map((each) => DELETION_REASON_LABELS[each]);
  const { currency, institution } = readSettings(db);
  const system = documentFormat(locales, institution.timeZone);
  const fields = [...TEXTS, 'email', 'user_group', 'loans', 'balance'] as const;
  const headings = [
    ...fields.map((name) => userField(name).label),
    LETTER_WORDS.why,
    LETTER_WORDS.date,
  ];
  const styles = [
    ...(['text', 'text', 'text', 'text', 'text', 'count', 'amount'] as const),
    ...(['text', 'date'] as const),
  ];
  const decimalMark = system.decimal(1.5).includes(',') ? ',' : '.';
  const options = { styles, decimals: currencyDecimals(currency), decimalMark } as const;
  await writeCsv(path, options, async (csv) => {
    csv.addHeadings(headings);
    csv.addRow([
      ...TEXTS.map((name) => user[name]),
      user.email ?? firstAddress(db, userNo),
      user.user_group,
      user.loans,
      deletion?.balance ?? user.balance,
      reasons.join('; '),
      today(institutionZone(db)),
    ]);
  });
}

/** Of the lines that a report of contact information tells. */
function firstAddress(db: ReadableDb, userNo: number): string | null {
  const emails = linesOfUser(db, keyOf(db, userNo)).find(({ kind }) => kind === 'emails');
  const values = emails?.lines.flatMap((line) => line.values) ?? [];
  return (values.find((value) => typeof value === 'string' && value.includes('@')) ?? null) as
    | string
    | null;
}
