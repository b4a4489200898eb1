/**
 * Counts beside the choices of a filter, narrowed by its other parts. Former counts stay until the new ones are
 * there, so that nothing jumps while one types.
 */
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';

/** Flags and decisions of the users that match; undefined until they are counted. */
export function useFacets(criteria: Criteria, enabled = true) {
  return useQuery(
    queries.users.facets.queryOptions({
      input: { criteria },
      enabled,
      placeholderData: keepPreviousData,
    }),
  ).data;
}

/** How many users match and each of these, too; undefined until it is counted. */
export function useCounts(
  criteria: Criteria,
  parts: readonly Criteria[],
): readonly (number | undefined)[] {
  return useQueries({
    queries: parts.map((part) =>
      queries.users.count.queryOptions({
        input: { criteria: allOf(criteria, part) },
        placeholderData: keepPreviousData,
      }),
    ),
  }).map(({ data }) => data?.users);
}
