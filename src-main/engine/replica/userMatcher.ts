/**
 * Which users a criteria tree means, as a bitmap, over columns in memory. What columns don't hold (texts
 * that contain something, members of jobs) is asked of SQL once and remembered. Property tests hold it
 * against a plain reading of the same tree.
 */

import { type AccountState, isActiveStatus } from '#shared/domain/accountStates.ts';
import {
  CANDIDATES,
  type Criteria,
  type CriteriaLeaf,
  type DayTest,
  type TextTest,
  YES_NO,
} from '#shared/domain/criteria.ts';
import { passesDayTest } from '#shared/domain/dayTests.ts';
import { type OddDate, oddDateBit } from '#shared/domain/oddDates.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { datesWithin } from '#shared/domain/relativeDates.ts';
import { flagMask } from '#shared/domain/reviewFlags.ts';
import { librariesIn, rolesIn } from '#shared/domain/roleNames.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { passesTest } from '#shared/domain/textTests.ts';
import { dayOfInstant, today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { isChoiceField, type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { Refusal } from '../refusal.ts';
import {
  type AskedLeaf,
  askUsers,
  type BitmapSource,
  usersOfContact,
  usersOfIdentifier,
} from './askUsers.ts';
import { eachOddDate } from './eachOddDate.ts';

import { groupNames } from './groups.ts';
import { isCandidate, isDeleted, isErased, MEMBERSHIP } from './membership.ts';

import { LEAST_OF_CONTACTS, SearchText } from './searchText.ts';
import { institutionZone } from './settings.ts';
import { BLANK, type Column, dateNumber, type UserColumns } from './userColumns.ts';

const REMEMBERED = 64;
const EVERYBODY = 'everybody';

export class UserMatcher {
  readonly #columns: UserColumns;
  readonly #source: BitmapSource;
  readonly #remembered = new Map<string, UserBitmap>();
  #version = -1;
  #search: { readonly version: number; readonly text: SearchText } | undefined;

  constructor(columns: UserColumns, source: BitmapSource) {
    this.#columns = columns;
    this.#source = source;
  }

  /** The columns must be fresh. */
  match(criteria: Criteria): UserBitmap {
    if (this.#version !== this.#columns.version) this.#remembered.clear();
    this.#version = this.#columns.version;
    return this.#match(criteria);
  }

  /** Everything that a first search would have to wait for, page by page; the columns must be fresh at each step. */
  *warm(): Generator<void> {
    const { db, size, namesVersion: version } = this.#columns;
    const text = yield* SearchText.reading(db, size);
    // A file may have come meanwhile: then it is the text of users as they were.
    if (this.#columns.namesVersion !== version) return;
    this.#search = { version, text };
    this.match({ op: 'all', of: [CANDIDATES, { op: 'search', value: 'a' }] });
  }

  #match(criteria: Criteria): UserBitmap {
    switch (criteria.op) {
      case 'all':
        return criteria.of
          .map((each) => this.#match(each))
          .reduce((both, each) => both.and(each), this.#everybody());
      case 'any':
        return criteria.of
          .map((each) => this.#match(each))
          .reduce((either, each) => either.or(each), new UserBitmap());
      case 'not':
        return this.#everybody().andNot(this.#match(criteria.of));
      default:
        return this.#leaf(criteria);
    }
  }

  #everybody(): UserBitmap {
    let users = this.#remembered.get(EVERYBODY);
    if (!users) {
      users = this.#where(
        this.#columns.column('membership'),
        (bits) => bits !== 0 && !isErased(bits),
      );
      this.#remembered.set(EVERYBODY, users);
    }
    return users;
  }

  #leaf(leaf: CriteriaLeaf): UserBitmap {
    // Sets and previews change without any user changing.
    if (leaf.op === 'inSet') return this.#known(this.#source.set(leaf.setId), 'set');
    if (leaf.op === 'inPreview')
      return this.#known(this.#source.preview(leaf.previewId, leaf.part), 'preview');
    // Neither are findings users' own, nor the planned run date.
    if (leaf.op === 'inSample' || leaf.op === 'oddDate') return this.#find(leaf);
    // Today becomes yesterday.
    if (leaf.op === 'decidedOn' || leaf.op === 'deletedOn' || leaf.op === 'accountState')
      return this.#find(leaf);
    if (leaf.op === 'dateWithin')
      return this.#leaf({
        op: 'dateBetween',
        field: leaf.field,
        ...datesWithin(leaf, today(institutionZone(this.#columns.db))),
      });
    // Which lines stand depends on files and days.
    if (leaf.op === 'line') return this.#source.lines.find(leaf).and(this.#everybody());
    if (leaf.op === 'linesTold')
      return this.#source.lines.told(leaf.kind, leaf.byFiles).and(this.#everybody());
    if (leaf.op === 'exactly') return this.#exactly(leaf);
    if (leaf.op === 'protectedBy') return this.#ruled(leaf.ruleId);
    return this.#remember(JSON.stringify(leaf), () => this.#find(leaf));
  }

  /** The same rule may say something else, without any user changing. */
  #ruled(ruleId: number): UserBitmap {
    const rule = this.#source.rule(ruleId);
    if (!rule) throw new Refusal('criteria.gone', { what: 'rule' });
    return this.#remember(`rule ${rule.text}`, () => rule.users().and(this.#everybody()));
  }

  #remember(key: string, find: () => UserBitmap): UserBitmap {
    let users = this.#remembered.get(key);
    if (!users) {
      users = find();
      this.#remembered.set(key, users);
      if (this.#remembered.size > REMEMBERED)
        this.#remembered.delete(this.#remembered.keys().next().value!);
    }
    return users;
  }

  #known(users: UserBitmap | undefined, what: 'set' | 'preview'): UserBitmap {
    if (!users) throw new Refusal('criteria.gone', { what });
    return users.and(this.#everybody());
  }

  #find(leaf: FoundLeaf): UserBitmap {
    const columns = this.#columns;
    switch (leaf.op) {
      case 'search':
        return this.#searchText().find(leaf.value);
      case 'membership':
        return this.#where(columns.column('membership'), MEMBERSHIP_RULES[leaf.value]);
      case 'deletedBy':
        return this.#where(columns.column('deleted_by'), (jobId) => jobId === leaf.jobId);
      case 'hasFlag': {
        const mask = flagMask(leaf.flags);
        return this.#where(columns.column('flags'), (flags) => flags > 0 && (flags & mask) !== 0);
      }
      case 'decision':
        return this.#oneOf(columns.column('decision'), leaf.values);
      case 'reason':
        return this.#oneOf(columns.column('decision_reason'), leaf.values);
      case 'decidedBy':
        return this.#texts(columns.column('decided_by'), leaf.is);
      case 'decidedOn':
        return this.#onDay('decided_at', leaf.is);
      case 'deletedOn':
        return this.#onDay('deleted_at', leaf.is);
      case 'notes':
      case 'decisions':
        return this.#between(leaf.op, leaf.from, leaf.to).and(this.#everybody());
      case 'oddDate':
        return this.#oddDates(leaf.values);
      case 'mark':
        return this.#marked(leaf.value);
      case 'dateBetween':
        if (userField(leaf.field).kind !== 'date') return this.#ask(leaf);
        return this.#between(
          leaf.field,
          leaf.from === undefined ? undefined : dateNumber(leaf.from),
          leaf.to === undefined ? undefined : dateNumber(leaf.to),
        );
      case 'numberBetween':
        if (!COUNTED.has(userField(leaf.field).kind)) return this.#ask(leaf);
        return this.#between(leaf.field, leaf.from, leaf.to);
      case 'owes':
        return this.#owing(leaf);
      case 'accountState':
        return this.#accountStates(leaf.values);
      case 'hasRole':
        return this.#roles(leaf.values);
      case 'among':
        return this.#among(leaf.field, leaf.value);
      case 'users':
        return UserBitmap.of(leaf.userNos.filter((userNo) => userNo > 0)).and(this.#everybody());
      case 'contains':
        return isTextChoice(leaf.field)
          ? this.#texts(columns.column(leaf.field), { how: 'contains', value: leaf.value })
          : this.#ask(leaf);
      case 'text':
        return isTextChoice(leaf.field)
          ? this.#texts(columns.column(leaf.field), leaf.is)
          : this.#ask(leaf);
      case 'oneOf':
        if (leaf.field === 'user_group') return this.#inGroups(leaf.values);
        return isChoiceField(leaf.field)
          ? this.#oneOf(columns.column(leaf.field), leaf.values)
          : this.#ask(leaf);
      case 'extra':
        return this.#texts(columns.extra(leaf.heading), leaf.is);
      case 'blank':
        return isHeld(leaf.field) ? this.#blank(leaf.field) : this.#ask(leaf);
      default:
        return this.#ask(leaf);
    }
  }

  #blank(field: UserFieldName): UserBitmap {
    const present = this.#everybody();
    return this.#where(this.#columns.column(field), (number) => number === BLANK).and(present);
  }

  #between(
    field: UserFieldName | 'notes' | 'decisions',
    from: number | undefined,
    to: number | undefined,
  ): UserBitmap {
    const least = from ?? Number.NEGATIVE_INFINITY;
    const most = to ?? Number.POSITIVE_INFINITY;
    return this.#where(
      this.#columns.column(field),
      (number) => number !== BLANK && number >= least && number <= most,
    );
  }

  #owing({ transferred, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Owes) {
    const balance = this.#columns.column('balance').values;
    const more = transferred ? this.#columns.column('transferred').values : undefined;
    const users = new UserBitmap();
    for (let userNo = 1; userNo < balance.length; userNo++) {
      const active = balance[userNo]!;
      const added = more?.[userNo] ?? BLANK;
      if (active === BLANK && added === BLANK) continue;
      const owed = (active === BLANK ? 0 : active) + (added === BLANK ? 0 : added);
      if (owed >= from && owed <= to) users.add(userNo);
    }
    return users;
  }

  /** Each text is asked once, however many users have it. */
  #texts(
    { values, texts = [] }: { values: Float64Array; texts: readonly string[] | undefined },
    test: TextTest,
  ): UserBitmap {
    const passing = new Set<number>();
    if (test.how === 'oneOf') {
      const wanted = new Set(test.values);
      if (wanted.has(null)) passing.add(BLANK);
      for (const [code, text] of texts.entries()) if (wanted.has(text)) passing.add(code);
    } else {
      const wanted = foldForSearch(test.value.trim());
      for (const [code, text] of texts.entries())
        if (passesTest(foldForSearch(text), test.how, wanted)) passing.add(code);
    }
    return usersOfCodes(values, passing).and(this.#everybody());
  }

  /** One step or job stands for many users: the day of each instant is made once. */
  #onDay(name: 'decided_at' | 'deleted_at', test: DayTest): UserBitmap {
    const zone = institutionZone(this.#columns.db);
    const now = today(zone);
    const passes = new Map<number, boolean>();
    const column = this.#columns.column(name);
    return this.#where(column, (instant) => {
      let passed = passes.get(instant);
      if (passed === undefined) {
        const day = instant === BLANK ? null : dayOfInstant(instant, zone);
        passed = passesDayTest(day, test, now);
        passes.set(instant, passed);
      }
      return passed;
    }).and(this.#everybody());
  }

  /** Few statuses exist: each is looked at once. */
  #accountStates(wanted: readonly AccountState[]): UserBitmap {
    const { values, texts = [] } = this.#columns.column('status');
    const expiry = this.#columns.column('expiry_date').values;
    const now = dateNumber(today(institutionZone(this.#columns.db)));
    const active = texts.map(isActiveStatus);
    const users = new UserBitmap();
    for (let userNo = 1; userNo < values.length; userNo++) {
      const code = values[userNo]!;
      const until = expiry[userNo]!;
      const isOver = until !== BLANK && until < now;
      const state = isOver
        ? 'inactive'
        : code === BLANK
          ? 'not-told'
          : active[code]
            ? 'active'
            : 'inactive';
      if (wanted.includes(state)) users.add(userNo);
    }
    return users.and(this.#everybody());
  }

  #among(field: UserFieldName, value: string): UserBitmap {
    const { values, texts = [] } = this.#columns.column(field);
    const wanted = foldText(value.trim());
    const passing = new Set<number>();
    for (const [code, text] of texts.entries())
      if (librariesIn(text).some((name) => foldText(name) === wanted)) passing.add(code);
    return usersOfCodes(values, passing).and(this.#everybody());
  }

  /** Many users have the same roles: each text is taken apart once. */
  #roles(wanted: readonly (string | null)[]): UserBitmap {
    const { values, texts = [] } = this.#columns.column('roles');
    const keys = new Set(wanted.flatMap((role) => (role === null ? [] : [foldText(role)])));
    const passing = new Set<number>(wanted.includes(null) ? [BLANK] : []);
    for (const [code, text] of texts.entries())
      if (rolesIn(text).some((role) => keys.has(foldText(role)))) passing.add(code);
    return usersOfCodes(values, passing).and(this.#everybody());
  }

  /** Whom the record says so of, and whom lines of the files do. */
  #exactly(leaf: Extract<CriteriaLeaf, { op: 'exactly' }>): UserBitmap {
    const ofRecord = this.#remember(JSON.stringify(leaf), () => this.#recordsWith(leaf.value));
    return ofRecord.or(this.#source.lines.identified(leaf.value).and(this.#everybody()));
  }

  /** The primary identifier by its key; User ID and e-mail among those whom the tolerant search finds. */
  #recordsWith(value: string): UserBitmap {
    const wanted = foldText(value.trim());
    const users = usersOfIdentifier(this.#columns.db, value);
    if (wanted === '') return users;
    const maybe =
      value.trim().length < LEAST_OF_CONTACTS ? this.#everybody() : this.#searchText().find(value);
    for (const userNo of usersOfContact(this.#columns.db, maybe, wanted)) users.add(userNo);
    return users.and(this.#everybody());
  }

  #inGroups(names: readonly (string | null)[]): UserBitmap {
    const wanted = new Set(names);
    const numbers = new Set(wanted.has(null) ? [BLANK] : []);
    for (const [groupNo, name] of groupNames(this.#columns.db))
      if (wanted.has(name)) numbers.add(groupNo);
    return usersOfCodes(this.#columns.column('user_group').values, numbers).and(this.#everybody());
  }

  #oneOf(column: Column, values: readonly (string | null)[]): UserBitmap {
    const codes = new Set(values.map((value) => (value === null ? BLANK : codeOf(column, value))));
    const present = this.#everybody();
    return this.#where(column, (number) => codes.has(number)).and(present);
  }

  #where(column: Column, holds: (number: number) => boolean): UserBitmap {
    const users = new UserBitmap();
    const { values } = column;
    for (let userNo = 1; userNo < values.length; userNo++)
      if (holds(values[userNo]!)) users.add(userNo);
    return users;
  }

  #oddDates(values: readonly OddDate[]): UserBitmap {
    const mask = values.reduce((bits, each) => bits | oddDateBit(each), 0);
    const users = new UserBitmap();
    for (const [userNo, bits] of eachOddDate(this.#columns))
      if ((bits & mask) !== 0) users.add(userNo);
    return users;
  }

  #marked(mark: Mark): UserBitmap {
    const columns = this.#columns;
    const present = this.#everybody();
    if (mark === 'staff-locked')
      return this.#where(columns.column('staff_role'), (role) => role !== 0).and(present);
    const wanted = mark === 'noted' ? columns.column('notes') : columns.column('staff_confirmed');
    return this.#where(wanted, (number) => number > 0).and(present);
  }

  #ask(leaf: AskedLeaf): UserBitmap {
    return askUsers(this.#columns.db, leaf).and(this.#everybody());
  }

  #searchText(): SearchText {
    if (this.#search?.version !== this.#columns.namesVersion) {
      this.#search = {
        version: this.#columns.namesVersion,
        text: SearchText.read(this.#columns.db, this.#columns.size),
      };
    }
    return this.#search.text;
  }
}

const MEMBERSHIP_RULES = {
  candidate: isCandidate,
  deleted: (bits: number) => isDeleted(bits) && !isErased(bits),
  identifierOnly: (bits: number) =>
    bits !== 0 && !isErased(bits) && (bits & MEMBERSHIP.described) === 0,
} as const;

/** Kinds that are held as the numbers that they are asked by. */
const COUNTED = new Set(['number', 'money', 'yesNo']);

type FoundLeaf = Exclude<
  CriteriaLeaf,
  { op: 'inSet' | 'inPreview' | 'protectedBy' | 'dateWithin' | 'line' | 'linesTold' | 'exactly' }
>;
type Mark = Extract<CriteriaLeaf, { op: 'mark' }>['value'];
type Owes = Extract<CriteriaLeaf, { op: 'owes' }>;

/** The users whose text has one of these codes. */
function usersOfCodes(values: Float64Array, codes: ReadonlySet<number>): UserBitmap {
  const users = new UserBitmap();
  for (let userNo = 1; userNo < values.length; userNo++)
    if (codes.has(values[userNo]!)) users.add(userNo);
  return users;
}

/** Names and other texts are asked of the table. */
function isHeld(field: UserFieldName): boolean {
  return !['identifier', 'text'].includes(userField(field).kind);
}

/** A field of few texts, held by codes: each text is tested once. */
function isTextChoice(field: UserFieldName): boolean {
  return isChoiceField(field) && userField(field).kind === 'choice';
}

/** -1: nobody has it. */
function codeOf(column: Column, value: string): number {
  if (column.texts) return column.texts.indexOf(value);
  return value === YES_NO.yes ? 1 : 0;
}
