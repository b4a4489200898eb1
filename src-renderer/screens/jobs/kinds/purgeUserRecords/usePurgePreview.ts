/**
 * What a purge with these settings would do now: asked again shortly after each change of the form
 * and whenever the replica changes. Asking changes nothing.
 */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { queries } from '../../../../client/engineClient.ts';

const TYPING_MS = 300;

export interface CurrentPreview {
  /** The last answer; of other settings while `current` is false. */
  readonly preview: PurgePreview | undefined;
  readonly current: boolean;
  readonly error: unknown;
}

export function usePurgePreview(settings: PurgeSettings | undefined): CurrentPreview {
  const key = settings && JSON.stringify(settings);
  const [asked] = useDebouncedValue(key, TYPING_MS);
  const { data, error, isPlaceholderData } = useQuery(
    queries.jobs.previewPurge.queryOptions({
      input: asked ? (JSON.parse(asked) as PurgeSettings) : ({} as PurgeSettings),
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
      // The engine holds the users of a few previews only: an older answer would name lost ones.
      gcTime: 0,
      staleTime: 0,
    }),
  );
  const current = data !== undefined && key !== undefined && key === asked && !isPlaceholderData;
  return { preview: data, current: current && !error, error };
}
