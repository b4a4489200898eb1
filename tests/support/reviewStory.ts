/**
 * Random stories of a workspace: imports, decisions, undos, rules, sets, settings and jobs of every kind in any order, with
 * everybody whom a job takes held against how they stood just before: by what the job tells, and by what has become of
 * the replica.
 */

import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { JobUser } from '#shared/contract/shapes/jobs.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { READINGS } from '#shared/domain/dayBound.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import { type JobOutcome, jobKind } from '#shared/jobKinds/jobKinds.ts';
import type { AnyPurgeRequest } from '#shared/jobKinds/purgeUsers.ts';
import type { FieldUpdate } from '#shared/jobKinds/updateFields.ts';
import { AS_ALMA, PURGE, type TestEngine } from './engine.ts';
import { type Cell, writeWorkbook } from './workbookFile.ts';

const IDS = ['a', 'b', 'c', '7', '007', 'd', 'e'];
const HEAD = [
  'Primary Identifier',
  'User Group',
  'Expiry Date',
  'Purge Date',
  'Has Staff Role',
  'Record Type',
  'Loans',
];
const row = fc.tuple(
  fc.constantFrom<Cell>(...IDS, 7),
  fc.constantFrom<Cell>('Alumni', 'OK to Purge', 'OK to Purge', 'I-Share', null),
  fc.constantFrom<Cell>('2019-01-31', '2019-01-31', '2099-01-31', 'soon'),
  fc.constantFrom<Cell>('2020-01-31', '2020-01-31', '2026-10-22', '2099-01-31', null, 'soon'),
  fc.constantFrom<Cell>('No', 'No', 'No', 'Yes', null),
  fc.constantFrom<Cell>('Public', 'Public', 'Staff', 'Contact', null),
  fc.constantFrom<Cell>(0, 0, 1),
);
/** Rows of a candidates file under HEAD. */
export const storyRows = fc.array(row, { minLength: 1, maxLength: 7 });
/** A row without anything that would hold its user back. */
export const storyRow = (id: string, purgeDate: string): StoryRow => [
  id,
  'Alumni',
  '2019-01-31',
  purgeDate,
  'No',
  'Public',
  0,
];
type StoryRow = typeof row extends fc.Arbitrary<infer R> ? R : never;
const WHOM: readonly Criteria[] = [
  CANDIDATES,
  EVERYBODY,
  { op: 'decision', values: ['approved'] },
  { op: 'decision', values: ['excluded'] },
  { op: 'decision', values: ['undecided'] },
  { op: 'search', value: 'a' },
  { op: 'search', value: '7' },
];
const whom = fc.constantFrom(...WHOM);
const purgeSettings: fc.Arbitrary<PurgeSettings> = fc
  .record({
    days: fc.constantFrom(0, 30),
    recordType: fc.constantFrom(
      'Public' as const,
      'Public' as const,
      'Staff' as const,
      'All' as const,
    ),
    userGroup: fc.constantFrom('OK to Purge', 'OK to Purge', 'Alumni', null),
    reading: fc.constantFrom(...READINGS),
    waiveThreshold: fc.constantFrom(0, 100),
  })
  .map((each) => ({
    ...PURGE,
    ...each,
    userGroup: each.recordType === 'All' ? null : each.userGroup,
  }));

const exception = fc.constantFrom(
  'none' as const,
  'none' as const,
  'typed' as const,
  'unsigned' as const,
);
/** What is ticked in Update/Notify Users; what decides about a purge among it. */
const fields = fc.subarray<FieldUpdate>([
  { field: 'purge_date', value: '2020-01-31', condition: 'Unconditionally' },
  { field: 'expiry_date', value: '2019-01-31', condition: 'Unconditionally' },
  { field: 'status', value: 'Inactive', condition: 'Unconditionally' },
  { field: 'campus', value: 'South', condition: 'Unconditionally' },
]);
/** The same in other letters is the same group. */
const GROUPS = ['OK to Purge', 'ok TO purge', ' OK to Purge ', 'Alumni', 'Kept'] as const;

