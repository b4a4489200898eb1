/**
 * What is current: one subscription to the engine's events. 'workspace.changed' makes every answer stale and asks
 * again for those on screen; first answers still under way are asked again too, so that none of an older revision
 * stays. Also feeds progress.ts and those who wait for an event. Never shows anything itself.
 */
import type { Query } from '@tanstack/react-query';
import { create } from 'zustand';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import { onConnected } from './connection.ts';
import { engine, queryClient } from './engineClient.ts';
import { noteExport } from './exports.ts';
import { forgetProgress, noteProgress } from './progress.ts';

interface RevisionState {
  readonly revision: number;
  /** Grows when another workspace is open: what was asked of the old one makes no sense any more. */
  readonly workspaceTurn: number;
}

export const useRevisionStore = create<RevisionState>(() => ({ revision: 0, workspaceTurn: 0 }));

/** Changes with every change of the workspace. */
export function useRevision(): number {
  return useRevisionStore((state) => state.revision);
}

const LATER_MS = 60;
const listeners = new Set<(event: EngineEvent) => void>();
let waiting: ReturnType<typeof setTimeout> | undefined;

/** For those who want to know of one event, such as a job that ended. */
export function onEngineEvent(listener: (event: EngineEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listens for as long as the page lives, again after each restart of the engine. */
export function startWatching(): void {
  let watch: AbortController | undefined;
  onConnected(() => {
    watch?.abort();
    watch = new AbortController();
    forgetProgress();
    void watchEvents(watch.signal);
  });
}

async function watchEvents(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const event of await engine.events.watch(undefined, { signal })) take(event);
    } catch {
      // The engine went or refused; a new connection starts a new watch, a passing fault is tried again.
    }
    await new Promise((done) => setTimeout(done, 1000));
  }
}

/** They say what answers will say, too. */
const MAKES_STALE: ReadonlySet<EngineEvent['type']> = new Set([
  'job.finished',
  'job.failed',
  'workspace.held',
  'workspace.displaced',
] as const);

function take(event: EngineEvent): void {
  noteProgress(event);
  noteExport(event);
  if (event.type === 'workspace.changed') {
    useRevisionStore.setState({ revision: event.revision });
    makeStale();
  }
  if (MAKES_STALE.has(event.type)) makeStale();
  // Somebody may be waiting for it, and the change that it made was told before it.
  if (event.type === 'import.finished') void refetchEngineQueries();
  for (const listener of listeners) listener(event);
}

/** Soon, once: an import or a job can tell of many changes within a moment. */
export function makeStale(): void {
  if (waiting) return;
  waiting = setTimeout(() => void refetchEngineQueries(), LATER_MS);
}

async function refetchEngineQueries(): Promise<void> {
  clearTimeout(waiting);
  waiting = undefined;
  const firstUnderWay = (query: Query) =>
    isEngineQuery(query) &&
    query.state.fetchStatus === 'fetching' &&
    query.state.data === undefined;
  await queryClient.cancelQueries({ predicate: firstUnderWay }, { silent: true });
  await queryClient.invalidateQueries({ predicate: isEngineQuery });
}

/** Another workspace was opened or the open one was closed: forget what was said of the old one. */
export async function forgetAnswers(): Promise<void> {
  forgetProgress();
  useRevisionStore.setState((state) => ({ workspaceTurn: state.workspaceTurn + 1 }));
  // The status is set by whoever opened the workspace; resetting it too would make the frame flicker.
  const predicate = (query: Query) => isEngineQuery(query) && pathOf(query) !== 'workspace.status';
  queryClient.removeQueries({ predicate, type: 'inactive' });
  await queryClient.resetQueries({ predicate });
}

function pathOf(query: Query): string {
  return (query.queryKey[0] as readonly string[]).join('.');
}

/** oRPC's keys start with the path of the request; the desktop's start with a word. */
function isEngineQuery(query: { queryKey: readonly unknown[] }): boolean {
  return Array.isArray(query.queryKey[0]);
}
