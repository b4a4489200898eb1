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
import type { ReadableDb } from '../db/db.ts';
import { identifiersOf, isAnothersKey } from '../replica/userRows.ts';

export interface SetLine {
  readonly userNo: number;
  /** As in the file it came from. */
  readonly text: string;
  /** The same without what Alma would trip over; the text itself where that would name another user. */
  readonly clean: string;
  readonly oddities: readonly IdentifierOddity[];
}

/** Ascending by user number; cheap enough for a million. */
export function* setLines(db: ReadableDb, members: UserBitmap): Generator<SetLine> {
  const shortened = new Set<string>();
  const numbers = members.numbers();
  let n = 0;
  for (const text of identifiersOf(db, numbers)) {
    const userNo = numbers[n++]!;
    const line = cleanIdentifier(text);
    if (!line.oddities.includes('decimal-zeros')) {
      yield { userNo, text, ...line };
      continue;
    }
    const key = foldText(line.clean);
    const taken = shortened.has(key) || isAnothersKey(db, key, userNo);
    shortened.add(key);
    yield { userNo, text, ...line, clean: taken ? text : line.clean };
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
