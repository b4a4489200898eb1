/**
 * The program around the engine, as far as an erasure has to do with it: where it keeps anything, and what of that names
 * somebody. The engine alone knows who is erased, so it says which texts are to be forgotten; no name leaves it.
 */
import type { ProgramKnown } from '#shared/contract/program.ts';

export interface Program {
  known(): Promise<ProgramKnown>;
  /** @param texts of those that it keeps. Resolves when none of them is in a file any more */
  forget(texts: readonly string[]): Promise<void>;
}

/** In a test and on the command line there is none. */
export const NO_PROGRAM: Program = {
  known: async () => ({ places: [], texts: [] }),
  forget: async () => {},
};
