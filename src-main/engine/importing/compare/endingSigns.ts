/**
 * Users of whom a file tells what ends an approval if it is new of them. Must never decide whether it is new: which
 * flags a user had is known when the file is added.
 */
import {
  type FlagContext,
  HELD_BACK_FLAGS,
  type ReviewFlag,
  SUGGESTING_FLAGS,
} from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import type { WritableDb } from '../../db/db.ts';
import type { Entry, FactReader } from '../rows/entries.ts';
import { recordSignReader } from '../rows/recordSigns.ts';
import { storeRowGroup } from '../rows/rowGroups.ts';
import { ROW_ISSUES, unreadableCounts } from '../rows/rowIssues.ts';
import type { CellValue } from '../rows/storedRow.ts';

/** Flags that end an approval when a file tells them of a user who didn't have them. */
export const ENDING_FLAGS = ['staff-role', ...SUGGESTING_FLAGS, ...HELD_BACK_FLAGS] as const;
type EndingFlag = (typeof ENDING_FLAGS)[number];

/** What a row leaves open, and the flag that holds its user back for it. */
const OPEN_ROWS: readonly (readonly [number, EndingFlag])[] = [
  [ROW_ISSUES.unreadable, 'unreadable-value'],
  [ROW_ISSUES.hiddenRow, 'hidden-row'],
  [ROW_ISSUES.struckOut, 'struck-out'],
  [ROW_ISSUES.blankGroup, 'blank-group'],
  [ROW_ISSUES.twoCells, 'two-cells'],
  [ROW_ISSUES.lostDigits, 'lost-digits'],
  [ROW_ISSUES.conflict, 'conflict'],
  [ROW_ISSUES.unreadableExpiry, 'expiry-in-future'],
];

const NEW_ACTIVITY: readonly EndingFlag[] = ['activity-elsewhere'];
const NEW_UNREADABLE: readonly EndingFlag[] = ['unreadable-value'];
const ELSEWHERE = new Set<UserFieldName>(['loans_elsewhere', 'fines_elsewhere']);

export class EndingSigns {
  readonly #kind: ImportKind;
  readonly #factReader: FactReader;
  readonly #runDate: string;
  readonly #recordSigns: ReturnType<typeof recordSignReader>;
  /** Places of the fields in the entries' facts. */
  readonly #expiry: number;
  readonly #recordType: number;
  readonly #users = new Map<EndingFlag, UserBitmap>();

  constructor(kind: ImportKind, factReader: FactReader, context: FlagContext) {
    this.#kind = kind;
    this.#factReader = factReader;
    this.#runDate = context.runDate;
    this.#recordSigns = recordSignReader(factReader.told, context);
    this.#expiry = factReader.told.indexOf('expiry_date');
    this.#recordType = factReader.told.indexOf('record_type');
  }

  add(userNo: number, entry: Entry, stored: readonly CellValue[]): void {
    for (const sign of this.#of(entry, stored)) this.#add(sign, userNo);
  }

  /** Whom lines of a list mean by another identifier, and those who share one. */
  addMeant(meant: UserBitmap, sharing: UserBitmap): void {
    const sign = signOfList(this.#kind);
    if (sign) for (const userNo of meant) this.#add(sign, userNo);
    if (this.#kind !== 'exclusions') return;
    for (const userNo of sharing.andNot(meant)) this.#add('shared-identifier', userNo);
  }

  addAll(signs: ReadonlyMap<ReviewFlag, UserBitmap>): void {
    for (const sign of ENDING_FLAGS)
      for (const userNo of signs.get(sign) ?? []) this.#add(sign, userNo);
  }

  #add(sign: EndingFlag, userNo: number): void {
    const users = this.#users.get(sign) ?? new UserBitmap();
    users.add(userNo);
    this.#users.set(sign, users);
  }

  store(db: WritableDb, importId: number): void {
    for (const sign of ENDING_FLAGS)
      storeRowGroup(
        db,
        importId,
        { of: 'sign', flag: sign },
        this.#users.get(sign)?.numbers() ?? [],
      );
  }

  #of(entry: Entry, stored: readonly CellValue[]): EndingFlag[] {
    const { told, counted } = this.#factReader;
    const ofList = signOfList(this.#kind);
    if (ofList) return [ofList];
    if (counted) {
      const isActive = told.some((field, n) => ELSEWHERE.has(field) && Number(stored[n] ?? 0) > 0);
      const isOpen = (entry.issues & ROW_ISSUES.unreadable) !== 0 && unreadableCounts(told) !== 0;
      return [...(isActive ? NEW_ACTIVITY : []), ...(isOpen ? NEW_UNREADABLE : [])];
    }
    const expires = stored[this.#expiry] ?? null;
    const signs = OPEN_ROWS.flatMap(([issue, flag]) => (entry.issues & issue ? [flag] : []));
    if (expires !== null && expires > this.#runDate) signs.push('expiry-in-future');
    if (stored[this.#recordType] === 'Contact') signs.push('contact');
    const { recentActivity, researcher, linkedAccount } = this.#recordSigns(stored);
    if (recentActivity) signs.push('recent-activity');
    if (researcher) signs.push('researcher');
    if (linkedAccount) signs.push('linked-account');
    return signs;
  }
}

/** What being on a list says of a user; undefined: nothing, or it is no list. */
function signOfList(kind: ImportKind): EndingFlag | undefined {
  if (kind === 'exclusions') return 'exclusion-list';
  return importKind(kind).effect === 'roles' ? 'staff-role' : undefined;
}
