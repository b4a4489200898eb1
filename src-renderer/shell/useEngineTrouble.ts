/**
 * What happened to the engine, as the desktop said it. Set by the desktop's events, shown by the shell.
 */
import { create } from 'zustand';

interface EngineTrouble {
  /** A sentence: why the engine was restarted; shown until it is dismissed. */
  readonly restarted: string | undefined;
  /** A sentence: why there is no engine any more. */
  readonly failed: string | undefined;
}

export const useEngineTrouble = create<EngineTrouble>(() => ({
  restarted: undefined,
  failed: undefined,
}));
