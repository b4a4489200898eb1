/**
 * Computes the review flags of users: gathers, asks the pure rule, stores what changed. Called after imports,
 * jobs and changed settings, and at opening when the planned date has moved; a commit asks of each user whom it
 * makes.
 */
import type { PairClass } from '#shared/contract/shapes/rowGroup.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { ProtectedRegister } from '#shared/domain/protectedRegister.ts';
import {
  activeRules,
  type FlagContext,
  flagBit,
  flagMask,
  HELD_BACK_FLAGS,
  type ReviewFlag,
  reviewFlags,
  SUGGESTING_FLAGS,
} from '#shared/domain/reviewFlags.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { lotReader, prepared, type ReadableDb, type WritableDb } from '../db/db.ts';
import { exclusionLists, meantBy, sharingUsers } from '../importing/compare/exclusionLists.ts';
import { ListPairs, PairAnswers } from '../importing/compare/listPairs.ts';
import { recordSignsSql } from '../importing/rows/recordSigns.ts';
import { ANY_UNREADABLE, ROW_ISSUES } from '../importing/rows/rowIssues.ts';
import { keepUsers } from '../importing/show/keepUsers.ts';
import { toldFields } from '../importing/show/toldFields.ts';
import { PRESENT_SQL } from '../replica/membership.ts';
import { otherGroupsOf } from '../replica/otherGroups.ts';
import { ReviewStatesEditor, type UserToFlag } from '../replica/reviewStates.ts';
import { bumpRevision } from '../replica/revision.ts';
import { flagContext } from '../replica/settings.ts';
import { usersWithWards } from './guardians.ts';
import { proxiesOfActive } from './proxies.ts';
import { readRegister, usersMovedFrom } from './register.ts';
import { usersWithTwins } from './twins.ts';

/** What the rule needs of a user's row; the last three only when somebody asks for them. */
type StoredFacts = [
  userNo: number,
  staffRole: number | null,
  groupNo: number | null,
  expiryDate: string | null,
  purgeDate: string | null,
  issues: number,
  /** By SIGNS. */
  signs: number,
  otherGroups: string | null,
  key?: string | null,
  firstName?: string | null,
  lastName?: string | null,
];

/** Columns of which the rule asks but one thing each, told together: reading them is most of the time. */
const SIGNS = {
  conflict: 1,
  returned: 2,
  activityElsewhere: 4,
  contact: 8,
  recentActivity: 16,
  researcher: 32,
  linkedAccount: 64,
} as const;
const SIGNS_SQL = `conflict * ${SIGNS.conflict} + (returned <> 0) * ${SIGNS.returned}
  + (coalesce(loans_elsewhere, 0) > 0 OR coalesce(fines_elsewhere, 0) > 0) * ${SIGNS.activityElsewhere}
  + (record_type IS 'Contact') * ${SIGNS.contact}`;

/** The same of fields that few workspaces have. */
function moreSigns(db: ReadableDb, context: FlagContext): string {
  const asked = recordSignsSql(new Set(toldFields(db)), context);
  const names = ['recentActivity', 'researcher', 'linkedAccount'] as const;
  return names.map((name) => (asked[name] ? ` + ${asked[name]} * ${SIGNS[name]}` : '')).join('');
}

/** Read at once. */
const USERS_AT_ONCE = 1000;

/** Computes flags as settings, register, jobs and exclusion lists are now. */
export class UserFlagger {
  readonly register: ProtectedRegister;
  readonly #db: ReadableDb;
  readonly context: FlagContext;
  readonly #movedFromProtected: UserBitmap;
  readonly #excluded: UserBitmap;
  readonly #sharing: UserBitmap;
  readonly #pairs: ListPairs;
  readonly #pairAnswers: PairAnswers;
  readonly #twins: UserBitmap;
  readonly #keeping: UserBitmap;
  readonly #proxies: UserBitmap;
  readonly #guardians: UserBitmap;
  readonly #protectedGroups = new Map<number, boolean>();
  #metPair = false;

  constructor(db: ReadableDb, settings: Settings) {
    this.#db = db;
    this.context = flagContext(settings);
    this.register = readRegister(db);
    this.#movedFromProtected = usersMovedFrom(db, this.register.groups);
    const lists = exclusionLists(db);
    this.#excluded = meantBy(lists);
    this.#sharing = sharingUsers(db, lists);
    this.#pairs = new ListPairs(db, { lists, damagedLines: true });
    this.#pairAnswers = new PairAnswers(db, lists);
    this.#twins = usersWithTwins(db);
    this.#keeping = keepUsers(db, settings.keepWords);
    this.#proxies = proxiesOfActive(db, this.context.runDate);
    this.#guardians = usersWithWards(db, this.context.runDate);
  }