/** One step of a story. */
export const storyStep = fc.oneof(
  fc.record({ do: fc.constant('candidates' as const), rows: storyRows, replace: fc.boolean() }),
  fc.record({ do: fc.constant('users' as const), rows: storyRows }),
  fc.record({ do: fc.constant('list' as const), id: fc.constantFrom<Cell>(...IDS, 7, "'a") }),
  fc.record({ do: fc.constant('takeBack' as const), which: fc.nat(3) }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      whom,
      decision: fc.constantFrom(
        'approved' as const,
        'approved' as const,
        'excluded' as const,
        'undecided' as const,
      ),
      named: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('staff' as const), id: fc.constantFrom(...IDS) }),
  fc.record({ do: fc.constantFrom('rules' as const, 'undo' as const, 'redo' as const) }),
  fc.record({ do: fc.constant('register' as const), value: fc.constantFrom('a', '7', 'e') }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('set' as const), whom, logical: fc.boolean() }),
  },
  fc.record({ do: fc.constant('sign' as const) }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('move' as const), which: fc.nat(5) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('purge' as const),
      settings: purgeSettings,
      exception,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('purgeSet' as const),
      settings: purgeSettings,
      exception,
      which: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('update' as const),
      which: fc.nat(5),
      group: fc.constantFrom(null, ...GROUPS),
      fields,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('delete' as const),
      id: fc.constantFrom(...IDS),
      contact: fc.boolean(),
    }),
  },
  fc.record({
    do: fc.constant('fees' as const),
    id: fc.constantFrom(...IDS),
    action: fc.constantFrom('add' as const, 'credit' as const),
  }),
  fc.record({
    do: fc.constant('okToPurge' as const),
    group: fc.constantFrom('OK to Purge', 'OK to Purge', 'Alumni'),
  }),
  fc.record({
    do: fc.constant('leaveOut' as const),
    settings: purgeSettings,
    group: fc.constantFrom(null, 'Kept'),
  }),
);
type Step = typeof storyStep extends fc.Arbitrary<infer S> ? S : never;

export class Story {
  readonly engine: TestEngine;
  /** How many were moved or purged, so that the stories don't prove nothing. */
  went = 0;
  #n = 0;
  /** The last move of each user by a job: where to, and the group before all moves. */
  readonly #moved = new Map<number, { readonly to: string; readonly original: string | null }>();
  /** What each job told of its users when it had ended. */
  readonly #told = new Map<number, unknown>();

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  /** A refusal is an answer; any other failure is a bug. */
  async act(each: Step): Promise<void> {
    try {
      await this.#do(each);
    } catch (error) {
      if ((error as { code?: string }).code !== 'REFUSED') throw error;
    }
  }

  /** The same; whatever the job tells, what has become of the replica is held against how everybody stood before. */
  async actWatched(each: Step): Promise<void> {
    const before = await this.engine.users();
    const { jobIds } = await this.#asItIs();
    await this.act(each);
    await this.#allMight(before, jobIds);
  }

