/**
 * The list from which a word processor makes a letter to a user who can't be deleted yet: one row, headings by which it is
 * merged. Changes nothing.
 */
import { type DetailFieldName, detailFieldNames } from '#shared/details/details.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { reasonsOf } from '#shared/domain/purgeRules.ts';
import { today } from '#shared/domain/timeZones.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { DELETION_REASON_TEXTS } from '#shared/jobKinds/deleteUser.ts';
import type { ReadableDb } from '../db/db.ts';
import { linesOfKind } from '../importing/show/linesOfUser.ts';
import { deletionOf } from '../jobs/kinds/deleteUser/deletion.ts';
import { Refusal } from '../refusal.ts';
import { institutionZone, readSettings } from '../replica/settings.ts';
import { keyOf, readUsers } from '../replica/userRows.ts';
import { writeCsv } from '../workbooks/csvWriter.ts';
import { decimalMarkOf, documentFormat } from './documentFormat.ts';
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
  const reasons = reasonsOf(deletion?.reasons ?? 0).map(
    (each) => DELETION_REASON_TEXTS[each].label,
  );
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
  const decimalMark = decimalMarkOf(system);
  const options = { styles, decimals: currencyDecimals(currency), decimalMark };
  await writeCsv(path, options, async (csv) => {
    csv.addHeadings(headings);
    csv.addRow([
      ...TEXTS.map((name) => user[name]),
      user.email ?? preferredAddress(db, userNo),
      user.user_group,
      user.loans,
      deletion?.balance ?? user.balance,
      reasons.join('; '),
      today(institutionZone(db)),
    ]);
  });
}

/** Of the lines that a report of contact information tells: the preferred one, else the first that is no copy's. */
function preferredAddress(db: ReadableDb, userNo: number): string | null {
  const { lines } = linesOfKind(db, keyOf(db, userNo), 'emails');
  const told = lines.map(({ values }) => (name: DetailFieldName<'emails'>) => {
    return values[FIELDS.indexOf(name)] ?? null;
  });
  const addressed = told.filter((value) => value('email_address') !== null);
  const chosen =
    addressed.find((value) => value('email_preferred') === 1) ??
    addressed.find((value) => value('email_cc') !== 1);
  return chosen ? String(chosen('email_address')) : null;
}

const FIELDS = detailFieldNames('emails');
