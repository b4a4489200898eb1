/**
 * The review: flags that are raised, decisions that can be taken back, numbers that add up. A flag
 * that goes stale or an undo that restores something else sends the wrong users to the purge.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { Decision } from '#shared/domain/review.ts';
import { type ReviewFlag, SUGGESTING_FLAGS } from '#shared/domain/reviewFlags.ts';
import { newEngine, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { candidatesSheet, day, writeWorkbook } from '../support/workbookFile.ts';

const CANDIDATES: Criteria = { op: 'membership', value: 'candidate' };

async function planned(engine: TestEngine, settings: object): Promise<void> {
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...settings });
}

async function withFlag(engine: TestEngine, flag: ReviewFlag): Promise<string[]> {
  return engine.identifiers({ op: 'hasFlag', flags: [flag] });
}

describe('flags', () => {
  test('are raised for what the files say about each candidate', async () => {
    const engine = await newEngine();
    await planned(engine, { runDate: '2026-11-21', days: 30 });
    await engine.candidates([
      'plain',
      { id: 'staff', role: 'Yes' },
      { id: 'unsaid', role: null },
      { id: 'linked', group: 'i-share' },
      { id: 'current', expiry: day('2027-05-31') },
      { id: 'dateless', purge: null },
      { id: 'edge', purge: '2026-10-22' },
      { id: 'before', purge: '2026-10-21' },
      { id: 4711 },
    ]);
    const flags = Object.fromEntries(
      [...(await engine.users())].map(([identifier, user]) => [identifier, user.flags]),
    );
    expect(flags).toEqual({
      plain: [],
      staff: ['staff-role'],
      unsaid: ['unknown-role'],
      linked: ['protected'],
      current: ['expiry-in-future'],
      dateless: ['no-purge-date'],
      edge: ['boundary'],
      before: [],
      '4711': ['numeric-identifier'],
    });
  });

  test('follow the planned run: another date or number of days has another boundary', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', purge: '2026-10-22', expiry: '2026-11-22' },
      { id: 'b', purge: '2026-11-21' },
    ]);
    await planned(engine, { runDate: '2026-11-21', days: 30 });
    expect(await withFlag(engine, 'boundary')).toEqual(['a']);
    expect(await withFlag(engine, 'expiry-in-future')).toEqual(['a']);
    await planned(engine, { days: 0 });
    expect(await withFlag(engine, 'boundary')).toEqual(['b']);
    await planned(engine, { runDate: '2026-11-22' });
    expect(await withFlag(engine, 'boundary')).toEqual([]);
    expect(await withFlag(engine, 'expiry-in-future')).toEqual([]);
  });

  test('follow the protected register, in any spelling', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', group: 'Faculty' },
      { id: 'b', group: 'FACULTY ' },
      { id: 'c', group: 'I-Share' },
    ]);
    expect(await withFlag(engine, 'protected')).toEqual(['c']);
    await engine.ask.register.add({ kind: 'group', value: ' faculty' });
    expect(await withFlag(engine, 'protected')).toEqual(['a', 'b', 'c']);
    for (const { ruleId } of await engine.ask.register.list())
      await engine.ask.register.remove({ ruleId });
    expect(await withFlag(engine, 'protected')).toEqual([]);
  });

  test('a user who was moved out of a protected group is still protected', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', group: 'I-Share' }, 'b']);
    const set = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    await engine.move(set.setId, 'Elsewhere');
    expect(await engine.user('a')).toMatchObject({ user_group: 'Elsewhere' });
    expect(await withFlag(engine, 'protected')).toEqual(['a']);
  });

  test('a report without a role column says nothing about roles: everybody is unknown', async () => {
    const engine = await newEngine();
    const path = await writeWorkbook(join(engine.folder, 'No roles.xlsx'), {
      rows: [
        ['Primary Identifier', 'Purge Date', 'Last Name'],
        ['a', '2020-01-31', 'Doe'],
      ],
    });
    await engine.importFile(path, 'candidates');
    expect(await withFlag(engine, 'unknown-role')).toEqual(['a']);
    expect(await engine.ask.review.rules()).toMatchObject({ users: 1 });
  });
});

describe('review by rule', () => {
  test('excludes the undecided whose flags say so, as one step, and nobody else', async () => {
    const engine = await newEngine();
    await engine.candidates([
      'plain',
      { id: 'staff', role: 'Yes' },
      { id: 'unsaid', role: null },
      { id: 'linked', group: 'I-Share' },
      { id: 'unreadable', loans: '?' },
      { id: 'listed' },
      { id: '0042' },
      { id: 'kept staff', role: 'Yes' },
      { id: 'future', expiry: '2099-05-31' },
      { id: 77 },
    ]);
    await engine.exclusions('listed', '42');
    await decide(engine, ['kept staff'], 'approved', 'Role has ended', 'kept staff');
    const rules = await engine.ask.review.rules();
    expect(rules.users).toBe(7);
    expect(rules.flags.find(({ flag }) => flag === 'staff-role')?.users).toBe(1);
    expect(await engine.ask.review.applyRules()).toEqual({ changed: 7 });
    expect(await engine.identifiers({ op: 'decision', values: ['excluded'] })).toEqual(
      ['0042', 'future', 'linked', 'listed', 'staff', 'unreadable', 'unsaid'].sort(),
    );
    expect(await engine.ask.review.applyRules()).toEqual({ changed: 0 });
    expect(await engine.ask.review.rules()).toMatchObject({ users: 0 });
    const counts = await engine.ask.review.counts();
    expect(counts.canUndo).toEqual({ what: 'by-rule', users: 7 });
    await engine.ask.review.undo();
    expect(await engine.identifiers({ op: 'decision', values: ['excluded'] })).toEqual([]);
    expect((await engine.user('kept staff')).decision).toBe('approved');
  });

  test('leaves whom only a rule names that a librarian has switched off', async () => {
    const engine = await newEngine();
    await engine.candidates([
      'plain',
      'elsewhere',
      'active',
      'scholar',
      'from elsewhere',
      'proxy',
      'parent',
      { id: 'future', expiry: '2099-05-31' },
      'back',
      { id: 'twice', group: 'Alumni' },
      { id: 'twice', group: 'Faculty' },
      { id: 'staff', role: 'Yes', expiry: '2099-05-31' },
    ]);
    await engine.candidates([{ id: 'back', group: 'Faculty' }]);
    await addRows(engine, 'loans-elsewhere', [
      ['Primary Identifier', 'Number of loans'],
      ['elsewhere', '2'],
    ]);
    await addRows(engine, 'users', [
      [
        'Primary Identifier',
        'Last Patron Activity Date',
        'Researcher',
        'Linked From Institution',
        'Account Type',
      ],
      ['active', '2099-01-01', null, null, 'External'],
      ['scholar', '2001-01-01', 'Yes', null, 'External'],
      ['from elsewhere', null, 'No', 'Other College', 'External'],
      ['professor', null, null, null, 'External'],
      ['child', null, null, null, 'External'],
    ]);
    await addRows(engine, 'user-proxies', [
      ['Primary Identifier', 'Proxy For'],
      ['proxy', 'professor'],
    ]);
    await addRows(engine, 'user-contacts', [
      ['Primary Identifier', 'Email Address', 'CC'],
      ['parent', 'parent@x.org', 'No'],
      ['child', 'parent@x.org', 'Yes'],
    ]);
    const settings = await engine.ask.settings.get();
    const found = {
      'activity-elsewhere': 'elsewhere',
      'expiry-in-future': 'future',
      returned: 'back',
      conflict: 'twice',
      'recent-activity': 'active',
      researcher: 'scholar',
      'linked-account': 'from elsewhere',
      proxy: 'proxy',
      guardian: 'parent',
    } as const;
    const all = [...Object.values(found), 'staff'].sort();
    for (const off of [null, ...SUGGESTING_FLAGS]) {
      const rulesOff = off === null ? [] : [{ rule: off, reason: 'Looked at each' }];
      await engine.ask.settings.save({ ...settings, rulesOff });
      const named = all.filter((id) => off === null || id !== found[off]);
      expect(await engine.ask.review.rules()).toMatchObject({ users: named.length });
      await engine.ask.review.applyRules();
      expect(await engine.identifiers({ op: 'decision', values: ['excluded'] })).toEqual(named);
      await engine.ask.review.undo();
    }
  });
});

async function decide(
  engine: TestEngine,
  identifiers: readonly string[],
  decision: Decision,
  reason: string | null = decision === 'excluded' ? 'Other' : null,
  typedIdentifier?: string,
) {
  const users = await engine.users();
  const userNos = identifiers.flatMap((each) => users.get(each)?.userNo ?? []);
  return engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos } },
    decision,
    reason,
    ...(typedIdentifier !== undefined && { typedIdentifier }),
  });
}

const NOBODY_LEFT = { heldBack: 0, staffLocked: 0, protected: 0 };

describe('decisions', () => {
  test('are made for candidates only, with who, when and why', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.exclusions('stranger');
    const everybody: Criteria = { op: 'all', of: [] };
    const b = (await engine.user('b')).userNo;
    const answer = await engine.ask.review.decide({
      selection: { criteria: everybody, except: [b] },
      decision: 'excluded',
      reason: 'Still affiliated',
      note: 'Called on Monday',
    });
    expect(answer).toEqual({ changed: 1, unchanged: 0, ...NOBODY_LEFT });
    const { decisions } = await engine.ask.users.get({ userNo: (await engine.user('a')).userNo });
    expect(decisions).toMatchObject([
      {
        by: 'Tester',
        decision: 'excluded',
        reason: 'Still affiliated',
        note: 'Called on Monday',
        undone: false,
      },
    ]);
    expect((await engine.user('stranger')).decision).toBe('undecided');
    expect((await engine.user('b')).decision).toBe('undecided');
  });

  test('the same decision again changes nothing and can’t be undone twice', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await decide(engine, ['a'], 'excluded', 'Other');
    expect(await decide(engine, ['a'], 'excluded', 'Other')).toEqual({
      changed: 0,
      unchanged: 1,
      ...NOBODY_LEFT,
    });
    await engine.ask.review.undo();
    expect((await engine.user('a')).decision).toBe('undecided');
    expect(await refusal(engine.ask.review.undo())).toMatchObject({
      reason: 'review.nothingToUndo',
    });
  });

  test('every decision has a reason: the one that was given, and an approval without one its own', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    await decide(engine, ['a', 'b'], 'approved');
    await decide(engine, ['b'], 'approved', ' Data checked ');
    await decide(engine, ['c'], 'excluded', 'Other');
    const reasons = async () =>
      [...(await engine.users()).values()].map(({ decisionReason }) => decisionReason);
    expect(await reasons()).toEqual(['Nothing against it', 'Data checked', 'Other']);
    expect(await refusal(decide(engine, ['a'], 'excluded', null))).toMatchObject({
      reason: 'review.reason',
    });
    await decide(engine, ['a', 'b', 'c'], 'undecided');
    expect(await reasons()).toEqual([null, null, null]);
  });

  test('a user purged by a job can’t be decided about any more', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    await engine.purgeAsAlma();
    expect(await decide(engine, ['a'], 'excluded')).toEqual({
      changed: 0,
      unchanged: 0,
      ...NOBODY_LEFT,
    });
  });
});

type Step =
  | { op: 'decide'; users: string[]; decision: Decision; reason: string | null }
  /** One user's identifier is typed. */
  | { op: 'confirm'; user: string }
  | { op: 'undo' }
  | { op: 'redo' }
  | { op: 'rules' }
  | { op: 'import'; file: number; mode: 'add' | 'replace' };

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const FILES = [NAMES.slice(0, 5), NAMES.slice(2), ['a', 'h']];

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('decide' as const),
      users: fc.subarray(NAMES),
      decision: fc.constantFrom('excluded' as const, 'approved' as const, 'undecided' as const),
      reason: fc.constantFrom('Other', 'Staff role'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('confirm' as const),
      user: fc.constantFrom(...NAMES),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ op: 'undo' as const }) },
  { weight: 2, arbitrary: fc.constant({ op: 'redo' as const }) },
  { weight: 1, arbitrary: fc.constant({ op: 'rules' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('import' as const),
      file: fc.nat({ max: FILES.length - 1 }),
      mode: fc.constantFrom('add' as const, 'replace' as const),
    }),
  },
);

