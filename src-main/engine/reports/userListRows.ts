/**
 * The rows of a list of users, as they are wanted: what each column says of each user, as the grid says it. What is
 * asked of the file once for a batch of users isn't asked for each of them.
 */

import type { UserNote } from '#shared/contract/shapes/users.ts';
import { type CountedKind, kindOfCountColumn } from '#shared/details/details.ts';
import type { DocumentColumn, ListRow } from '#shared/documents/document.ts';
import { BETWEEN, decisionText, pastDecisionText } from '#shared/documents/userList/cellTexts.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import { YES_NO } from '#shared/domain/criteria.ts';
import { flagsOf, REVIEW_FLAG_TEXTS } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import { isReviewColumn, type ReviewColumn } from '#shared/fields/reviewColumns.ts';
import { findUserField, type UserFieldName } from '#shared/fields/userFields.ts';
import { decisionNoteText } from '#shared/notices/decisionNoteText.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { DELETED_AT_SQL } from '../replica/deletions.ts';
import {
  type FactsOfUser,
  FIRST_FACT,
  factsInOrder,
  type StoredFact,
} from '../replica/factsInOrder.ts';
import { isStaffConfirmed, type ReviewStates } from '../replica/reviewStates.ts';
import { BLANK, type ExtraColumn, type LineCounts } from '../replica/userColumns.ts';
import { notesAmong } from '../replica/userNotes.ts';
import { DecisionHistories, type MadeDecision } from '../review/decisionHistories.ts';

/** What rows are made of besides facts. */
export interface RowSources {
  readonly reviewStates: ReviewStates;
  readonly extraOf: (heading: string) => ExtraColumn;
  readonly linesOf: (kind: CountedKind) => LineCounts;
  readonly format: ValueFormat;
}

/** What a column says of a user. */
type Cell = (facts: FactsOfUser) => StoredFact;

/** Users in this order. */
export function* userListRows(
  db: ReadableDb,
  order: Int32Array,
  columns: readonly DocumentColumn[],
  sources: RowSources,
): Generator<ListRow> {
  const fields = columns.flatMap(({ id }) => (findUserField(id) ? [id as UserFieldName] : []));
  const notes = new NotesOfBatch(db);
  const cells = columns.map(({ id }): Cell => {
    const heading = headingOfExtra(id);
    if (heading !== undefined) return extraCell(sources.extraOf(heading));
    const counted = kindOfCountColumn(id);
    if (counted) return countCell(sources.linesOf(counted));
    if (!isReviewColumn(id)) return factCell(id as UserFieldName, fields);
    if (id === 'notes') return ([userNo]) => notes.textOf(userNo, sources.format);
    if (id === 'decisions') return decisionsCell(db, order, sources.format);
    if (id === 'deleted_at') return deletedCell(db);
    return reviewCell(id, sources.reviewStates);
  });
  const hasNotes = columns.some(({ id }) => id === 'notes');
  for (const batch of factsInOrder(db, order, fields)) {
    if (hasNotes) notes.turnTo(batch);
    for (const facts of batch) {
      const row = new Array<StoredFact>(cells.length);
      for (let n = 0; n < cells.length; n++) row[n] = cells[n]!(facts);
      yield row;
    }
  }
}

function factCell(field: UserFieldName, fields: readonly UserFieldName[]): Cell {
  const at = FIRST_FACT + fields.indexOf(field);
  if (findUserField(field)?.kind !== 'yesNo') return (facts) => facts[at]!;
  return (facts) => (facts[at] === null ? null : facts[at] === 1 ? YES_NO.yes : YES_NO.no);
}

function extraCell({ values, texts }: ExtraColumn): Cell {
  return ([userNo]) => {
    const code = values[userNo] ?? BLANK;
    return code === BLANK ? null : (texts[code] ?? null);
  };
}

function countCell({ values }: LineCounts): Cell {
  return ([userNo]) => {
    const lines = values[userNo] ?? BLANK;
    return lines === BLANK ? null : lines;
  };
}

function reviewCell(
  id: Exclude<ReviewColumn, 'notes' | 'decisions' | 'deleted_at'>,
  states: ReviewStates,
): Cell {
  switch (id) {
    case 'decision':
      return ([userNo, candidate, deleted]) => {
        const step = states.stepOf(userNo);
        return decisionText({
          candidate: candidate === 1,
          deleted: deleted === 1,
          decision: step?.decision ?? 'undecided',
          staffConfirmed: isStaffConfirmed(step),
        });
      };
    case 'flags':
      return flagCell(states);
    case 'decision_reason':
      return ([userNo]) => states.stepOf(userNo)?.reason ?? null;
    case 'decided_by':
      return ([userNo]) => states.stepOf(userNo)?.by ?? null;
    case 'decided_at':
      return ([userNo]) => states.stepOf(userNo)?.at ?? null;
  }
}

function deletedCell(db: ReadableDb): Cell {
  const read = prepared(db, `SELECT ${DELETED_AT_SQL} FROM user u WHERE u.user_no = ?`).pluck();
  return ([userNo, , deleted]) => (deleted === 1 ? (read.get(userNo) as number | null) : null);
}

/** Few combinations stand for many users. */
function flagCell(states: ReviewStates): Cell {
  const texts = new Map<number, string | null>();
  return ([userNo]) => {
    const bits = states.flags(userNo);
    let text = texts.get(bits);
    if (text === undefined) {
      text =
        flagsOf(bits)
          .map((flag) => REVIEW_FLAG_TEXTS[flag].label)
          .join(BETWEEN) || null;
      texts.set(bits, text);
    }
    return text;
  };
}

/** Each decision is put in words once, however many users it is about. */
function decisionsCell(db: ReadableDb, order: Int32Array, format: ValueFormat): Cell {
  const histories = new DecisionHistories(db, UserBitmap.of(order));
  const texts = new Map<MadeDecision, string>();
  const textOf = (made: MadeDecision) => {
    const known = texts.get(made) ?? madeText(made, format);
    texts.set(made, known);
    return known;
  };
  return ([userNo]) => histories.of(userNo).map(textOf).join(BETWEEN) || null;
}

function madeText(made: MadeDecision, { system }: ValueFormat): string {
  const note = decisionNoteText(made);
  const said = `${pastDecisionText(made)}, ${made.by}, ${system.instant(made.at)}`;
  return note === '' ? said : `${said}: ${note}`;
}

/** What librarians wrote about the users of a batch. */
class NotesOfBatch {
  readonly #db: ReadableDb;
  #notes = new Map<number, UserNote[]>();

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  turnTo(batch: readonly FactsOfUser[]): void {
    this.#notes = notesAmong(
      this.#db,
      batch.map(([userNo]) => userNo),
    );
  }

  /** One below the other, newest first. */
  textOf(userNo: number, { system }: ValueFormat): string | null {
    const notes = this.#notes.get(userNo);
    if (!notes) return null;
    return notes.map(({ at, by, text }) => `${system.instant(at)}, ${by}: ${text}`).join('\n');
  }
}
