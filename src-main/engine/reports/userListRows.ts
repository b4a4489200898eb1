/**
 * The rows of a list of users, as they are wanted: what each column says of each user, as the grid says it. What is
 * asked of the file once for a batch of users isn't asked for each of them.
 */

import type { UserNote } from '#shared/contract/shapes/users.ts';
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
import type { ReadableDb } from '../db/db.ts';
import { type FactsOfUsers, factsInOrder, type StoredFact } from '../replica/factsInOrder.ts';
import { isStaffConfirmed, type ReviewStates } from '../replica/reviewStates.ts';
import { BLANK, type ExtraColumn } from '../replica/userColumns.ts';
import { notesAmong } from '../replica/userNotes.ts';
import { DecisionHistories, type MadeDecision } from '../review/decisionHistories.ts';

/** What rows are made of besides facts. */
export interface RowSources {
  readonly reviewStates: ReviewStates;
  readonly extraOf: (heading: string) => ExtraColumn;
  readonly format: ValueFormat;
}

/** What a column says of a user. */
type Cell = (batch: FactsOfUsers, at: number) => StoredFact;

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
    if (!isReviewColumn(id)) return factCell(id as UserFieldName, fields);
    if (id === 'notes') return ({ userNos }, at) => notes.textOf(userNos[at]!, sources.format);
    if (id === 'decisions') return decisionsCell(db, order, sources.format);
    return reviewCell(id, sources.reviewStates);
  });
  const hasNotes = columns.some(({ id }) => id === 'notes');
  for (const batch of factsInOrder(db, order, fields)) {
    if (hasNotes) notes.turnTo(batch);
    for (let at = 0; at < batch.userNos.length; at++) {
      const row = new Array<StoredFact>(cells.length);
      for (let n = 0; n < cells.length; n++) row[n] = cells[n]!(batch, at);
      yield row;
    }
  }
}

function factCell(field: UserFieldName, fields: readonly UserFieldName[]): Cell {
  const of = fields.indexOf(field);
  if (findUserField(field)?.kind !== 'yesNo') return ({ facts }, at) => facts[of]![at]!;
  return ({ facts }, at) => {
    const stored = facts[of]![at];
    return stored === null ? null : stored === 1 ? YES_NO.yes : YES_NO.no;
  };
}

function extraCell({ values, texts }: ExtraColumn): Cell {
  return ({ userNos }, at) => {
    const code = values[userNos[at]!] ?? BLANK;
    return code === BLANK ? null : (texts[code] ?? null);
  };
}

function reviewCell(id: Exclude<ReviewColumn, 'notes' | 'decisions'>, states: ReviewStates): Cell {
  switch (id) {
    case 'decision':
      return ({ userNos, candidate, deleted }, at) => {
        const step = states.stepOf(userNos[at]!);
        return decisionText({
          candidate: candidate[at] === 1,
          deleted: deleted[at] === 1,
          decision: step?.decision ?? 'undecided',
          staffConfirmed: isStaffConfirmed(step),
        });
      };
    case 'flags':
      return flagCell(states);
    case 'decision_reason':
      return ({ userNos }, at) => states.stepOf(userNos[at]!)?.reason ?? null;
    case 'decided_by':
      return ({ userNos }, at) => states.stepOf(userNos[at]!)?.by ?? null;
    case 'decided_at':
      return ({ userNos }, at) => states.stepOf(userNos[at]!)?.at ?? null;
  }
}

/** Few combinations stand for many users. */
function flagCell(states: ReviewStates): Cell {
  const texts = new Map<number, string | null>();
  return ({ userNos }, at) => {
    const bits = states.flags(userNos[at]!);
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
  return ({ userNos }, at) => histories.of(userNos[at]!).map(textOf).join(BETWEEN) || null;
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

  turnTo({ userNos }: FactsOfUsers): void {
    this.#notes = notesAmong(this.#db, userNos);
  }

  /** One below the other, newest first. */
  textOf(userNo: number, { system }: ValueFormat): string | null {
    const notes = this.#notes.get(userNo);
    if (!notes) return null;
    return notes.map(({ at, by, text }) => `${system.instant(at)}, ${by}: ${text}`).join('\n');
  }
}
