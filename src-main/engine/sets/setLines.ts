/**
 * The lines of a set file: each member's identifier as its file had it, and as Alma would find it. What is
 * odd is counted here before anything is written. Changes nothing.
 */
import type { SetFileCheck } from '#shared/contract/shapes/sets.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import {
  cleanIdentifier,
  IDENTIFIER_ODDITIES,
  type IdentifierOddity,
} from '#shared/domain/setFileIdentifiers.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { prepared, type ReadableDb } from '../db/db.ts';
import { DAMAGED_ROW } from '../db/storedValue.ts';
import { isAnothersKey } from '../replica/userRows.ts';

export interface SetLine {
  /** As in the file it came from. */
  readonly text: string;
  /** The same without what Alma would trip over; the text itself where that would name another user. */
  readonly clean: string;
  readonly oddities: readonly IdentifierOddity[];
}

/** Ascending by user number; cheap enough for a million. */
export function* setLines(db: ReadableDb, members: UserBitmap): Generator<SetLine> {
  const statement = prepared(db, 'SELECT primary_identifier FROM user WHERE user_no = ?').pluck();
  const shortened = new Set<string>();
  for (const userNo of members) {
    const text = statement.get(userNo) as string | undefined;
    if (text === undefined) throw DAMAGED_ROW({ table: 'user', row: userNo });
    const line = cleanIdentifier(text);
    if (!line.oddities.includes('decimal-zeros')) {
      yield { text, ...line };
      continue;
    }
    const key = foldText(line.clean);
    const taken = shortened.has(key) || isAnothersKey(db, key, userNo);
    shortened.add(key);
    yield { text, ...line, clean: taken ? text : line.clean };
  }
}

/** Shown of each kind. */
const EXAMPLES = 5;

export function checkSetFile(db: ReadableDb, members: UserBitmap): SetFileCheck {
  const found = new Map(
    IDENTIFIER_ODDITIES.map((oddity) => [
      oddity,
      { oddity, users: 0, examples: [] as SetFileCheck['oddities'][number]['examples'] },
    ]),
  );
  let odd = 0;
  let taken = 0;
  for (const { text, clean, oddities } of setLines(db, members)) {
    if (oddities.length === 0) continue;
    odd++;
    if (clean === text) taken++;
    for (const oddity of oddities) {
      const kind = found.get(oddity);
      if (!kind) continue;
      kind.users++;
      if (kind.examples.length < EXAMPLES) kind.examples.push({ text, clean });
    }
  }
  const oddities = [...found.values()].filter(({ users }) => users > 0);
  return { users: members.count, odd, taken, oddities };
}
