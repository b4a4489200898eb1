/**
 * When somebody must not be erased on their request, whoever asks: nothing may go that belongs to somebody else, no job
 * may be working on them, and whoever confirms has seen what was to be told. Debts and loans don't prevent it. Changes
 * nothing.
 */
import { fullNames } from '#shared/domain/fullNames.ts';
import {
  caveatsOf,
  ERASURE_WORD,
  isErasureWord,
  MOST_USERS_OF_PERSON,
} from '#shared/domain/person.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { asQuoted, spellingsOf } from '#shared/domain/quotations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { EraseUsersRequest } from '#shared/jobKinds/eraseUsers.ts';
import type { ReadableDb } from '../../../db/db.ts';
import { holdersOf } from '../../../importing/compare/otherIdentifiers.ts';
import { Refusal } from '../../../refusal.ts';
import { namesOfOthers } from '../../../replica/people.ts';
import { findUsers, readUsers } from '../../../replica/userRows.ts';
import { getJob, unfinishedJobs } from '../../jobRows.ts';

type OnRequest = NonNullable<EraseUsersRequest['person']>;

/** @param users of them, who aren't erased @throws Refusal for what must not be submitted */
export function requireErasable(
  db: ReadableDb,
  users: UserBitmap,
  typedUsers: number,
  { texts, told, word }: OnRequest,
): void {
  if (users.count === 0 && typedUsers === 0 && texts.length === 0)
    throw new Refusal('erasure.nobody');
  if (users.count > MOST_USERS_OF_PERSON)
    throw new Refusal('erasure.tooMany', { most: MOST_USERS_OF_PERSON });
  if (users.count !== typedUsers) throw new Refusal('erasure.users', { users: users.count });
  if (!isErasureWord(word)) throw new Refusal('erasure.word', { word: ERASURE_WORD });
  const caveats = caveatsOf(readUsers(db, [...users])).filter((each) => !told.includes(each));
  if (caveats.length > 0) throw new Refusal('erasure.notTold', { caveats });
  const jobId = jobHolding(db, users);
  if (jobId !== undefined) throw new Refusal('erasure.inJob', { jobId });
  for (const [n, others] of othersHaving(db, texts, users).entries())
    if (others.count > 0)
      throw new Refusal('erasure.ofOthers', { nth: n + 1, users: others.count });
}

/** A job that has not ended and is for one of them. */
function jobHolding(db: ReadableDb, users: UserBitmap): number | undefined {
  return unfinishedJobs(db).find((jobId) => {
    const { members } = getJob(db, jobId);
    return members !== null && UserBitmap.fromBytes(members).and(users).count > 0;
  });
}

/**
 * Who else has each of these texts as an identifier of any type, an e-mail address or a name, in their order: to take it
 * out would take it from them.
 * @param users to whom it may belong
 */
export function othersHaving(
  db: ReadableDb,
  texts: readonly string[],
  users: UserBitmap,
): UserBitmap[] {
  const found = texts.map(() => new UserBitmap());
  const add = (n: number, userNo: number) => {
    if (!users.has(userNo)) found[n]!.add(userNo);
  };
  const keys = texts.map(foldText);
  const holders = holdersOf(db, new Set(keys));
  for (const [n, text] of texts.entries()) {
    for (const userNo of findUsers(db, [text]).userNos) add(n, userNo);
    for (const { userNo } of holders.get(keys[n]!) ?? []) add(n, userNo);
  }
  const names = new Map<string, number[]>();
  for (const [n, text] of texts.entries())
    for (const spelling of spellingsOf(text).map(asQuoted))
      names.set(spelling, [...(names.get(spelling) ?? []), n]);
  const others = [...namesOfOthers(db, (each) => users.has(each))].flat();
  for (const { userNo, lastName, firstName } of others)
    for (const name of [lastName, firstName, ...fullNames(lastName, firstName)])
      if (name !== null) for (const n of names.get(asQuoted(name)) ?? []) add(n, userNo);
  return found;
}
