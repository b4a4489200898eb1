/**
 * The names of roles in one text: reports write several in a cell, and rows of one user name one each. Compared without
 * case. Pure.
 */
import { foldText } from './primaryIdentifier.ts';

/** Between roles, where this program writes several down. */
export const BETWEEN_ROLES = '; ';

/** Each role once, as it is first written. */
export function rolesIn(text: string): string[] {
  const roles = new Map<string, string>();
  for (const part of text.split(/[;,|\n]/)) {
    const role = part.trim();
    const key = foldText(role);
    if (key !== '' && !roles.has(key)) roles.set(key, role);
  }
  return [...roles.values()];
}
