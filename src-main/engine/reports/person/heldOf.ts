/**
 * Gathers everything that is held about one person, by the verbs that show a user and by the walk that erasing makes.
 * Changes nothing.
 */
import type { HistoryEntry } from '#shared/contract/shapes/users.ts';
import { detailKind } from '#shared/details/details.ts';
import type { DocumentValue } from '#shared/documents/document.ts';
import type {
  HeldChange,
  HeldJob,
  HeldLines,
  HeldOfPerson,
  HeldQuotation,
  HeldRecord,
  HeldRow,
  HeldValue,
} from '#shared/documents/person/held.ts';
import { stateOf } from '#shared/documents/userList/cellTexts.ts';
import { amount, code, count, text, type ValueFormat } from '#shared/documents/values.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { YES_NO } from '#shared/domain/criteria.ts';
import type { Person } from '#shared/domain/person.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { PROTECTED_KIND_TEXTS } from '#shared/domain/protectedRegister.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { Quotations, spellingsOf } from '#shared/domain/quotations.ts';
import { REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { findUserField, USER_FIELDS } from '#shared/fields/userFields.ts';
import { columnLabel, importKind } from '#shared/importKinds/importKinds.ts';
import { jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { labelOfChange } from '#shared/jobKinds/updateFields.ts';
import { decisionNoteText } from '#shared/notices/decisionNoteText.ts';
import type { ReadableDb } from '../../db/db.ts';
import { isOriginalKept } from '../../importing/read/originals.ts';
import { SERIES } from '../../importing/rows/rowStore.ts';
import { evidenceValues } from '../../importing/show/importQueries.ts';
import { linesOfUser } from '../../importing/show/linesOfUser.ts';
import { capturesOf } from '../../jobs/captures/eraseCaptures.ts';
import { historyOf, jobsOf } from '../../jobs/historyOf.ts';
import { whoTheyAre } from '../../jobs/kinds/eraseUsers/whoTheyAre.ts';
import { eachListRow } from '../../jobs/lists/eachListRow.ts';
import { notErased } from '../../replica/people.ts';
import { lettersOf } from '../../replica/userLetters.ts';
import { notesOf } from '../../replica/userNotes.ts';
import { keyOf, readUsers } from '../../replica/userRows.ts';
import { decisionsOf } from '../../review/decisionSteps.ts';
import { rulesOfUser } from '../../review/register.ts';
import { matchOver, setsOf } from '../../sets/userSets.ts';
import { exportsHolding } from './exportsHolding.ts';
import { type FoundOfPeople, type FoundRowOfPeople, searchPeople } from './searchPeople.ts';

export function heldOf(db: ReadableDb, person: Person, format: ValueFormat): HeldOfPerson {
  const users = UserBitmap.of(notErased(db, person.userNos));
  const who = ended(whoTheyAre(db, users, person.texts));
  const texts = [...who.texts, ...person.texts.flatMap(spellingsOf)];
  const keys = new Set([...who.identifiers, ...person.texts].map(foldText));
  const found = searchPeople(db, keys, new Quotations(texts));
  const theirs = found.rows.filter(({ series, ...row }) => series === SERIES.rows && row.theirs);
  const files = new Map(theirs.map(({ file }) => [file.import_id, file.file_name]));
  return {
    texts: person.texts,
    records: [...users].map((userNo) => recordOf(db, userNo, format)),
    rows: theirs.map(rowOf),
    quotations: quotationsIn(found, users),
    captures: capturesOf(db, users),
    originals: [...files].flatMap(([importId, name]) => (isOriginalKept(db, importId) ? name : [])),
    exports: exportsHolding(
      db,
      users,
      theirs.map(({ file, stored }) => ({ importId: file.import_id, row: stored[0] })),
    ),
  };
}

function ended<T>(walk: Generator<unknown, T>): T {
  let step = walk.next();
  while (!step.done) step = walk.next();
  return step.value;
}

function recordOf(db: ReadableDb, userNo: number, format: ValueFormat): HeldRecord {
  const [user] = readUsers(db, [userNo]);
  if (!user) throw new Error('A user who was there is gone.');
  return {
    userNo,
    identifier: user.primary_identifier,
    name: [user.first_name, user.last_name].filter(Boolean).join(' '),
    state: stateOf(user),
    deletedAt: user.deletedAt,
    fields: USER_FIELDS.flatMap(({ name, label, kind }): HeldValue[] => {
      const value = shownValue(kind, user[name]);
      return value ? [{ name, label, value }] : [];
    }),
    flags: user.flags.map((flag) => ({
      flag,
      label: REVIEW_FLAG_TEXTS[flag].label,
      why: REVIEW_FLAG_TEXTS[flag].meaning,
    })),
    details: linesOf(db, userNo),
    decisions: (decisionsOf(db, [userNo]).get(userNo) ?? []).map((made) => ({
      ...{ at: made.at, by: made.by, decision: made.decision, reason: made.reason },
      ...{ note: decisionNoteText(made), undone: made.undone },
    })),
    notes: notesOf(db, userNo).map(({ at, by, text: note }) => ({ at, by, text: note })),
    letters: lettersOf(db, userNo).map(({ at, by, fileName, text: letter }) => ({
      ...{ at, by, file: fileName, text: letter },
    })),
    jobs: heldJobs(db, userNo, format),
    history: historyOf(db, userNo).map(changeOf),
    sets: setsOf(db, userNo, matchOver(db)).map(({ setId, name }) => ({ setId, name })),
    rules: rulesOfUser(db, userNo).map(({ kind, value, note }) => ({
      ...{ kind: PROTECTED_KIND_TEXTS[kind].label, value, note: note ?? '' },
    })),
  };
}

/** Null: not told. @param kind of a field of users, of details, or of a file's column */
function shownValue(
  kind: string | null | undefined,
  value: string | number | boolean | null,
): DocumentValue | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return text(value ? YES_NO.yes : YES_NO.no);
  if (typeof value === 'number') {
    if (kind === 'yesNo') return text(value === 1 ? YES_NO.yes : YES_NO.no);
    return kind === 'money' ? amount(value) : count(value);
  }
  if (kind === 'identifier') return code(value);
  return isIsoDate(value) && kind !== 'text' ? { is: 'date', date: value } : text(value);
}

function linesOf(db: ReadableDb, userNo: number): HeldLines[] {
  return linesOfUser(db, keyOf(db, userNo)).flatMap(({ kind, source, lines }) => {
    const { label, fields } = detailKind(kind);
    if (lines.length === 0) return [];
    const told = lines.map(({ values }) =>
      fields.flatMap(({ name, heading, kind: is }, n): HeldValue[] => {
        const value = shownValue(is, values[n] ?? null);
        return value ? [{ name, label: heading, value }] : [];
      }),
    );
    return [{ kind, label, file: source?.fileName ?? null, lines: told }];
  });
}

function heldJobs(db: ReadableDb, userNo: number, format: ValueFormat): HeldJob[] {
  return jobsOf(db, userNo).map(({ kind, outcome, reasons, ...job }) => {
    const part = { after: userNo - 1, most: 1 };
    const [row] =
      reasons.length === 0 ? [] : eachListRow(db, job.jobId, {}, ['evidence'], format, part);
    const [evidence] = row ?? [];
    return {
      ...job,
      kind: jobKind(kind).title,
      outcome: outcomeWords(kind, outcome).word,
      reasons: reasons.map((each) => RETAIN_REASON_TEXTS[each].label),
      evidence: typeof evidence === 'string' ? evidence : null,
    };
  });
}

function changeOf(entry: HistoryEntry): HeldChange {
  const { at, by, what, jobId } = entry;
  if (entry.what !== 'changed')
    return { at, by, what, field: null, before: null, after: null, jobId };
  const kind = findUserField(entry.field)?.kind;
  const value = (stored: string | null) =>
    kind === 'money' && stored !== null ? amount(Number(stored)) : shownValue(kind, stored);
  return {
    ...{ at, by, what, jobId, field: labelOfChange(entry.field) },
    ...{ before: value(entry.oldValue), after: value(entry.newValue) },
  };
}

function rowOf({ file, row, stored }: FoundRowOfPeople): HeldRow {
  return {
    file: file.file_name,
    sheet: file.sheet_name,
    row,
    kind: importKind(file.kind).label,
    dataDate: file.data_date,
    importedAt: file.state === 'committed' ? file.imported_at : null,
    importedBy: file.imported_by ?? '',
    cells: evidenceValues(file, stored).flatMap((cell): HeldValue[] => {
      const value = shownValue(cell.kind, cell.value);
      return value ? [{ name: cell.field, label: columnLabel(file.kind, cell), value }] : [];
    }),
  };
}

/** What stands in their own records and rows isn't told again. */
function quotationsIn({ rows, texts }: FoundOfPeople, users: UserBitmap): HeldQuotation[] {
  const others = rows.filter(
    ({ theirs, userNo, cell }) =>
      cell !== null && !theirs && (userNo === null || !users.has(userNo)),
  );
  return [
    ...others.map(
      ({ file, row, cell }): HeldQuotation => ({
        ...{ in: 'row', file: file.file_name, row, heading: cell!.heading, text: cell!.text },
      }),
    ),
    ...texts
      .filter(({ userNo, in: place }) => !(OWN.has(place) && userNo !== null && users.has(userNo)))
      .map(
        ({ in: place, row, text: said }): HeldQuotation => ({
          ...{ in: place, file: null, row, heading: null, text: said },
        }),
      ),
  ];
}

const OWN: ReadonlySet<string> = new Set(['note', 'letter', 'history', 'before']);
