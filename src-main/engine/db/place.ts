/** Whether the file that is open still stands where it was opened. Looks at it from outside alone. */
import type { Displacement } from '#shared/refusals/fileRefusals.ts';
import { identityOf } from './fileIdentity.ts';

/** Remembers what stands there now. @returns asks what came of it; undefined: it is in its place */
export function placeOf(path: string): () => Displacement | undefined {
  const stood = identityOf(path);
  return () => {
    const stands = identityOf(path);
    if (stands === stood) return undefined;
    return stands === undefined ? 'file.moved' : 'file.replaced';
  };
}
