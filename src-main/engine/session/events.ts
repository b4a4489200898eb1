/** What the writer tells the serving thread while it works; most of it goes on to the pages as it is. */
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { Change } from './consequences.ts';

export type WriterEvent =
  | { readonly type: 'changed'; readonly change: Change }
  /** A bug that ended a job, not the engine. */
  | { readonly type: 'faulted'; readonly message: string }
  /** A job goes on once the workspace was closed: bytes between rows are overwritten then. */
  | { readonly type: 'reopening.wanted' }
  /** A job that erases has come to its end. */
  | { readonly type: 'peopleErased' }
  | Exclude<EngineEvent, { type: 'workspace.changed' }>;

/** Lets waiting messages in. */
export const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
