/**
 * The rules of the protected register: kept, counted, and asked which of them name a user. What a rule
 * means is domain/protectedRegister.ts.
 */
import type { ProtectedRuleSummary, RuleDetails } from '#shared/contract/shapes/register.ts';
import { foldText, trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import {
  flawOfRule,
  PROTECTED_KINDS,
  type ProtectedKind,
  ProtectedRegister,
  type ProtectedRule,
  ruleKey,
} from '#shared/domain/protectedRegister.ts';
import { ERASED_TEXT, type Quotations } from '#shared/domain/quotations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { all, get, prepared, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { oneOf } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';
import { endSwitchedOff, switchedOff } from '../replica/afterErasing.ts';
import type { RuleSource } from '../replica/askUsers.ts';
import { erasureOf, erasuresOf } from '../replica/erasures.ts';
import { ensureGroup } from '../replica/groups.ts';
import { CANDIDATE_SQL, LIST_ONLY_SQL, PRESENT_SQL } from '../replica/membership.ts';
import { otherGroupsOf } from '../replica/otherGroups.ts';

type RuleWithoutUsers = Omit<ProtectedRuleSummary, 'users'>;
type Rule = Omit<RuleWithoutUsers, 'off'>;

interface StoredRule {
  rule_id: number;
  kind: ProtectedKind;
  value: string;
  note: string;
  review_on: string | null;
  created_at: number;
  created_by: string;
}

/** All rules, by kind and text, those that are off among them. */
export function listRules(db: ReadableDb): RuleWithoutUsers[] {
  const off = switchedOff(db, 'rule');
  const erasures = erasuresOf(db, off.values());
  return all<StoredRule>(db, 'SELECT * FROM protected_rule ORDER BY kind, value_key').map(
    (row) => ({
      ...toRule(row),
      off: erasures.get(off.get(row.rule_id) ?? 0) ?? null,
    }),
  );
}

/** Those in force, by kind and text: whoever asks what the register says asks here. */
export function readRules(db: ReadableDb): Rule[] {
  const off = switchedOff(db, 'rule');
  return all<StoredRule>(db, 'SELECT * FROM protected_rule ORDER BY kind, value_key')
    .filter(({ rule_id }) => !off.has(rule_id))
    .map(toRule);
}

export function countRules(db: ReadableDb): number {
  return readRules(db).length;
}

export function readRegister(db: ReadableDb): ProtectedRegister {
  return new ProtectedRegister(readRules(db));
}

/** What the register says, as a seal holds it: without notes. */
export function rulesInForce(db: ReadableDb): { kind: ProtectedKind; value_key: string }[] {
  const off = switchedOff(db, 'rule');
  return all<StoredRule & { value_key: string }>(
    db,
    'SELECT rule_id, kind, value_key FROM protected_rule ORDER BY kind, value_key',
  )
    .filter(({ rule_id }) => !off.has(rule_id))
    .map(({ kind, value_key }) => ({ kind, value_key }));
}

/** @throws Refusal for a rule that can't be meant, or is there already */
export function addRule(db: WritableDb, details: RuleDetails, by: string): number {
  requireUsable(db, details, undefined);
  knowGroup(db, details);
  const result = run(
    db,
    `INSERT INTO protected_rule (kind, value, value_key, note, review_on, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    details.kind,
    trimOuterSpace(details.value),
    ruleKey(details.kind, details.value),
    details.note,
    details.reviewOn,
    Date.now(),
    by,
  );
  return Number(result.lastInsertRowid);
}

/** One that was off is in force again. @throws Refusal for one that still says that somebody was erased */
export function editRule(db: WritableDb, ruleId: number, details: RuleDetails, by: string): void {
  getRule(db, ruleId);
  requireUsable(db, details, ruleId);
  knowGroup(db, details);
  run(
    db,
    'UPDATE protected_rule SET kind = ?, value = ?, value_key = ?, note = ?, review_on = ? WHERE rule_id = ?',
    details.kind,
    trimOuterSpace(details.value),
    ruleKey(details.kind, details.value),
    details.note,
    details.reviewOn,
    ruleId,
  );
  endSwitchedOff(db, 'rule', ruleId, by);
}

export function removeRule(db: WritableDb, ruleId: number, by: string): void {
  getRule(db, ruleId);
  run(db, 'DELETE FROM protected_rule WHERE rule_id = ?', ruleId);
  endSwitchedOff(db, 'rule', ruleId, by);
}

/**
 * Rules that name somebody who is erased name them no more, and are off. Must run inside a transaction.
 * @param isKey whether a folded identifier is theirs
 * @returns their numbers
 */
export function switchOffRules(
  db: WritableDb,
  quotations: Quotations,
  isKey: (key: string) => boolean,
): number[] {
  const rules = all<StoredRule>(db, 'SELECT * FROM protected_rule').filter(
    (rule) =>
      quotations.isIn(rule.value) ||
      (rule.kind === 'identifier' && isKey(ruleKey(rule.kind, rule.value))),
  );
  for (const { rule_id, value } of rules) {
    const left = quotations.takenOut(value);
    run(
      db,
      'UPDATE protected_rule SET value = ?, value_key = char(0) || rule_id WHERE rule_id = ?',
      left === value ? ERASED_TEXT : left,
      rule_id,
    );
  }
  return rules.map(({ rule_id }) => rule_id);
}

/** A group that no file has told of yet can be protected, and is listed from then on. */
function knowGroup(db: WritableDb, { kind, value }: RuleDetails): void {
  if (kind === 'group') ensureGroup(db, trimOuterSpace(value));
}

/** What it names; undefined when it is gone. */
export function knownRule(db: ReadableDb, ruleId: number): string | undefined {
  const sql = 'SELECT value FROM protected_rule WHERE rule_id = ?';
  return get<{ value: string }>(db, sql, ruleId)?.value;
}

export function getRule(db: ReadableDb, ruleId: number): RuleWithoutUsers {
  const rule = get<StoredRule>(db, 'SELECT * FROM protected_rule WHERE rule_id = ?', ruleId);
  if (!rule) throw new Refusal('register.gone');
  const off = switchedOff(db, 'rule').get(ruleId);
  return { ...toRule(rule), off: off === undefined ? null : erasureOf(db, off) };
}

function requireUsable(
  db: ReadableDb,
  { kind, value }: Pick<RuleDetails, 'kind' | 'value'>,
  exceptRuleId: number | undefined,
): void {
  if (value.includes(ERASED_TEXT)) throw new Refusal('register.erased');
  const flaw = flawOfRule(kind, value);
  if (flaw) throw new Refusal('register.rule', { flaw });
  const same = get<{ rule_id: number }>(
    db,
    'SELECT rule_id FROM protected_rule WHERE kind = ? AND value_key = ?',
    kind,
    ruleKey(kind, value),
  );
  if (same && same.rule_id !== exceptRuleId) throw new Refusal('register.taken');
}

/** Candidates that each of these rules names, in one walk through them. */
export function countProtected(db: ReadableDb, rules: readonly ProtectedRule[]): number[] {
  const counts = rules.map(() => 0);
  for (const [n] of eachNamed(db, rules, CANDIDATE_SQL)) counts[n]!++;
  return counts;
}

/** What a rule says and whom it names, candidates or not; undefined when it is gone. */
export function ruleSource(db: ReadableDb, ruleId: number): RuleSource | undefined {
  const rule = readRules(db).find((each) => each.ruleId === ruleId);
  if (!rule) return undefined;
  return {
    text: `${rule.kind} ${ruleKey(rule.kind, rule.value)}`,
    users() {
      const users = new UserBitmap();
      for (const [, userNo] of eachNamed(db, [rule], PRESENT_SQL)) users.add(userNo);
      return users;
    },
  };
}

/** Whom rules name among users known from a list alone, who have no flags. */
export function protectedOnLists(db: ReadableDb): UserBitmap {
  const users = new UserBitmap();
  for (const [, userNo] of eachNamed(db, readRules(db), LIST_ONLY_SQL)) users.add(userNo);
  return users;
}

/** Each user once for every rule that names it. */
function* eachNamed(
  db: ReadableDb,
  rules: readonly ProtectedRule[],
  among: string,
): Generator<[rule: number, userNo: number]> {
  const registers = rules.map((rule) => new ProtectedRegister([rule]));
  const groupKeys = groupKeysByNo(db);
  const looksAtGroups = registers.some(({ groups }) => groups.size > 0);
  const before = looksAtGroups ? groupsBeforeJobs(db) : undefined;
  const users = prepared(
    db,
    `SELECT user_no, identifier_key, first_name, last_name, group_no, other_groups FROM user u WHERE ${among}`,
  ).raw(true);
  for (const [userNo, key, firstName, lastName, groupNo, others] of users.iterate() as Iterable<
    [number, string, string | null, string | null, number | null, string | null]
  >) {
    const groups = groupsOf(userNo, groupNo, others)
      .flatMap((each) => groupKeys.get(each) ?? [])
      .concat(before?.get(userNo) ?? []);
    for (const [n, register] of registers.entries()) {
      if (
        groups.some((group) => register.groups.has(group)) ||
        register.protectsIdentifier(key) ||
        (register.looksAtNames && register.protectsName(firstName, lastName))
      )
        yield [n, userNo];
    }
  }
}

/** The rules that name this user. */
export function rulesOfUser(db: ReadableDb, userNo: number): Rule[] {
  const user = get<{
    identifier_key: string;
    first_name: string | null;
    last_name: string | null;
    group_no: number | null;
    other_groups: string | null;
  }>(db, 'SELECT * FROM user WHERE user_no = ?', userNo);
  if (!user) return [];
  const groupKeys = groupKeysByNo(db);
  const rules = readRules(db);
  const meant = new ProtectedRegister(rules).rulesFor({
    identifierKey: user.identifier_key,
    firstName: user.first_name,
    lastName: user.last_name,
    groupKeys: [
      ...groupsOf(userNo, user.group_no, user.other_groups).flatMap(
        (no) => groupKeys.get(no) ?? [],
      ),
      ...(groupsBeforeJobs(db, userNo).get(userNo) ?? []),
    ],
  });
  return rules.filter(({ ruleId }) => meant.some((each) => each.ruleId === ruleId));
}

/** Moves by jobs of ours, as long as no file has told of another group since. */
const MOVES_IN_FORCE = `FROM history h JOIN user u ON u.user_no = h.user_no JOIN import_file f ON f.import_id = u.import_id
  LEFT JOIN user_group g ON g.group_no = u.group_no
  WHERE h.field = 'user_group' AND h.old_value IS NOT NULL AND (h.job_id > f.jobs_before OR h.at >= f.imported_at OR h.new_value = g.name)`;

/**
 * Groups that users had before a job of ours moved them, folded: moving a user must not take the protection away.
 * @param userNo of this user alone
 */
function groupsBeforeJobs(db: ReadableDb, userNo?: number): Map<number, string[]> {
  const moved = all<{ user_no: number; user_group: string }>(
    db,
    `SELECT h.user_no, h.old_value AS user_group ${MOVES_IN_FORCE} ${userNo === undefined ? '' : 'AND h.user_no = ?'}`,
    ...(userNo === undefined ? [] : [userNo]),
  );
  const groups = new Map<number, string[]>();
  for (const { user_no, user_group } of moved) {
    const known = groups.get(user_no) ?? [];
    known.push(foldText(user_group));
    groups.set(user_no, known);
  }
  return groups;
}

/**
 * Whether a job that gave users this group, and changed nothing else of them, left all flags as they were: of groups,
 * flags ask the register alone, and it says nothing of this one nor of any that jobs have moved users from.
 */
export function moveKeepsFlags(db: ReadableDb, movedTo: string): boolean {
  const { groups } = readRegister(db);
  if (groups.size === 0) return true;
  return [movedTo, ...leftGroups(db)].every((group) => !groups.has(foldText(group)));
}

/** All groups that jobs have ever moved users from. */
function leftGroups(db: ReadableDb): string[] {
  return prepared(
    db,
    `SELECT DISTINCT old_value FROM history WHERE field = 'user_group' AND old_value IS NOT NULL`,
  )
    .pluck()
    .all() as string[];
}

/** Whom jobs moved out of one of these groups, which are folded. A million moves have few groups. */
export function usersMovedFrom(db: ReadableDb, groups: ReadonlySet<string>): UserBitmap {
  const users = new UserBitmap();
  if (groups.size === 0) return users;
  const meant = leftGroups(db).filter((group) => groups.has(foldText(group)));
  if (meant.length === 0) return users;
  const moved = prepared(
    db,
    `SELECT h.user_no ${MOVES_IN_FORCE} AND h.old_value IN (SELECT value FROM json_each(?))`,
  ).pluck();
  for (const userNo of moved.iterate(JSON.stringify(meant)) as Iterable<number>) users.add(userNo);
  return users;
}

function groupsOf(
  userNo: number,
  groupNo: number | null,
  others: string | null,
): readonly number[] {
  const groups = otherGroupsOf(userNo, others);
  return groupNo === null ? groups : [groupNo, ...groups];
}

function groupKeysByNo(db: ReadableDb): Map<number, string> {
  const rows = all<{ group_no: number; name_key: string }>(
    db,
    'SELECT group_no, name_key FROM user_group',
  );
  return new Map(rows.map(({ group_no, name_key }) => [group_no, name_key]));
}

function toRule(row: StoredRule): Rule {
  return {
    ruleId: row.rule_id,
    kind: oneOf(PROTECTED_KINDS, row.kind, { table: 'protected_rule', row: row.rule_id }),
    value: row.value,
    note: row.note,
    reviewOn: row.review_on,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
