/**
 * Users by whatever identifier: the primary one first, and where nobody has it as that, any other or an e-mail address
 * that one user has alone. Says by which types users were found, and which are shared. Changes nothing.
 */
import { identifierKey } from '#shared/domain/primaryIdentifier.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { findUsers } from '../../replica/userRows.ts';
import {
  countTypes,
  holdersOf,
  typesOfLines,
  withUsersMeant,
} from '../compare/otherIdentifiers.ts';

export function findByAny(db: ReadableDb, identifiers: readonly string[]) {
  const { userNos, missing, deleted } = findUsers(db, identifiers);
  // Who is known from a list alone is the line of a list, which may mean somebody.
  const lines = UserBitmap.of(userNos);
  const users = withUsersMeant(db, lines);
  const byList = typesOfLines(db, lines);
  const byKey = new Map(missing.map((each) => [identifierKey(each, false), each]));
  const types: string[] = [];
  const shared: string[] = [];
  const found = new Set<string>();
  for (const [key, holders] of holdersOf(db, new Set(byKey.keys()))) {
    found.add(key);
    if (holders.length > 1) shared.push(byKey.get(key)!);
    else {
      users.add(holders[0]!.userNo);
      types.push(holders[0]!.type);
    }
  }
  const listed = byList.types.flatMap(({ type, lines }) => Array<string>(lines).fill(type));
  return {
    userNos: [...users],
    missing: missing.filter((each) => !found.has(identifierKey(each, false))),
    deleted,
    otherTypes: countTypes([...listed, ...types]),
    shared,
  };
}
