/**
 * Filters by details from what is typed to criteria and words, and back to what is shown when the menu opens again. A
 * condition that got lost or changed on the way would show other users than its chip says.
 */
import { describe, expect, test, vi } from 'vitest';
import { DETAIL_KINDS, detailFieldNames, findDetailField } from '#shared/details/details.ts';
import { criteriaSchema } from '#shared/domain/criteria.ts';
import { isColumnFiltered, withoutColumn } from '../../src-renderer/grid/filter/columnFilter.ts';
import { activeParts, NO_FILTER } from '../../src-renderer/grid/filter/filterParts.ts';
import {
  HAS,
  isOfKinds,
  type LineFilter,
  lineCriteria,
} from '../../src-renderer/grid/filter/lineFilter.ts';
import {
  lineDraftOf,
  lineFilterFrom,
  newLineDraft,
  withOperator,
} from '../../src-renderer/grid/filter/lines/lineDraft.ts';
import { lineText } from '../../src-renderer/grid/filter/lineText.ts';
import { LINE_OPERATORS } from '../../src-renderer/grid/filter/operators.ts';

/** Words are written as the system's language wants them; a plain Node has none. */
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const SOME = {
  text: 'ab',
  from: '2024-02-29',
  to: '2024-03-31',
  least: 5,
  most: 700,
  steps: 3,
} as const;

/** Every condition that can be typed for every field of every kind. */
function everyFilter(): LineFilter[] {
  return DETAIL_KINDS.flatMap((kind) =>
    detailFieldNames(kind).flatMap((field) =>
      LINE_OPERATORS[findDetailField(field)!.field.kind].map((operator) => {
        const draft = newLineDraft(kind, 'any', [field]);
        const [blank] = draft.conditions;
        const asked = withOperator({ ...blank!, field }, operator);
        const values = asked.values && ['1', null];
        const condition = { ...asked, values, draft: { ...asked.draft, ...SOME } };
        return lineFilterFrom({ ...draft, conditions: [condition] })!;
      }),
    ),
  );
}

describe('a filter by details', () => {
  test('is what the engine takes, and is shown again as it was typed', () => {
    const filters = everyFilter();
    expect(filters.length).toBeGreaterThan(400);
    for (const filter of filters) {
      expect([filter, filter.where.length]).toEqual([filter, 1]);
      expect(lineFilterFrom(lineDraftOf(filter))).toEqual(filter);
      for (const has of HAS) {
        const criteria = lineCriteria({ ...filter, has });
        expect(criteriaSchema.safeParse(criteria).success).toBe(true);
      }
    }
  });

  test('says in words of its own who is meant', () => {
    const filters = DETAIL_KINDS.flatMap((kind) =>
      HAS.flatMap((has) => [true, false].map((inForce) => ({ kind, has, inForce, where: [] }))),
    ).filter(({ has, inForce }) => has !== 'untold' || !inForce);
    const all = [...filters, ...everyFilter()].map((filter) => lineText(filter, 'USD'));
    expect(new Set(all).size).toBe(all.length);
  });

  test.each<[string, LineFilter]>([
    [
      'Note text contains “litigation”',
      {
        kind: 'notes',
        has: 'any',
        inForce: false,
        where: [{ field: 'note_text', is: { how: 'contains', text: 'litigation' } }],
      },
    ],
    [
      'Block description: Lost card or Banned and Block expiry date in the next 1 year, in force',
      {
        kind: 'blocks',
        has: 'any',
        inForce: true,
        where: [
          { field: 'block_description', is: { how: 'oneOf', values: ['Lost card', 'Banned'] } },
          { field: 'block_expiry', is: { how: 'within', unit: 'year', from: 0, to: 1 } },
        ],
      },
    ],
    [
      'Has no fines/fees where Remaining amount from $5.00',
      {
        kind: 'fees',
        has: 'none',
        inForce: false,
        where: [{ field: 'fee_amount', is: { how: 'numbers', from: 500 } }],
      },
    ],
    [
      'Pop-up note: Yes',
      {
        kind: 'notes',
        has: 'any',
        inForce: false,
        where: [{ field: 'note_popup', is: { how: 'oneOf', values: ['1'] } }],
      },
    ],
  ])('reads: %s', (words, filter) => {
    expect(lineText(filter, 'USD')).toBe(words);
  });

  test('is the filter of the column that counts its kind', () => {
    const notes: LineFilter = { kind: 'notes', has: 'any', inForce: false, where: [] };
    const roles: LineFilter = { ...notes, kind: 'roles' };
    const state = { ...NO_FILTER, lines: [notes, roles] };
    expect(isColumnFiltered(state, 'lines:notes')).toBe(true);
    expect(isColumnFiltered(state, 'lines:blocks')).toBe(false);
    expect(activeParts(withoutColumn(state, 'lines:notes'))).toEqual([
      { part: 'line', line: roles },
    ]);
  });

  test('asks for nothing until something is typed', () => {
    expect(lineFilterFrom(newLineDraft('notes', 'everybody', []))).toBeUndefined();
    expect(lineFilterFrom(newLineDraft('notes', 'any', []))).toEqual({
      kind: 'notes',
      has: 'any',
      inForce: false,
      where: [],
    });
  });

  test('is remembered on this computer only where it can name nobody', () => {
    const kept = everyFilter().filter(isOfKinds);
    expect(kept.length).toBeGreaterThan(100);
    for (const { where } of kept)
      for (const { is } of where) expect(['oneOf', 'contains', 'is']).not.toContain(is.how);
  });
});
