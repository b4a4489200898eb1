/**
 * From a checked file to the replica: in one transaction, each identifier once, exclusions found
 * whatever the order of the imports. What is missed here is purged later.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Database } from '#engine/db/sqlite.ts';
import { commitImport } from '#engine/importing/commit/commitImport.ts';
import { importRequests } from '#engine/requests/imports.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const CANDIDATES = { op: 'membership', value: 'candidate' } as const;

async function flaggedAs(
  engine: TestEngine,
  flag: 'exclusion-list' | 'zero-loss-pair' | 'conflict',
) {
  return engine.identifiers({ op: 'all', of: [CANDIDATES, { op: 'hasFlag', flags: [flag] }] });
}

describe('exclusion lists', () => {
  const LIST = ['A1', 'jose\u0301 ', '\u00a0c3', 'nobody'];
  const CANDIDATE_IDS = ['a1', 'José', 'C3', 'd4'];

  test('are found before the candidates come', async () => {
    const engine = await newEngine();
    await engine.exclusions(...LIST);
    await engine.candidates(CANDIDATE_IDS);
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual(['C3', 'José', 'a1']);
  });

  test('and behind them, and by both at once', async () => {
    const engine = await newEngine();
    await engine.candidates(CANDIDATE_IDS);
    await engine.exclusions(...LIST);
    await engine.exclusions('D4');
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual(['C3', 'José', 'a1', 'd4']);
  });

  test('stay in force when a fresh candidates file replaces the old one', async () => {
    const engine = await newEngine();
    await engine.candidates(['a1', 'b2']);
    await engine.exclusions('a1', 'e5');
    await engine.candidates(['b2', 'e5'], 'replace');
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual(['e5']);
    expect(await engine.identifiers(CANDIDATES)).toEqual(['b2', 'e5']);
  });

  test('become a set of all their identifiers, with those that match nobody', async () => {
    const engine = await newEngine();
    await engine.candidates(CANDIDATE_IDS);
    const check = await engine.exclusions(...LIST, 'a1');
    const [set] = await engine.ask.sets.list();
    expect(set).toMatchObject({
      members: 4,
      origin: { from: 'exclusion-list', fileName: check.fileName },
    });
    expect(set?.name).toBe(check.fileName.replace('.xlsx', ''));
    expect(await engine.identifiers({ op: 'membership', value: 'identifierOnly' })).toEqual([
      'nobody',
    ]);
    expect((await engine.ask.workspace.status()).candidates).toBe(4);
  });

  test('two lists of one name become two sets', async () => {
    const engine = await newEngine();
    const path = await writeWorkbook(join(engine.folder, 'Keep.xlsx'), { rows: [['ID'], ['a']] });
    await engine.importFile(path, 'exclusions');
    await engine.importFile(path, 'exclusions');
    expect((await engine.ask.sets.list()).map((set) => set.name).sort()).toEqual([
      'Keep',
      'Keep (2)',
    ]);
  });

  test('deleting the set of a list takes its exclusions back, those of other lists stay', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', '00123']);
    await engine.exclusions('a', 'b', '123');
    await engine.exclusions('b');
    const first = (await engine.ask.sets.list()).at(-1)!;
    await engine.ask.sets.delete({ setId: first.setId });
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual(['b']);
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual([]);
  });
});

describe('possible zero-loss pairs', () => {
  test('a number that lost its zeros in an exclusion list holds the candidate back', async () => {
    const engine = await newEngine();
    await engine.candidates(['00123', '0456', '789', 'x9']);
    await engine.exclusions(123, '456', '00789');
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual(['00123', '0456', '789']);
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual([]);
    await engine.ask.review.applyRules();
    expect(await engine.identifiers({ op: 'decision', values: ['undecided'] })).toContain('x9');
    expect((await engine.user('00123')).decision).toBe('excluded');
  });

  test('a candidate whose cell was a number is held back by the full identifier', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 123 }]);
    await engine.exclusions('00123');
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual(['123']);
  });

  test('an exclusion that matches as it stands makes no pair of others', async () => {
    const engine = await newEngine();
    await engine.candidates(['123', '00123']);
    await engine.exclusions('123');
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual(['123']);
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual([]);
  });

  test('unless its cell was a number: it may have been the one with the zeros', async () => {
    const engine = await newEngine();
    await engine.candidates(['123', '00123', '0000123']);
    await engine.exclusions(123);
    expect(await flaggedAs(engine, 'exclusion-list')).toEqual(['123']);
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual(['0000123', '00123']);
  });

  test('a user who was described once but is no candidate now doesn’t hide the pair', async () => {
    const engine = await newEngine();
    await engine.candidates(['123']);
    await engine.candidates(['00123'], 'replace');
    await engine.exclusions('123');
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual(['00123']);
  });

  test('nor does one whom a purge has taken', async () => {
    const engine = await newEngine();
    await engine.candidates(['123']);
    await engine.purgeAsAlma();
    await engine.candidates(['00123']);
    await engine.exclusions('123');
    expect(await flaggedAs(engine, 'zero-loss-pair')).toEqual(['00123']);
  });
});

describe('repeated identifiers', () => {
  test('are one candidate with all rows as evidence, and the safer of what they say', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'JDoe', role: 'No', purge: '2021-05-31', loans: 0, balance: '5.00', last: null },
      { id: 'jdoe ', role: null, purge: '2022-05-31', loans: 2, balance: null, last: 'Doe' },
      { id: 'other' },
    ]);
    const user = await engine.user('JDoe');
    expect(user).toMatchObject({
      staff_role: null,
      purge_date: '2022-05-31',
      loans: 2,
      balance: 500,
      last_name: 'Doe',
    });
    expect(user.flags).toEqual(expect.arrayContaining(['conflict', 'unknown-role']));
    const { evidence } = await engine.ask.users.get({ userNo: user.userNo });
    expect(evidence.map((each) => each.row)).toEqual([2, 3]);
    expect(await engine.identifiers({ op: 'search', value: 'doe' })).toEqual(['JDoe']);
  });

  test('a protected group in any of the rows protects, in whatever spelling', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'a', group: 'Graduate' },
      { id: 'a', group: ' i-SHARE\u00a0' },
      { id: 'b', group: null },
      { id: 'b', group: 'I-Share' },
      { id: 'c', group: ' ' },
      { id: 'c', group: 'I-Share' },
      { id: 'd', group: 'I-Share' },
      { id: 'd', group: 'Graduate' },
      { id: 'e', group: 'i-share ' },
    ]);
    for (const id of ['a', 'b', 'c', 'd', 'e']) {
      expect([id, (await engine.user(id)).flags]).toEqual([
        id,
        expect.arrayContaining(['protected']),
      ]);
    }
    expect((await engine.user('b')).user_group).toBe('I-Share');
    expect(await flaggedAs(engine, 'conflict')).toEqual(['a', 'd']);
  });
});

describe('adding and replacing', () => {
  test('add keeps the candidates of earlier files; replace lets those go that aren’t named', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.candidates(['b', 'c'], 'add');
    expect(await engine.identifiers(CANDIDATES)).toEqual(['a', 'b', 'c']);
    const check = await engine.candidates(['C', 'd'], 'replace');
    expect(check).toMatchObject({ newIdentifiers: 1, knownIdentifiers: 1 });
    expect(await engine.identifiers(CANDIDATES)).toEqual(['C', 'd']);
    const counts = await engine.ask.review.counts();
    expect(counts.candidates).toBe(2);
  });

  test('few who are known among very many: each is found, whoever else is there', async () => {
    const engine = await newEngine();
    const known = Array.from({ length: 40 }, (_, n) => `K${n * 7}`);
    await engine.exclusions(...known);
    const before = await engine.users();
    await engine.candidates(Array.from({ length: 400 }, (_, n) => `k${n}`));
    const after = await engine.users();
    expect(after.size).toBe(400);
    expect((await flaggedAs(engine, 'exclusion-list')).length).toBe(40);
    for (const { userNo, primary_identifier } of before.values())
      expect(after.get(primary_identifier.toLowerCase())?.userNo).toBe(userNo);
  });

  test('many new users among known ones: each has its own row and its own number', async () => {
    const engine = await newEngine();
    const known = Array.from({ length: 300 }, (_, n) => `u${n * 3}`);
    await engine.candidates(known);
    const all = Array.from({ length: 900 }, (_, n) => ({ id: `u${n}`, last: `Name ${n}` }));
    const { importId } = await engine.candidates(all);
    expect(
      engine.count(
        `user WHERE last_name = 'Name ' || substr(identifier_key, 2) AND row_number = substr(identifier_key, 2) + 2`,
      ),
    ).toBe(900);
    expect(engine.count('user WHERE user_no <= 900')).toBe(900);
    // Taking back goes by the numbers that were noted.
    await engine.ask.imports.undo({ importId });
    expect(engine.count('user WHERE user_no <= 300')).toBe(300);
    expect(await engine.identifiers(CANDIDATES)).toEqual(known.sort());
  });

  test('a newer file tells the present facts, and decisions about the user stay', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', purge: '2021-05-31', group: 'Alumni' }]);
    await engine.ask.review.decide({
      selection: { criteria: CANDIDATES },
      decision: 'excluded',
      reason: 'Other',
    });
    await engine.candidates([{ id: 'A', purge: '2022-05-31', group: 'Graduate' }], 'replace');
    expect(await engine.user('A')).toMatchObject({
      purge_date: '2022-05-31',
      user_group: 'Graduate',
      decision: 'excluded',
      decisionReason: 'Other',
    });
    const { evidence } = await engine.ask.users.get({ userNo: (await engine.user('A')).userNo });
    expect(evidence).toHaveLength(2);
  });

  test('a file without a column says nothing: groups, loans and roles told before stay', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'linked', group: 'I-Share', first: 'Ann', last: 'Old' },
      { id: 'loans', loans: 3, balance: '50.00' },
      { id: 'unreadable', loans: '?' },
      { id: 'staff', role: 'Yes' },
      { id: 'twice', loans: 2, group: 'I-Share' },
    ]);
    const path = await writeWorkbook(join(engine.folder, 'Few columns.xlsx'), {
      rows: [
        ['Primary Identifier', 'Purge Date', 'Last Name'],
        ['linked', '2022-05-31', 'New'],
        ['loans', '2022-05-31', null],
        ['unreadable', '2022-05-31', null],
        ['staff', null, null],
        ['twice', '2022-05-31', null],
        ['TWICE', '2022-06-30', null],
        ['unheard of', '2022-05-31', null],
      ],
    });
    for (const mode of ['add', 'replace'] as const) {
      await engine.importFile(path, 'candidates', mode);
      expect(await engine.user('linked')).toMatchObject({
        user_group: 'I-Share',
        purge_date: '2022-05-31',
        first_name: 'Ann',
        last_name: 'New',
        flags: ['protected'],
      });
      expect(await engine.identifiers({ op: 'search', value: 'ann new' })).toEqual(['linked']);
      expect(await engine.user('loans')).toMatchObject({
        loans: 3,
        balance: 5000,
        last_name: null,
      });
      expect((await engine.user('unreadable')).flags).toContain('unreadable-value');
      expect(await engine.user('staff')).toMatchObject({ staff_role: true, purge_date: null });
      expect(await engine.user('twice')).toMatchObject({ loans: 2, purge_date: '2022-06-30' });
      expect((await engine.user('twice')).flags).toContain('protected');
      expect((await engine.user('unheard of')).flags).toContain('unknown-role');
    }
  });

  test('a value that couldn’t be read holds back until a file tells it', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', loans: '?' }, 'b']);
    expect((await engine.user('a')).flags).toContain('unreadable-value');
    await engine.candidates([{ id: 'a', loans: 0 }], 'replace');
    expect((await engine.user('a')).flags).toEqual([]);
  });

  test('a protected group stays known while only our own job has changed it', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', group: 'I-Share' }]);
    const { setId } = await engine.ask.sets.create({
      name: 'x',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    await engine.move(setId, 'Elsewhere');
    await engine.candidates([{ id: 'a', group: 'Elsewhere' }], 'replace');
    expect((await engine.user('a')).flags).toEqual(['protected']);
    await engine.candidates([{ id: 'a', group: 'Graduate' }], 'replace');
    expect((await engine.user('a')).flags).toEqual(['returned']);
  });

  test('a user who was purged and turns up again has returned and is undecided', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.ask.review.decide({
      selection: { criteria: CANDIDATES },
      decision: 'approved',
      reason: null,
    });
    await engine.purgeAsAlma();
    expect(await engine.identifiers({ op: 'membership', value: 'deleted' })).toEqual(['a', 'b']);
    await engine.candidates(['a'], 'add');
    expect(await engine.user('a')).toMatchObject({ deleted: false, decision: 'undecided' });
    expect(await engine.user('b')).toMatchObject({ deleted: true });
    expect(await engine.ask.review.counts()).toMatchObject({
      candidates: 2,
      undecided: 1,
      deleted: 1,
    });
  });

  test('committing twice, or what isn’t there, is refused', async () => {
    const engine = await newEngine();
    const { importId } = await engine.candidates(['a']);
    expect(await refusal(engine.ask.imports.commit({ importId }))).toMatchObject({
      reason: 'import.notChecked',
    });
    expect(await refusal(engine.ask.imports.commit({ importId: 99 }))).toMatchObject({
      reason: 'import.gone',
    });
    await engine.ask.imports.discard({ importId });
    expect(await engine.identifiers()).toEqual(['a']);
    expect(await engine.ask.imports.list()).toHaveLength(1);
  });
});

describe('a commit that fails', () => {
  test('changes nothing: neither users nor groups nor the state of the import', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const sheet = candidatesSheet('b', { id: 'c', group: 'New group' }, 'C', 'd');
    const check = await engine.read(await writeWorkbook(join(engine.folder, 'Next.xlsx'), sheet));
    const before = await snapshot(engine);
    // A trigger in the place of a full disk: it strikes in the middle of the users.
    await withTrigger(engine, async () => {
      await expect(
        engine.write(importRequests.commit, {
          importId: check.importId,
          mode: 'replace',
          absent: 'unknown',
        }),
      ).rejects.toThrow('struck');
    });
    expect(await snapshot(engine)).toEqual(before);
    await engine.ask.imports.commit({ importId: check.importId, mode: 'replace' });
    expect(await engine.identifiers(CANDIDATES)).toEqual(['b', 'c', 'd']);
  });

  async function snapshot(engine: TestEngine) {
    return {
      users: await engine.users(),
      groups: await engine.ask.users.groups(),
      imports: await engine.ask.imports.list(),
      sets: await engine.ask.sets.list(),
    };
  }

  async function withTrigger(engine: TestEngine, work: () => Promise<void>) {
    const other = new Database(engine.path);
    other.exec(
      `CREATE TRIGGER strike BEFORE INSERT ON user WHEN new.identifier_key = 'd' BEGIN SELECT raise(ABORT, 'struck'); END`,
    );
    try {
      await work();
    } finally {
      other.exec('DROP TRIGGER strike');
      other.close();
    }
  }

  test('the verb itself asks for a checked file of its kind', async () => {
    const engine = await newEngine();
    const { importId } = await engine.exclusions('a');
    const { db } = engine.session.workspace;
    expect(() =>
      commitImport(db as never, importId, { replace: false, absentHaveNone: false }, () => {}),
    ).toThrow('import.notChecked');
  });
});
