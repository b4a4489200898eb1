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

/** Roles of users who are no staff, in Alma's words and by its code. */
const NO_STAFF = new Set(['200', 'patron', 'instructor']);

/** Whether somebody with the role has a role other than patron and instructor. */
export function isStaffRole(role: string): boolean {
  return !NO_STAFF.has(foldText(role.trim()));
}

/** Names of libraries in one text. A name may have a comma in it. */
export function librariesIn(text: string): string[] {
  return text.split(';').flatMap((part) => part.trim() || []);
}

/** Between them. */
export const BETWEEN_LIBRARIES = '; ';
