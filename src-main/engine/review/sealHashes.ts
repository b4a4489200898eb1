/**
 * What a sign-off is about, as SHA-256: the files, the rules, the decisions as they are now. The same review has
 * the same hashes on any connection and any computer. Changes nothing.
 */
import { createHash, type Hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { KEEP_WORDS } from '#shared/domain/keepWords.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { ACTIVE_MONTHS } from '#shared/domain/reviewFlags.ts';
import type { HashedPart } from '#shared/domain/signOff.ts';
import type { ReadableDb } from '../db/db.ts';
import { addedFiles } from '../importing/show/importQueries.ts';
import { MEMBERSHIP } from '../replica/membership.ts';
import { readSettings } from '../replica/settings.ts';
import { BLANK, type UserColumns } from '../replica/userColumns.ts';
import { rulesInForce } from './register.ts';

export type SealHashes = Readonly<Record<HashedPart, string>>;

/** The columns must be fresh. */
export function sealHashes(columns: UserColumns): SealHashes {
  return {
    inputs: inputsHash(columns.db),
    rules: rulesHash(columns.db),
    decisions: decisionsHash(columns),
  };
}

/** One hash over the three. */
export function sealOf({ inputs, rules, decisions }: SealHashes): string {
  return hashOf(['Purge Desk review 1', inputs, rules, decisions]);
}

/**
 * The added files in their order, with the instant: taken back and added again, a file may have been read in
 * another way, and that is another input.
 */
function inputsHash(db: ReadableDb): string {
  return hashOf(addedFiles(db));
}

/**
 * What decides besides people: the planned run and the register, but not its notes. A run date that isn't set
 * stays so, lest the seal breaks at midnight.
 */
function rulesHash(db: ReadableDb): string {
  const { runDate, days, reading, waiveThreshold, okToPurgeGroup, ...since } = readSettings(db);
  const { recordType, countTransferred, esploro, rulesOff, keepWords, activeMonths } = since;
  const { purgeRoute, setPurgeParameters } = since;
  // What earlier versions didn't know counts only where it says something: their seals go on to hold.
  const more = {
    ...(recordType !== 'Public' && { recordType }),
    ...(countTransferred === true && { countTransferred }),
    ...(esploro === true && { esploro }),
    ...(!isDeepStrictEqual(keepWords, KEEP_WORDS) && { keepWords: keepWords.map(foldText).sort() }),
    ...(activeMonths !== ACTIVE_MONTHS && { activeMonths }),
    ...(purgeRoute === 'set' && { purgeRoute, setPurgeParameters }),
    ...(rulesOff.length > 0 && { rulesOff: rulesOff.map(({ rule }) => rule).sort() }),
  };
  return hashOf({
    settings: [runDate, days, reading, waiveThreshold, foldText(okToPurgeGroup)],
    ...more,
    register: rulesInForce(db),
  });
}

function hashOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Users hashed at once: a million must take no memory and little time. */
const CHUNK_USERS = 32_768;
const DECISION_CODES = ['undecided', 'excluded', 'approved'];

/**
 * All candidates by number, those too that a purge has taken, each with decision, reason and whether staff was
 * confirmed. Texts are numbered as they first occur: the codes of a column differ between connections.
 */
function decisionsHash(columns: UserColumns): string {
  const hash = createHash('sha256');
  const membership = columns.column('membership').values;
  const confirmed = columns.column('staff_confirmed').values;
  const decision = columns.column('decision');
  const reason = columns.column('decision_reason');
  const decisionCodes = (decision.texts ?? []).map((text) => DECISION_CODES.indexOf(text));
  const numbers = new Map<number, number>([[BLANK, 0]]);
  const chunk = new Uint32Array(CHUNK_USERS * 2);
  let used = 0;
  for (let userNo = 1; userNo < membership.length; userNo++) {
    if ((membership[userNo]! & MEMBERSHIP.candidate) === 0) continue;
    const code = reason.values[userNo]!;
    let number = numbers.get(code);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(code, number);
    }
    chunk[used++] = userNo;
    chunk[used++] =
      number * 8 + decisionCodes[decision.values[userNo]!]! * 2 + (confirmed[userNo] === 1 ? 1 : 0);
    if (used < chunk.length) continue;
    addNumbers(hash, chunk, used);
    used = 0;
  }
  addNumbers(hash, chunk, used);
  const texts = [...numbers.keys()].map((code) => (code === BLANK ? null : reason.texts![code]));
  return hash.update(JSON.stringify(texts)).digest('hex');
}

/** Little-endian, as every computer is that this program runs on. */
function addNumbers(hash: Hash, numbers: Uint32Array, length: number): void {
  hash.update(new Uint8Array(numbers.buffer, 0, length * 4));
}
