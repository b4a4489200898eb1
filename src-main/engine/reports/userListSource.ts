/**
 * A list of users as a source: whom criteria mean, in the order asked for, as the grid shows them, with the columns
 * asked for and no others. Rows are read as they are wanted. Reads only.
 */

import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import type { CountedKind } from '#shared/details/details.ts';
import type { ReportDocument } from '#shared/documents/document.ts';
import { LIST_STATES, stateOf } from '#shared/documents/userList/cellTexts.ts';
import { listColumn } from '#shared/documents/userList/columns.ts';
import { type ListCounts, userListDocument } from '#shared/documents/userList/userListDocument.ts';
import { flagsOf, REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import type { BitmapSource } from '../replica/askUsers.ts';
import { isDeleted, MEMBERSHIP } from '../replica/membership.ts';
import { ReviewStates } from '../replica/reviewStates.ts';
import type { ExtraColumn, UserColumns } from '../replica/userColumns.ts';
import { ordersOver } from '../sets/userSets.ts';
import type { DocumentSource, MadeBy } from './source.ts';
import { sourceOf } from './sourceOf.ts';
import { userListRows } from './userListRows.ts';

export type AskedUsers = Extract<ExportedWhat, { of: 'users' }>;

export interface ListMaking extends MadeBy {
  /** Users of previews, which only the serving thread holds. */
  readonly preview?: BitmapSource['preview'];
}

/** @throws Refusal when the criteria speak of something that is gone */
export function userListSource(
  db: ReadableDb,
  asked: AskedUsers,
  { by, at, locales, preview }: ListMaking,
): DocumentSource {
  const orders = ordersOver(db, preview);
  const order = orders.order(asked.criteria, asked.sort);
  const held = orders.fresh();
  const reviewStates = new ReviewStates(db);
  const { context, source } = sourceOf(db, locales);
  const { format } = source;
  const columns = asked.columns.map(listColumn);
  const document: ReportDocument = userListDocument(
    { list: asked.list, title: asked.title, sort: asked.sort, columns },
    countsOf(order, held, reviewStates),
    { ...context, at, by },
  );
  const extra = new Map<string, ExtraColumn>();
  const extraOf = (heading: string) => {
    const column = extra.get(heading) ?? held.extra(heading);
    extra.set(heading, column);
    return column;
  };
  const linesOf = (kind: CountedKind) => held.lines(kind);
  return {
    ...source,
    document,
    rows: () => userListRows(db, order, columns, { reviewStates, extraOf, linesOf, format }),
    held: () => UserBitmap.of(order),
  };
}

function countsOf(order: Int32Array, columns: UserColumns, reviewStates: ReviewStates): ListCounts {
  const membership = columns.column('membership').values;
  const zeros = <T extends string>(names: readonly T[]) =>
    Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
  const states = zeros(LIST_STATES);
  // Few distinct combinations exist: each is taken apart once.
  const combined = new Map<number, number>();
  for (const userNo of order) {
    const bits = membership[userNo]!;
    const decision = reviewStates.stepOf(userNo)?.decision ?? 'undecided';
    const candidate = (bits & MEMBERSHIP.candidate) !== 0;
    states[stateOf({ deleted: isDeleted(bits), candidate, decision })]++;
    const flags = reviewStates.flags(userNo);
    combined.set(flags, (combined.get(flags) ?? 0) + 1);
  }
  const flags = zeros(REVIEW_FLAGS);
  for (const [bits, users] of combined) for (const flag of flagsOf(bits)) flags[flag] += users;
  return { users: order.length, states, flags };
}
