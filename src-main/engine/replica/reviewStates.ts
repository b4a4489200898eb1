/**
 * What the review makes of users, kept apart from what files say of them: flags, and the step of the present
 * decision, in blocks of many users. A decision about 200,000 users writes a few hundred blocks instead of as
 * many rows, and reading everybody's takes milliseconds. See docs/decisions/0011. Who may stand how is the
 * matter of review/reviewState.ts.
 */
import { DECISIONS, type Decision } from '#shared/domain/review.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { holds, sumUp } from '../db/checksums.ts';
import { get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { DAMAGED_ROW, oneOf, unpackStored } from '../db/storedValue.ts';

const BLOCK_BITS = 11;
const BLOCK_USERS = 1 << BLOCK_BITS;
const IN_BLOCK = BLOCK_USERS - 1;

/** Of a user about whom nothing was decided. */
export const NO_STEP = 0;

interface Block {
  readonly flags: Int32Array;
  readonly decidedIn: Int32Array;
}

/** Where flags and deciding steps of single users come from. */
export interface ReviewStateSource {
  /** Bits by REVIEW_FLAGS; 0 for a user whom nobody knows. */
  flags(userNo: number): number;
  /** The step that decided last; undefined: undecided. */
  stepOf(userNo: number): DecidingStep | undefined;
}

/** Review states as they are in one transaction: blocks are read as they are asked for, and then kept. */
export class ReviewStates implements ReviewStateSource {
  readonly #db: ReadableDb;
  readonly #blocks: Block[] = [];
  readonly #steps: DecidingSteps;

  constructor(db: ReadableDb) {
    this.#db = db;
    this.#steps = new DecidingSteps(db);
  }

  flags(userNo: number): number {
    return this.#blockOf(userNo).flags[userNo & IN_BLOCK]!;
  }

  /** Number of the step that decided last, or NO_STEP. */
  decidedIn(userNo: number): number {
    return this.#blockOf(userNo).decidedIn[userNo & IN_BLOCK]!;
  }

  stepOf(userNo: number): DecidingStep | undefined {
    return this.#steps.get(this.decidedIn(userNo));
  }

  /**
   * How many decisions about each user were made and not undone; asked for a million users it takes a walk through all
   * steps. @param users one more than the highest user number
   */
  decisionCounts(users: number): Int32Array {
    const counts = new Int32Array(users);
    const steps = prepared(
      this.#db,
      "SELECT step_id, users FROM decision_step WHERE state = 'done'",
    )
      .raw(true)
      .iterate() as IterableIterator<[stepId: number, users: Uint8Array]>;
    for (const [stepId, packed] of steps)
      for (const userNo of unpackStored(packed, stepAt(stepId)))
        if (userNo < users) counts[userNo]!++;
    return counts;
  }

  /** Users who have flags, or about whom something was decided; ascending. */
  *users(): Generator<number> {
    const blockNos = prepared(this.#db, 'SELECT block_no FROM standing_block ORDER BY block_no')
      .pluck()
      .all() as number[];
    for (const blockNo of blockNos) {
      const first = blockNo << BLOCK_BITS;
      for (let userNo = first; userNo < first + BLOCK_USERS; userNo++)
        if (this.flags(userNo) !== 0 || this.decidedIn(userNo) !== NO_STEP) yield userNo;
    }
  }

  #blockOf(userNo: number): Block {
    const blockNo = userNo >>> BLOCK_BITS;
    this.#blocks[blockNo] ??= readBlock(this.#db, blockNo);
    return this.#blocks[blockNo];
  }
}

/** What flags say something about: one user's facts as they are stored. */
export interface UserToFlag {
  readonly userNo: number;
  readonly staffRole: number | null;
  readonly groupNo: number | null;
  /** Other groups that rows of the user's file named: numbers as a JSON array. */
  readonly otherGroups: string | null;
  readonly expiryDate: string | null;
  readonly purgeDate: string | null;
  /** What was wrong with the user's rows, as bits. */
  readonly issues: number;
  readonly conflict: boolean;
  readonly returned: boolean;
  readonly activityElsewhere: boolean;
  readonly isContact: boolean;
  readonly recentActivity: boolean;
  readonly researcher: boolean;
  readonly linkedAccount: boolean;
  readonly key: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** Changes review states; users come in ascending order, so that each block is read and written once. */
export class ReviewStatesEditor {
  readonly #db: WritableDb;
  #blockNo = -1;
  #block: Block = emptyBlock();
  #changed = false;

  constructor(db: WritableDb) {
    this.#db = db;
  }

  /** @returns whether they were others before */
  setFlags(userNo: number, flags: number): boolean {
    return this.#set('flags', userNo, flags);
  }

  /** As they are now. */
  flagsOf(userNo: number): number {
    this.#turnTo(userNo);
    return this.#block.flags[userNo & IN_BLOCK]!;
  }

  setDecidedIn(userNo: number, stepId: number): void {
    this.#set('decidedIn', userNo, stepId);
  }

  /** Writes what still waits; to be called at the end, in the same transaction. */
  finish(): void {
    if (!this.#changed) return;
    run(
      this.#db,
      'INSERT OR REPLACE INTO standing_block (block_no, flags, decided_in) VALUES (?, ?, ?)',
      this.#blockNo,
      new Uint8Array(this.#block.flags.buffer),
      new Uint8Array(this.#block.decidedIn.buffer),
    );
    sumUp(this.#db, 'standing_block', this.#blockNo);
    this.#changed = false;
  }

  #set(of: keyof Block, userNo: number, value: number): boolean {
    this.#turnTo(userNo);
    const numbers = this.#block[of];
    const at = userNo & IN_BLOCK;
    if (numbers[at] === value) return false;
    numbers[at] = value;
    this.#changed = true;
    return true;
  }

  #turnTo(userNo: number): void {
    const blockNo = userNo >>> BLOCK_BITS;
    if (blockNo === this.#blockNo) return;
    this.finish();
    this.#blockNo = blockNo;
    // Else its checksum would call it right.
    if (!holds(this.#db, 'standing_block', blockNo))
      throw DAMAGED_ROW({ table: 'standing_block', row: blockNo });
    this.#block = readBlock(this.#db, blockNo);
  }
}

/** Users who are gone leave nothing to those who get their numbers. Must run inside a transaction. */
export function forgetReviewStates(db: WritableDb, userNos: Iterable<number>): void {
  const editor = new ReviewStatesEditor(db);
  for (const userNo of userNos) {
    editor.setFlags(userNo, 0);
    editor.setDecidedIn(userNo, NO_STEP);
  }
  editor.finish();
}

function readBlock(db: ReadableDb, blockNo: number): Block {
  const stored = get<{ flags: Uint8Array; decided_in: Uint8Array }>(
    db,
    'SELECT flags, decided_in FROM standing_block WHERE block_no = ?',
    blockNo,
  );
  return stored
    ? { flags: numbersOf(stored.flags, blockNo), decidedIn: numbersOf(stored.decided_in, blockNo) }
    : emptyBlock();
}

function emptyBlock(): Block {
  return { flags: new Int32Array(BLOCK_USERS), decidedIn: new Int32Array(BLOCK_USERS) };
}

/** Little-endian, as every computer is that this program runs on. A BLOB's bytes need not lie where integers may. */
function numbersOf(bytes: Uint8Array, blockNo: number): Int32Array<ArrayBuffer> {
  if (bytes.length !== BLOCK_USERS * 4)
    throw DAMAGED_ROW({ table: 'standing_block', row: blockNo });
  const numbers = new Int32Array(BLOCK_USERS);
  new Uint8Array(numbers.buffer).set(bytes);
  return numbers;
}

const stepAt = (stepId: number) => ({ table: 'decision_step', row: stepId });

/** What a step says of its users. */
export interface DecidingStep {
  readonly stepId: number;
  readonly at: number;
  readonly by: string;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly note: string;
  /** A staff user was approved: the identifier was typed. */
  readonly confirmed: boolean;
  /** Held-back classes that an approval named, as bits by REVIEW_FLAGS. */
  readonly named: number;
  /** Of whom they were named; undefined: of everybody in the step. */
  readonly namedUsers: UserBitmap | undefined;
}

/** The held-back classes that were named of this user. */
export function namedOf(
  { named, namedUsers }: Pick<DecidingStep, 'named' | 'namedUsers'>,
  userNo: number,
): number {
  return namedUsers && !namedUsers.has(userNo) ? 0 : named;
}

/** Steps by number as they are in one transaction, each read once. */
export class DecidingSteps {
  readonly #db: ReadableDb;
  readonly #steps = new Map<number, DecidingStep | undefined>();

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  /** Undefined for NO_STEP, and for a step that went with the file that had made it necessary: undecided. */
  get(stepId: number): DecidingStep | undefined {
    if (stepId === NO_STEP) return undefined;
    if (!this.#steps.has(stepId)) this.#steps.set(stepId, this.#read(stepId));
    return this.#steps.get(stepId);
  }

  #read(stepId: number): DecidingStep | undefined {
    const row = prepared(
      this.#db,
      'SELECT at, by, decision, reason, note, confirmed, named, named_users FROM decision_step WHERE step_id = ?',
    ).get(stepId) as
      | (Omit<DecidingStep, 'stepId' | 'confirmed' | 'namedUsers'> & {
          confirmed: number;
          named_users: Uint8Array | null;
        })
      | undefined;
    if (!row) return undefined;
    const { named_users, ...step } = row;
    oneOf(DECISIONS, row.decision, stepAt(stepId));
    return {
      ...step,
      stepId,
      confirmed: row.confirmed === 1,
      namedUsers: named_users ? unpackStored(named_users, stepAt(stepId)) : undefined,
    };
  }
}

/** Approved although staff: it stays marked wherever the user is shown. */
export function isStaffConfirmed(
  step: Pick<DecidingStep, 'decision' | 'confirmed'> | undefined,
): boolean {
  return step !== undefined && step.decision === 'approved' && step.confirmed;
}
