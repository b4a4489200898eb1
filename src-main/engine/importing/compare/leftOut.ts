/**
 * Whom a file leaves out that speaks of everybody, as lists of staff and reports that cover everybody do. Must never
 * take anybody for left out whom the file may mean by another spelling or by an identifier that isn't the primary one.
 */
import {
  isOddKey,
  looseKeys,
  NearIdentifiers,
  shortenedByDigits,
} from '#shared/domain/nearIdentifiers.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb, value } from '../../db/db.ts';
import { addDoubtful } from './nearMisses.ts';
import { usersHaving } from './otherIdentifiers.ts';
import { ZeroLossKeys } from './zeroLossKeys.ts';

/**
 * Users who are there and have none of what a report tells that covers everybody.
 * @param named whom it names; they must be there
 */
export function usersLeftOut(db: ReadableDb, named: UserBitmap): UserBitmap {
  const everybody = UserBitmap.of(
    prepared(db, 'SELECT user_no FROM user').pluck().all() as number[],
  );
  const others = everybody.andNot(named).andNot(usersHaving(db, strangerKeys(db, named)));
  return withoutDoubtful(db, others, named);
}

/** Of those whom the report alone knows: it may have another identifier where the primary one should be. */
function strangerKeys(db: ReadableDb, named: UserBitmap): Set<string> {
  const strangers = UserBitmap.of(
    prepared(db, 'SELECT user_no FROM user WHERE described = 0 AND candidate = 0')
      .pluck()
      .all() as number[],
  );
  return new Set(Array.from(keysOf(db, named.and(strangers)), ([, key]) => key));
}

/**
 * Those of the users whom a file can't mean by the way it spells whom it names: neither by lost zeros or digits nor by
 * odd marks.
 * @param users don't stand in it as they are spelt
 */
export function withoutDoubtful(db: ReadableDb, users: UserBitmap, named: UserBitmap): UserBitmap {
  const keys = new Set(Array.from(keysOf(db, named), ([, key]) => key));
  const numbers = new ZeroLossKeys(keys);
  const near = new NearIdentifiers();
  for (const key of keys) {
    const lost = shortenedByDigits(key) !== undefined;
    if (lost || isOddKey(key)) addDoubtful(near, key, lost);
  }
  const sure = new UserBitmap();
  for (const [userNo, key] of keysOf(db, users)) {
    if (numbers.hasOther(key) || near.mayMean(key)) continue;
    if (isOddKey(key) && [...looseKeys(key)].some((loose) => keys.has(loose))) continue;
    sure.add(userNo);
  }
  return sure;
}

/** Asked for one by one, so many users take as long as reading all of them, of whom there are this many times more. */
const ALL_AT_ONCE = 8;

/** The identifiers of users as keys, in no order. */
function* keysOf(db: ReadableDb, users: UserBitmap): Generator<[userNo: number, key: string]> {
  if (users.count * ALL_AT_ONCE > value<number>(db, 'SELECT count(*) FROM user')) {
    const all = prepared(db, 'SELECT user_no, identifier_key FROM user').raw(true);
    for (const each of all.iterate() as Iterable<[number, string]>)
      if (users.has(each[0])) yield each;
    return;
  }
  const one = prepared(db, 'SELECT identifier_key FROM user WHERE user_no = ?').pluck();
  for (const userNo of users) yield [userNo, String(one.get(userNo))];
}