interface MadeStep {
  readonly users: string[];
  readonly before: Map<string, string>;
  readonly after: string;
}

/** What the review should be: plain maps, and before-images of whole states. */
class Model {
  readonly #staff: ReadonlySet<string>;
  readonly #known = new Map<string, string>();
  #candidates = new Set<string>();
  /** By the last file that names them. */
  readonly #returned = new Set<string>();
  #done: MadeStep[] = [];
  #undone: MadeStep[] = [];

  constructor(staff: ReadonlySet<string>) {
    this.#staff = staff;
  }

  /** Who was gone and is here again has to be looked at again. */
  import(names: readonly string[], mode: 'add' | 'replace'): void {
    const returned = names.filter((name) => this.#known.has(name) && !this.#candidates.has(name));
    if (mode === 'replace') this.#candidates = new Set();
    for (const name of names) {
      this.#candidates.add(name);
      if (!this.#known.has(name)) this.#known.set(name, 'undecided');
      if (returned.includes(name)) this.#returned.add(name);
      else this.#returned.delete(name);
    }
    const approved = returned.filter((name) => this.#known.get(name)!.startsWith('approved'));
    this.decide(approved, 'undecided', null);
  }

  /** @param typed the user whose identifier was typed */
  decide(
    names: readonly string[],
    decision: Decision,
    reason: string | null,
    typed?: string,
  ): number {
    const after = decision === 'undecided' ? 'undecided' : `${decision} ${reason}`;
    const users = names.filter(
      (name) =>
        this.#candidates.has(name) &&
        this.#known.get(name) !== after &&
        (decision !== 'approved' || !this.#staff.has(name) || name === typed),
    );
    if (users.length === 0) return 0;
    this.#done.push({
      users,
      before: new Map(users.map((name) => [name, this.#known.get(name)!])),
      after,
    });
    this.#undone = [];
    for (const name of users) this.#known.set(name, after);
    return users.length;
  }

  undo(): boolean {
    const last = this.#done.pop();
    if (!last) return false;
    this.#undone.push(last);
    for (const [name, before] of last.before) this.#known.set(name, before);
    return true;
  }

  redo(): boolean {
    const next = this.#undone.pop();
    if (!next) return false;
    this.#done.push(next);
    for (const name of next.users) this.#known.set(name, next.after);
    return true;
  }

  /** Those of the candidates whom the rules exclude: staff, and who is back again. */
  rules(): number {
    const users = [...this.#candidates].filter(
      (name) =>
        (this.#staff.has(name) || this.#returned.has(name)) &&
        this.#known.get(name) === 'undecided',
    );
    return this.decide(users, 'excluded', 'By rule');
  }

  get decisions() {
    return Object.fromEntries(this.#known);
  }

  get candidates() {
    return [...this.#candidates].sort();
  }
}

describe('any sequence of decisions, undos, redos, rules and imports', () => {
  const STAFF = new Set(['b', 'd', 'h']);

  test('leaves numbers that add up and decisions that are exactly those made', async () => {
    const files = await Promise.all(
      FILES.map(async (names, n) =>
        writeWorkbook(
          join(temporaryFolder(), `File ${n}.xlsx`),
          candidatesSheet(...names.map((id) => ({ id, role: STAFF.has(id) ? 'Yes' : 'No' }))),
        ),
      ),
    );
    const folder = temporaryFolder();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const engine = new TestEngine(folder);
        await engine.create(`Run ${++runs}`);
        try {
          const model = new Model(STAFF);
          await engine.importFile(files[0]!, 'candidates');
          model.import(FILES[0]!, 'add');
          for (const each of steps) {
            await perform(engine, model, each, files);
            await holdsAgainst(engine, model);
          }
        } finally {
          await engine.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  async function perform(engine: TestEngine, model: Model, each: Step, files: readonly string[]) {
    if (each.op === 'import') {
      await engine.importFile(files[each.file]!, 'candidates', each.mode);
      model.import(FILES[each.file]!, each.mode);
    } else if (each.op === 'decide') {
      const { changed } = await decide(engine, each.users, each.decision, each.reason);
      expect(changed).toBe(model.decide(each.users, each.decision, each.reason));
    } else if (each.op === 'confirm') {
      const { user } = each;
      const { changed } = await decide(engine, [user], 'approved', 'Role has ended', user);
      expect(changed).toBe(model.decide([user], 'approved', 'Role has ended', user));
    } else if (each.op === 'rules') {
      const { changed } = await engine.ask.review.applyRules();
      expect(changed).toBe(model.rules());
    } else {
      const possible = each.op === 'undo' ? model.undo() : model.redo();
      const { canUndo, canRedo } = await engine.ask.review.counts();
      expect((each.op === 'undo' ? canUndo : canRedo) !== null).toBe(possible);
      if (possible) await engine.ask.review[each.op]();
      else await refusal(engine.ask.review[each.op]());
    }
  }

  async function holdsAgainst(engine: TestEngine, model: Model) {
    const users = await engine.users();
    const decisions = Object.fromEntries(
      [...users].map(([name, user]) => [
        name,
        user.decision === 'undecided' ? 'undecided' : `${user.decision} ${user.decisionReason}`,
      ]),
    );
    expect(decisions).toEqual(model.decisions);
    expect(await engine.identifiers(CANDIDATES)).toEqual(model.candidates);
    const counts = await engine.ask.review.counts();
    expect(counts.candidates).toBe(model.candidates.length);
    expect(counts.undecided + counts.excluded + counts.approved + counts.deleted).toBe(
      counts.candidates,
    );
    for (const decision of ['undecided', 'excluded', 'approved'] as const) {
      const criteria: Criteria = {
        op: 'all',
        of: [CANDIDATES, { op: 'decision', values: [decision] }],
      };
      expect(await engine.ask.users.count({ criteria })).toEqual({ users: counts[decision] });
    }
    expect(counts.flags['staff-role']).toBe(
      model.candidates.filter((name) => STAFF.has(name)).length,
    );
  }
});

describe('the staff lock', () => {
  const staff = [
    { id: 'plain' },
    { id: 'staff', role: 'Yes' },
    { id: ' unsaid ', role: null },
    { id: 'linked', group: 'I-Share' },
  ] as const;

  test('leaves staff, unknown roles and protected users out of a bulk approval, and says how many', async () => {
    const engine = await newEngine();
    await engine.candidates(staff);
    const answer = await engine.ask.review.decide({
      selection: { criteria: CANDIDATES },
      decision: 'approved',
      reason: 'Other',
    });
    expect(answer).toEqual({ changed: 1, unchanged: 0, staffLocked: 2, protected: 1, heldBack: 0 });
    expect(await engine.identifiers({ op: 'decision', values: ['approved'] })).toEqual(['plain']);
  });

  test('opens for one user, with the identifier typed and a reason; it stays marked', async () => {
    const engine = await newEngine();
    await engine.candidates(staff);
    expect(await decide(engine, ['staff'], 'approved', 'Other')).toMatchObject({ staffLocked: 1 });
    const wrong = decide(engine, ['staff'], 'approved', 'Other', 'stuff');
    expect(await refusal(wrong)).toMatchObject({ reason: 'review.typedIdentifier' });
    const mute = decide(engine, ['staff'], 'approved', null, 'staff');
    expect(await refusal(mute)).toMatchObject({ reason: 'review.staffReason' });
    const two = decide(engine, ['staff', ' unsaid '], 'approved', 'Other', 'staff');
    expect(await refusal(two)).toMatchObject({ reason: 'review.oneByOne' });
    await decide(engine, [' unsaid '], 'approved', 'Role has ended', 'unsaid');
    expect(await engine.user(' unsaid ')).toMatchObject({
      decision: 'approved',
      staffConfirmed: true,
      decidedBy: 'Tester',
    });
    expect(await engine.identifiers({ op: 'mark', value: 'staff-confirmed' })).toEqual([
      ' unsaid ',
    ]);
    await engine.ask.review.undo();
    expect((await engine.user(' unsaid ')).staffConfirmed).toBe(false);
    await engine.ask.review.redo();
    expect((await engine.user(' unsaid ')).staffConfirmed).toBe(true);
  });

  test('never opens for whom the register protects, and a new rule takes them out of approval', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    await decide(engine, ['a', 'b', 'c'], 'approved');
    const rule = await engine.ask.register.add({ kind: 'prefix', value: 'A' });
    expect(rule.users).toBe(1);
    expect(await engine.user('a')).toMatchObject({ decision: 'undecided', flags: ['protected'] });
    expect(await decide(engine, ['a'], 'approved', 'Other', 'a')).toMatchObject({ protected: 1 });
    // Undo takes the step back, but nobody into approval who is protected.
    await engine.ask.review.undo();
    expect((await engine.user('a')).decision).toBe('undecided');
    await engine.ask.register.remove({ ruleId: rule.ruleId });
    await decide(engine, ['a'], 'approved');
    expect((await engine.user('a')).decision).toBe('approved');
  });

  test('a file that tells of a role, or brings a user back, takes the approval; taking it back gives it', async () => {
    const engine = await newEngine();
    const before = [{ id: 'a' }, { id: 'b' }, { id: 'c', role: null }];
    await engine.candidates(before);
    await decide(engine, ['a', 'b'], 'approved');
    await decide(engine, ['c'], 'approved', 'Role has ended', 'c');
    const newer = await engine.candidates([
      { id: 'a', role: 'Yes' },
      { id: 'b', expiry: '2099-01-31' },
      { id: 'c', role: 'Yes' },
    ]);
    const decisions = async () =>
      [...(await engine.users()).values()].map(({ decision }) => decision);
    expect(await decisions()).toEqual(['undecided', 'undecided', 'undecided']);
    expect((await engine.ask.review.counts()).canUndo).toEqual({
      what: 'approval-ended',
      users: 3,
    });
    await engine.ask.imports.undo({ importId: newer.importId });
    expect(await decisions()).toEqual(['approved', 'approved', 'approved']);
    expect((await engine.user('c')).staffConfirmed).toBe(true);
    expect((await engine.ask.review.counts()).canUndo).toEqual({
      what: 'decision',
      decision: 'approved',
      users: 1,
    });
  });
});

describe('a workspace that is opened again', () => {
  test('has its decisions, its undo and flags of the day', async () => {
    const engine = await newEngine();
    onTestFinished(() => engine.close());
    await engine.candidates(['a', { id: 'b', role: 'Yes' }]);
    await decide(engine, ['a'], 'approved', 'Other');
    await engine.ask.review.applyRules();
    await engine.ask.review.undo();
    const { path } = engine;
    const before = await engine.ask.review.counts();
    await engine.close();
    await engine.open(path);
    expect(await engine.ask.review.counts()).toEqual(before);
    await engine.ask.review.redo();
    expect((await engine.user('b')).decision).toBe('excluded');
    await engine.ask.review.undo();
    await engine.ask.review.undo();
    expect((await engine.user('a')).decision).toBe('undecided');
  });
});
