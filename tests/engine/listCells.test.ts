/**
 * Of a job's users only what the columns of a list need is read. A cell that looked at something that isn't read would
 * say that nothing is known of it.
 */
import { expect, test } from 'vitest';
import { cellOf, factsFor, type ListCell } from '#engine/jobs/lists/listCells.ts';
import { AT, type ListedFact, type ListedUser } from '#engine/jobs/lists/listedUser.ts';
import { LIST_COLUMN_IDS } from '#shared/documents/jobReport/listColumns.ts';

/** Somebody of whom everything is known, every reason retains and every source is asked. */
const FACTS: Readonly<Partial<Record<ListedFact, string | number>>> = {
  outcome: 'retained',
  reasons: (1 << 9) - 1,
  unknown: (1 << 9) - 1,
  unapproved: 0,
  membership: 0,
  changes: '[]',
};

test.each(
  LIST_COLUMN_IDS.flatMap((column) =>
    (['retained', 'not-taken'] as const).map((outcome) => ({ column, outcome })),
  ),
)('$column reads nothing else, of a user who is $outcome', ({ column, outcome }) => {
  const names = Object.keys(AT) as ListedFact[];
  const read = new Set<ListedFact>();
  const row = names.map((name) => (name === 'outcome' ? outcome : (FACTS[name] ?? 7)));
  const user = new Proxy(row, {
    get(target, place, receiver) {
      if (typeof place === 'string' && /^\d+$/.test(place)) read.add(names[Number(place)]!);
      return Reflect.get(target, place, receiver);
    },
  }) as ListedUser;
  const nothing = () => undefined;
  const context = {
    sources: { of: nothing },
    setBy: nothing,
    decisions: {},
    format: { system: { date: String, count: String, amount: String }, currency: 'USD' },
    place: 0,
    decision: undefined,
    withoutApproval: false,
  } as unknown as Parameters<ListCell>[1];
  cellOf(column)(user, context);
  const known = new Set<ListedFact>(['userNo', ...factsFor([column])]);
  expect([...read].filter((fact) => !known.has(fact))).toEqual([]);
});
