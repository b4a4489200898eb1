/** What the writer tells the serving thread while it works; most of it goes on to the pages as it is. */
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { Change } from './consequences.ts';

export type WriterEvent =
  | { readonly type: 'changed'; readonly change: Change }
  | Exclude<EngineEvent, { type: 'workspace.changed' }>;

/** At least four times a second, without flooding the screen. */
const TELL_EVERY_MS = 150;

/** Calls back no more often than that. */
export function paced(tell: () => void): () => void {
  let told = 0;
  return () => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    tell();
  };
}

/** Lets waiting messages in. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
