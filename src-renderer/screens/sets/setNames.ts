/**
 * Names of sets: unique, compared without case, as the engine compares them. The engine has the last word; this only
 * saves a refusal.
 */
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { setNameWords } from './words.tsx';

export const NAME_LIMIT = 255;

/** Why the name can't be used, or undefined. */
export function refuseName(
  name: string,
  sets: readonly SetSummary[],
  exceptSetId?: number,
): string | undefined {
  if (name.trim() === '') return setNameWords.missing;
  const key = foldText(name);
  const taken = sets.find((set) => set.setId !== exceptSetId && foldText(set.name) === key);
  return taken && setNameWords.taken(taken.name);
}
