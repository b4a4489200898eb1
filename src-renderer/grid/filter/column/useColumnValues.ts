/**
 * The values of one column with counts, narrowed by the other filters but not by the column's own. Of many the engine
 * gives the most frequent, and is asked again for what is searched.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AskedColumn, CountedValue } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { headingOfExtra } from '#shared/fields/extraColumns.ts';
import { queries } from '../../../client/engineClient.ts';
import { partCriteria } from '../filterCriteria.ts';
import { useCounts, useFacets } from '../useFacets.ts';

/** What users.values gives at once, and what a list in criteria takes. */
export const MOST_VALUES = 1000;

export interface ColumnValues {
  readonly values: readonly { readonly value: string | null; readonly users: number | undefined }[];
  /** How many there are, shown or not. */
  readonly distinct: number;
}

/**
 * @param search what is typed; texts are searched as they are written on screen where all are known
 * @returns undefined while they load
 */
export function useColumnValues(
  column: string,
  criteria: Criteria,
  search: string,
  shownText: (value: string | null) => string,
): ColumnValues | undefined {
  const wanted = search.trim();
  const ofFlags = useFlagValues(criteria, column === 'flags');
  const input = {
    column: askedColumn(column),
    criteria,
    order: 'value',
    limit: MOST_VALUES,
  } as const;
  const whole = useQuery(
    queries.users.values.queryOptions({
      input,
      enabled: column !== 'flags',
      placeholderData: keepPreviousData,
    }),
  ).data;
  const many = whole !== undefined && whole.distinct > whole.values.length;
  const found = useQuery(
    queries.users.values.queryOptions({
      input: { ...input, search: wanted },
      enabled: many && wanted !== '',
      placeholderData: keepPreviousData,
    }),
  ).data;
  if (many && wanted !== '') return found;
  const all = column === 'flags' ? ofFlags : whole;
  if (!all || wanted === '') return all;
  const folded = foldForSearch(wanted);
  const holds = (text: string) => foldForSearch(text).includes(folded);
  const values = all.values.filter(
    ({ value }) => holds(shownText(value)) || (value !== null && holds(value)),
  );
  return { values, distinct: values.length };
}

function useFlagValues(criteria: Criteria, asked: boolean): ColumnValues | undefined {
  const facets = useFacets(criteria, asked);
  const [none] = useCounts(criteria, asked ? NO_FLAGS : []);
  if (!facets) return undefined;
  const having = REVIEW_FLAGS.filter((flag) => facets.flags[flag] > 0);
  return {
    values: [
      ...having.map((flag) => ({ value: flag, users: facets.flags[flag] })),
      { value: null, users: none },
    ],
    distinct: having.length + 1,
  };
}

const NO_FLAGS = [partCriteria({ part: 'withoutFlags' })];

function askedColumn(column: string): AskedColumn {
  const extra = headingOfExtra(column);
  if (extra !== undefined) return { extra };
  // Flags are counted elsewhere; the query is never asked then.
  return { field: (column === 'flags' ? 'decision' : column) as FieldOf<AskedColumn> };
}

type FieldOf<Asked> = Asked extends { field: infer Field } ? Field : never;

/** What is ticked and nobody has any more can still be unticked. */
export function withTicked(
  { values }: ColumnValues,
  ticked: readonly (string | null)[],
): readonly (ColumnValues['values'][number] | CountedValue)[] {
  const known = new Set(values.map(({ value }) => value));
  const gone = ticked.filter((value) => !known.has(value));
  return [...gone.map((value) => ({ value, users: 0 })), ...values];
}
