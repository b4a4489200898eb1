/**
 * These settings held against others, or against a purge that has run: asked again shortly after each change of the form
 * and whenever the replica changes. Asking changes nothing.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ComparedWith, PurgeComparison } from '#shared/contract/shapes/purgeComparison.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { queries } from '../../../../client/engineClient.ts';

const TYPING_MS = 300;

export interface CurrentComparison {
  /** The last answer; of other settings while `current` is false. */
  readonly comparison: PurgeComparison | undefined;
  readonly current: boolean;
  readonly error: unknown;
}

interface Asked {
  readonly first: PurgeSettings;
  readonly second: ComparedWith;
}

export function usePurgeComparison(
  first: PurgeSettings,
  second: ComparedWith | undefined,
): CurrentComparison {
  const key = second && JSON.stringify({ first, second } satisfies Asked);
  const [asked] = useDebouncedValue(key, TYPING_MS);
  const { data, error, isPlaceholderData } = useQuery(
    queries.jobs.comparePurges.queryOptions({
      input: asked ? (JSON.parse(asked) as Asked) : ({} as Asked),
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
      // The engine holds the users of a few comparisons only: an older answer would name lost ones.
      gcTime: 0,
      staleTime: 0,
    }),
  );
  const current = data !== undefined && key !== undefined && key === asked && !isPlaceholderData;
  return {
    comparison: key === undefined ? undefined : data,
    current: current && !error,
    error: key === undefined ? undefined : error,
  };
}