  async #asItIs() {
    const { ask } = this.engine;
    const [jobs, { okToPurgeGroup }] = await Promise.all([ask.jobs.list(), ask.settings.get()]);
    return { jobIds: jobs.map(({ jobId }) => jobId), okToPurge: okToPurgeGroup.toLowerCase() };
  }

  /**
   * Whatever the step was: who is gone now, or in the group to purge by a job, was approved before, or the job has it on
   * record that it went on without.
   */
  async #allMight(before: ReadonlyMap<string, UserRow>, known: readonly number[]): Promise<void> {
    const { jobIds, okToPurge } = await this.#asItIs();
    const ran = jobIds.filter((jobId) => !known.includes(jobId));
    if (ran.length === 0) return;
    const reports = await Promise.all(ran.map((jobId) => this.engine.completed(jobId)));
    const wentOn = reports.some(({ withoutApproval }) => withoutApproval !== null);
    const now = await this.engine.users();
    for (const [identifier, user] of before) {
      const later = now.get(identifier)!;
      const isMoved =
        later.user_group?.toLowerCase() === okToPurge &&
        user.user_group?.toLowerCase() !== okToPurge;
      const isGone = later.deleted && !user.deleted;
      if (!isMoved && !isGone) continue;
      expect(user.flags).not.toContain('protected');
      if (isMoved || !wentOn)
        expect(user).toMatchObject({ decision: 'approved', candidate: true, deleted: false });
    }
  }

  async #do(each: Step): Promise<void> {
    const { ask } = this.engine;
    switch (each.do) {
      case 'candidates':
        return this.#add('candidates', [HEAD, ...each.rows], each.replace ? 'replace' : 'add');
      case 'users':
        return this.#add('users', [
          [...HEAD, 'Account Type'],
          ...each.rows.map((cells) => [...cells, 'External']),
        ]);
      case 'list':
        return this.#add('exclusions', [['Primary Identifier'], [each.id]]);
      case 'takeBack': {
        const added = (await ask.imports.list()).filter(({ state }) => state === 'committed');
        const file = added[each.which];
        if (file) await ask.imports.undo({ importId: file.importId });
        return;
      }
      case 'decide':
        await ask.review.decide({
          selection: { criteria: each.whom },
          decision: each.decision,
          reason: each.decision === 'excluded' ? 'Other' : null,
          named: each.named ? [...HELD_BACK_FLAGS] : [],
        });
        return;
      case 'staff': {
        const user = (await this.engine.users()).get(each.id);
        if (!user) return;
        await ask.review.decide({
          selection: { criteria: { op: 'users', userNos: [user.userNo] } },
          decision: 'approved',
          reason: 'Role has ended',
          typedIdentifier: each.id,
        });
        return;
      }
      case 'rules':
        await ask.review.applyRules();
        return;
      case 'undo':
        await ask.review.undo();
        return;
      case 'redo':
        await ask.review.redo();
        return;
      case 'register':
        await ask.register.add({ kind: 'identifier', value: each.value });
        return;
      case 'set':
        await ask.sets.create({
          name: `Set ${++this.#n}`,
          criteria: each.whom,
          origin: { from: 'review', users: 'all' },
          logical: each.logical,
        });
        return;
      case 'sign':
        await ask.signOff.sign({ name: 'Ada' });
        await ask.signOff.sign({ name: 'Grace' });
        return;
      case 'move': {
        const set = (await ask.sets.list())[each.which];
        if (set) await this.#watched(() => this.engine.move(set.setId));
        return;
      }
      case 'purge':
        return this.#purge(
          { kind: 'purge-user-records', parameters: each.settings },
          each.exception,
        );
      case 'purgeSet': {
        const set = (await ask.sets.list())[each.which];
        if (!set) return;
        const parameters = { ...each.settings, userGroup: null, setId: set.setId };
        return this.#purge({ kind: 'purge-users', parameters }, each.exception);
      }
      case 'update': {
        const set = (await ask.sets.list())[each.which];
        if (!set) return;
        const { group: userGroup, fields } = each;
        const condition = 'Unconditionally';
        return this.#watched(() =>
          this.engine.run({
            kind: 'update-notify-users',
            name: `Update ${++this.#n}`,
            parameters: { setId: set.setId, userGroup, condition, fields: [...fields] },
          }),
        );
      }
      case 'delete': {
        const user = (await this.engine.users()).get(each.id);
        if (!user) return;
        const { userNo } = user;
        return this.#watched(() =>
          this.engine.run({
            kind: 'delete-user',
            name: `Delete ${++this.#n}`,
            parameters: { userNo, contact: each.contact },
            typedIdentifier: each.id,
          }),
        );
      }
      case 'fees': {
        const user = (await this.engine.users()).get(each.id);
        if (!user) return;
        const change = { lines: [], amount: 150, reason: '', comment: 'By hand' };
        await this.engine.run({
          kind: 'change-fees',
          name: `Fees ${++this.#n}`,
          parameters: { userNo: user.userNo, action: each.action, ...change },
        });
        return;
      }
      case 'okToPurge': {
        const settings = await ask.settings.get();
        await ask.settings.save({ ...settings, okToPurgeGroup: each.group });
        return;
      }
      case 'leaveOut': {
        const { settings, group } = each;
        const before = await this.engine.users();
        const { jobs } = await ask.jobs.leaveOut({ settings, userGroup: group, capture: null });
        for (const { jobId } of jobs) {
          await this.engine.completed(jobId);
          await this.#frozen(jobId, before);
        }
        return;
      }
    }
  }

  async #add(
    kind: 'candidates' | 'users' | 'exclusions',
    sheet: Cell[][],
    mode: 'add' | 'replace' = 'add',
  ) {
    const { engine } = this;
    const path = join(engine.folder, `File ${++this.#n}.xlsx`);
    const check = await engine.read(await writeWorkbook(path, { rows: sheet }), kind);
    await engine.ask.imports.commit({ importId: check.importId, mode });
  }

  async #purge(
    route: Pick<AnyPurgeRequest, 'kind' | 'parameters'>,
    exception: Extract<Step, { do: 'purge' }>['exception'],
  ): Promise<void> {
    const { engine } = this;
    const job = { ...route, name: `Purge ${++this.#n}` } as AnyPurgeRequest;
    const { unapproved } = await engine.ask.jobs.check({ job });
    const users = unapproved.reduce((sum, each) => sum + each.users, 0);
    const without = { none: null, typed: { ...AS_ALMA, users }, unsigned: AS_ALMA }[exception];
    engine.session.unsigned = exception === 'unsigned';
    try {
      await this.#watched(async () => {
        const { jobId } = await engine.ask.jobs.submit({
          job: { ...job, withoutApproval: without },
          capture: null,
        });
        return engine.completed(jobId);
      });
    } finally {
      engine.session.unsigned = false;
    }
  }

  /** Runs a job and holds whom it took against how they stood just before. */
  async #watched(run: () => Promise<Pick<JobReport, 'jobId' | 'withoutApproval' | 'userGroup'>>) {
    const { engine } = this;
    const before = await engine.users();
    const { okToPurge } = await this.#asItIs();
    const { jobId, withoutApproval, userGroup } = await run();
    const met = await this.#frozen(jobId, before);
    const isMove = userGroup?.trim().toLowerCase() === okToPurge;
    for (const { primary_identifier: identifier, outcome, unapproved } of met) {
      if (!GOING.includes(outcome) || (outcome === 'changed' && !isMove)) continue;
      this.went++;
      const user = before.get(identifier)!;
      expect(user.flags).not.toContain('protected');
      if (outcome === 'changed' || withoutApproval === null) {
        expect(user).toMatchObject({ decision: 'approved', candidate: true, deleted: false });
        expect(unapproved).toBeNull();
      } else expect(unapproved === null).toBe(isApproved(user));
    }
  }

  /** Holds what a job tells of its users against how they stood just before it. */
  async #frozen(jobId: number, before: ReadonlyMap<string, UserRow>) {
    const { rows } = await this.engine.ask.jobs.users({ jobId, offset: 0, limit: 1000 });
    const { userGroup: to, kind } = await this.engine.ask.jobs.report({ jobId });
    this.#told.set(jobId, rows.map(withoutNames));
    const userNos = new Map([...before.values()].map((user) => [user.userNo, user]));
    for (const row of rows) {
      const user = userNos.get(row.userNo)!;
      const moved = this.#moved.get(row.userNo);
      const isThere = moved !== undefined && same(moved.to, user.user_group);
      const original = isThere ? moved.original : user.user_group;
      expect(row).toMatchObject({
        frozen: true,
        originalGroup: original,
        recordType: user.record_type,
        expiryDate: user.expiry_date,
        purgeDate: user.purge_date,
        loans: user.loans,
        balance: user.balance,
        decision: user.decision,
        reason: user.decision === 'undecided' ? row.reason : user.decisionReason,
      });
      if (row.outcome === 'changed' && to !== null && !same(to, user.user_group))
        this.#moved.set(row.userNo, { to, original });
    }
    if (jobKind(kind).step === 'purge') this.#listsExcluded(rows, before);
    return rows;
  }

  /** Of a purge: whoever was excluded then is told of, once. */
  #listsExcluded(
    rows: readonly Pick<JobUser, 'userNo' | 'outcome'>[],
    before: ReadonlyMap<string, UserRow>,
  ): void {
    const told = rows.map(({ userNo }) => userNo);
    expect(new Set(told).size).toBe(told.length);
    for (const { userNo, decision, candidate, deleted } of before.values())
      if (decision === 'excluded' && candidate && !deleted) expect(told).toContain(userNo);
    for (const { userNo, outcome } of rows)
      if (outcome === 'excluded')
        expect([...before.values()].find((user) => user.userNo === userNo)?.decision).toBe(
          'excluded',
        );
  }

  /** Whatever came after them, the jobs tell what they told. */
  async #tellTheSame(): Promise<void> {
    for (const [jobId, told] of this.#told) {
      const { rows } = await this.engine.ask.jobs.users({ jobId, offset: 0, limit: 1000 });
      expect(rows.map(withoutNames)).toEqual(told);
    }
  }

  async lastOne(): Promise<void> {
    const { ask } = this.engine;
    await this.act({ do: 'okToPurge', group: 'OK to Purge' });
    await this.#add('candidates', [
      HEAD,
      ['z', 'Alumni', '2019-01-31', '2020-01-31', 'No', 'Public', 0],
    ]);
    const { userNo } = await this.engine.user('z');
    const criteria: Criteria = { op: 'users', userNos: [userNo] };
    await ask.review.decide({ selection: { criteria }, decision: 'approved', reason: null });
    const { setId } = await ask.sets.create({
      name: 'The last',
      criteria,
      origin: { from: 'review', users: 'all' },
    });
    await this.#watched(() => this.engine.move(setId));
  }

  /** Nobody is approved who may not be. */
  async check(): Promise<void> {
    await this.#tellTheSame();
    for (const user of (await this.engine.users()).values()) {
      if (user.decision !== 'approved' || user.deleted) continue;
      expect(user.flags).not.toContain('protected');
      if (user.staff_role !== false) expect(user.staffConfirmed).toBe(true);
    }
  }
}

/** Outcomes of who is moved, purged or deleted. */
const GOING: readonly JobOutcome[] = ['purged', 'deleted', 'changed'];

const same = (one: string, other: string | null) =>
  one.trim().toLowerCase() === other?.trim().toLowerCase();

/** Names are the workspace's: who is meant is the user's number. */
const withoutNames = ({ primary_identifier, last_name, first_name, ...told }: JobUser) => told;

const isApproved = (user: UserRow) => user.decision === 'approved' && user.candidate;
