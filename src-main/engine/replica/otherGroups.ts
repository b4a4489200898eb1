/** The other groups that rows of a user's file named, as numbers; kept with the user as a JSON array. Only reads. */
import { listOf } from '../db/storedValue.ts';

/** @throws Refusal for a user whose groups can't be read */
export function otherGroupsOf(userNo: number, stored: string | null): readonly number[] {
  return stored === null ? NONE : listOf(isNumber, stored, { table: 'user', row: userNo });
}

const NONE: readonly number[] = [];

const isNumber = (item: unknown): item is number => typeof item === 'number';