  /** Whose identifiers are asked for: reading texts takes longer than all the rest. */
  get looksAtKeys(): 'all' | 'odd' | 'none' {
    const { looksAtIdentifiers } = this.register;
    if (this.#pairs.looksAtAll || looksAtIdentifiers) return 'all';
    return this.#excluded.count > 0 ? 'odd' : 'none';
  }

  /**
   * Whether any of those who were asked about may be meant by a list that names another identifier. While candidates
   * are entered, no fewer are than when all are there: only then what is a candidate's own is nobody else's.
   */
  get metPair(): boolean {
    return this.#metPair;
  }

  /** @returns bits by REVIEW_FLAGS */
  flagsOf(facts: UserToFlag): number {
    const { userNo, staffRole, issues } = facts;
    const isMember = this.#excluded.has(userNo);
    const zeroLoss = this.#pairOf('zero-loss-pair', facts);
    const possible = isMember ? 'none' : this.#pairOf('possible-pair', facts);
    return reviewFlags(
      {
        staffRole: staffRole === null ? null : staffRole === 1,
        isProtected: this.#isProtected(facts),
        onExclusionList: isMember || zeroLoss === 'same' || possible === 'same',
        zeroLossPair: zeroLoss !== 'none',
        conflict: facts.conflict,
        numericIdentifier: (issues & ROW_ISSUES.numeric) !== 0,
        unreadableValue:
          (issues & ANY_UNREADABLE) !== 0 ||
          ((issues & ROW_ISSUES.nameNotTold) !== 0 && this.register.looksAtNames),
        activityElsewhere: facts.activityElsewhere,
        returned: facts.returned,
        hiddenRow: (issues & ROW_ISSUES.hiddenRow) !== 0,
        struckOut: (issues & ROW_ISSUES.struckOut) !== 0,
        blankGroup: (issues & ROW_ISSUES.blankGroup) !== 0 && this.register.groups.size > 0,
        twoCells: (issues & ROW_ISSUES.twoCells) !== 0,
        lostDigits: (issues & ROW_ISSUES.lostDigits) !== 0,
        possiblePair: possible !== 'none',
        sharedIdentifier: this.#sharing.has(userNo),
        isContact: facts.isContact,
        possibleTwin: this.#twins.has(userNo),
        keepWords: this.#keeping.has(userNo),
        recentActivity: facts.recentActivity,
        researcher: facts.researcher,
        linkedAccount: facts.linkedAccount,
        proxy: this.#proxies.has(userNo),
        guardian: this.#guardians.has(userNo),
        expiryUnreadable: (issues & ROW_ISSUES.unreadableExpiry) !== 0,
        expiryDate: facts.expiryDate,
        purgeDate: facts.purgeDate,
      },
      this.context,
    );
  }

  /** Whether a list may mean the user, or does, as was answered when a file was added. */
  #pairOf(about: PairClass, { userNo, key, issues }: UserToFlag): 'none' | 'open' | 'same' {
    if (key === null || !this.#pairs.has(about, key, issues)) return 'none';
    this.#metPair = true;
    if (this.#pairAnswers.isSame(about, userNo)) return 'same';
    return this.#pairAnswers.isLifted(about, userNo, key, issues) ? 'none' : 'open';
  }

  #isProtected({ userNo, groupNo, otherGroups, key, firstName, lastName }: UserToFlag): boolean {
    const { register } = this;
    if (groupNo !== null && this.#isProtectedGroup(groupNo)) return true;
    if (otherGroupsOf(userNo, otherGroups).some((other) => this.#isProtectedGroup(other)))
      return true;
    if (this.#movedFromProtected.has(userNo)) return true;
    if (register.looksAtIdentifiers && key !== null && register.protectsIdentifier(key))
      return true;
    return register.looksAtNames && register.protectsName(firstName, lastName);
  }

  /** Asked of each group once, and no sooner: a file that is being added brings new ones. */
  #isProtectedGroup(groupNo: number): boolean {
    let isProtected = this.#protectedGroups.get(groupNo);
    if (isProtected === undefined) {
      const key = prepared(this.#db, 'SELECT name_key FROM user_group WHERE group_no = ?').pluck();
      isProtected = this.register.groups.has(key.get(groupNo) as string);
      this.#protectedGroups.set(groupNo, isProtected);
    }
    return isProtected;
  }
}

/**
 * @param onProgress told how many users were looked at
 * @param upTo the last user whose flags may be others now
 * @param given flags that the change gave users because it was told to: whoever told it has seen them
 * @returns the users whose flags changed, and those of them who gained one that nobody has seen who approved them: it
 *   bars from approval, holds back, or is a sign of life whose rule isn't switched off
 */
export function flagUsers(
  db: WritableDb,
  settings: Settings,
  onProgress: (users: number) => void = () => {},
  upTo = Number.MAX_SAFE_INTEGER,
  given: readonly ReviewFlag[] = [],
): { changed: UserBitmap; gained: UserBitmap } {
  const flagger = new UserFlagger(db, settings);
  const editor = new ReviewStatesEditor(db);
  const changed = new UserBitmap();
  const gained = new UserBitmap();
  const toBeSeen = flagMask(activeRules(settings).filter(isToBeSeen)) & ~flagMask(given);
  for (const facts of eachStoredFacts(db, flagger, upTo, onProgress)) {
    const { userNo } = facts;
    const before = editor.flagsOf(userNo);
    const flags = flagger.flagsOf(facts);
    if (!editor.setFlags(userNo, flags)) continue;
    changed.add(userNo);
    if ((flags & ~before & toBeSeen) !== 0) gained.add(userNo);
  }
  editor.finish();
  return { changed, gained };
}

/** Of two users who were compared: whether there is still somebody whom they may be. */
export function flagTwins(
  db: WritableDb,
  userNos: readonly number[],
  open: readonly number[],
): void {
  const editor = new ReviewStatesEditor(db);
  const bit = flagBit('possible-twin');
  const changed = userNos.filter((userNo) => {
    const others = editor.flagsOf(userNo) & ~bit;
    return editor.setFlags(userNo, open.includes(userNo) ? others | bit : others);
  });
  editor.finish();
  if (changed.length > 0) bumpRevision(db, UserBitmap.of(changed), 'reviewStates');
}

const KEY_SQL = {
  all: 'identifier_key',
  odd: `CASE WHEN notes & ${ROW_ISSUES.oddIdentifier} THEN identifier_key END`,
  none: 'NULL',
} as const;

const TO_BE_SEEN: ReadonlySet<ReviewFlag> = new Set<ReviewFlag>([
  'protected',
  ...HELD_BACK_FLAGS,
  ...SUGGESTING_FLAGS,
]);
const isToBeSeen = (flag: ReviewFlag) => TO_BE_SEEN.has(flag);

function* eachStoredFacts(
  db: ReadableDb,
  flagger: UserFlagger,
  upTo: number,
  onProgress: (users: number) => void,
): Generator<UserToFlag> {
  const key = KEY_SQL[flagger.looksAtKeys];
  const names = flagger.register.looksAtNames ? 'first_name, last_name' : 'NULL, NULL';
  const texts = `${key}, ${names}` === 'NULL, NULL, NULL' ? '' : `, ${key}, ${names}`;
  const read = lotReader<StoredFacts>(
    db,
    texts === '' ? 8 : 11,
    `SELECT user_no, staff_role, group_no, expiry_date, purge_date, notes, ${SIGNS_SQL}${moreSigns(db, flagger.context)}, other_groups ${texts}
     FROM user u WHERE user_no > ? AND user_no <= ? AND ${PRESENT_SQL} ORDER BY user_no LIMIT ${USERS_AT_ONCE}`,
  );
  let done = 0;
  for (let last = 0; ; ) {
    const rows = read(last, upTo);
    for (const row of rows) yield factsOf(row);
    done += rows.length;
    onProgress(done);
    if (rows.length < USERS_AT_ONCE) return;
    last = rows.at(-1)![0];
  }
}

function factsOf(row: StoredFacts): UserToFlag {
  const [userNo, staffRole, groupNo, expiryDate, purgeDate, issues, signs, otherGroups] = row;
  return {
    userNo,
    staffRole,
    groupNo,
    otherGroups,
    expiryDate,
    purgeDate,
    issues,
    conflict: (signs & SIGNS.conflict) !== 0,
    returned: (signs & SIGNS.returned) !== 0,
    activityElsewhere: (signs & SIGNS.activityElsewhere) !== 0,
    isContact: (signs & SIGNS.contact) !== 0,
    recentActivity: (signs & SIGNS.recentActivity) !== 0,
    researcher: (signs & SIGNS.researcher) !== 0,
    linkedAccount: (signs & SIGNS.linkedAccount) !== 0,
    key: row[8] ?? null,
    firstName: row[9] ?? null,
    lastName: row[10] ?? null,
  };
}
