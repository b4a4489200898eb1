/** Names for sets that the program makes. Pure. */
import { foldText } from '#shared/domain/primaryIdentifier.ts';

/** Names of sets are compared without case: `Reviewed`, `Reviewed (2)`. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const keys = new Set(taken.map(foldText));
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} (${n})`;
    if (!keys.has(foldText(name))) return name;
  }
}
