/**
 * Shows a file as soon as it is checked: its check is asked for together with the list, not only when the list has
 * said that there is one.
 */
import { useEffect } from 'react';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import { queries, queryClient } from '../../client/engineClient.ts';
import { onEngineEvent } from '../../client/revision.ts';

/** For as long as the files that wait are on screen. */
export function useChecksAtOnce(): void {
  useEffect(() => onEngineEvent(askForCheck), []);
}

function askForCheck(event: EngineEvent): void {
  if (event.type !== 'import.finished') return;
  const { importId } = event;
  void queryClient.prefetchQuery(queries.imports.check.queryOptions({ input: { importId } }));
}
