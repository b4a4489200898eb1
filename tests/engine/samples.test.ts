/**
 * Sampling checks: drawn at random from each group, repeatable, and recorded. A draw that prefers some users,
 * or forgets a group, swears to a review that nobody has looked at.
 */
import { describe, expect, test, vi } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { drawUsers } from '#engine/review/drawUsers.ts';
import { drawSample, getSample } from '#engine/review/samples.ts';
import type { SampledUser } from '#shared/contract/shapes/samples.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { decide } from '../support/importFiles.ts';

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);
const people = (group: string | null, prefix: string, count: number) =>
  numbers(1, count).map((n) => ({ id: `${prefix}${n}`, group }));

async function inGroups(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.candidates([
    ...people('Alumni', 'a', 9),
    ...people('Graduate', 'g', 2),
    ...people(null, 'n', 4),
  ]);
  return engine;
}

function byGroup(users: readonly SampledUser[]) {
  const groups = new Map<string | null, string[]>();
  for (const { user_group: group, primary_identifier: identifier } of users)
    groups.set(group, [...(groups.get(group) ?? []), identifier]);
  return groups;
}

describe('a draw', () => {
  test('takes so many from each group, all of a smaller one, and those without a group too', async () => {
    const engine = await inGroups();
    const sample = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 3 });
    expect(sample).toMatchObject({
      by: 'Tester',
      among: 'not-excluded',
      perGroup: 3,
      drawnFrom: 15,
      users: 8,
      findings: { open: 8, 'as-reported': 0, differs: 0, 'not-in-alma': 0 },
    });
    const users = await engine.ask.samples.users({ sampleId: sample.sampleId });
    const groups = byGroup(users);
    expect([...groups.keys()]).toEqual(['Alumni', 'Graduate', null]);
    expect(groups.get('Alumni')).toHaveLength(3);
    expect(groups.get('Graduate')!.sort()).toEqual(['g1', 'g2']);
    expect(groups.get(null)).toHaveLength(3);
    expect(new Set(users.map(({ userNo }) => userNo)).size).toBe(8);
  });

  test('is made among whom it says: nobody excluded, purged, or out of the review', async () => {
    const engine = await newEngine();
    await engine.candidates(['kept', 'open', 'yes', 'gone', 'left']);
    await decide(engine, 'gone', 'approved');
    await engine.candidates(['kept', 'open', 'yes', 'gone'], 'replace');
    await decide(engine, 'kept', 'excluded');
    await decide(engine, 'yes', 'approved');
    await engine.exclusions('stranger');
    const moved = await engine.ask.sets.create({
      name: 'Gone',
      criteria: { op: 'search', value: 'gone' },
      origin: { from: 'review', users: 'all' },
    });
    await engine.move(moved.setId);
    await engine.purgeAsAlma({ userGroup: 'OK to Purge' });
    const drawn = async (among: 'approved' | 'not-excluded') => {
      const { sampleId, drawnFrom } = await engine.ask.samples.draw({ among, perGroup: 100 });
      const users = await engine.ask.samples.users({ sampleId });
      expect(users).toHaveLength(drawnFrom);
      return users.map((user) => user.primary_identifier).sort();
    };
    expect(await drawn('approved')).toEqual(['yes']);
    expect(await drawn('not-excluded')).toEqual(['open', 'yes']);
  });

  test('is refused where there is nobody to draw from, with the way out', async () => {
    const engine = await newEngine();
    const drawing = (among: 'approved' | 'not-excluded') =>
      refusal(engine.ask.samples.draw({ among, perGroup: 5 }));
    expect(await drawing('not-excluded')).toMatchObject({ reason: 'sample.nobodyLeft' });
    await engine.candidates(['a']);
    expect(await drawing('approved')).toMatchObject({
      reason: 'sample.nobodyApproved',
      todo: expect.stringContaining('Approve users first'),
    });
    await decide(engine, 'a', 'excluded');
    expect(await drawing('not-excluded')).toMatchObject({ reason: 'sample.nobodyLeft' });
    expect(await engine.ask.samples.list()).toEqual([]);
  });

  test('can be repeated from its seed, in another group order too', async () => {
    const engine = await inGroups();
    const first = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 2 });
    const users = await engine.ask.samples.users({ sampleId: first.sampleId });
    const { path } = engine;
    await engine.close();
    const { db, close } = openWritable(path);
    const again = drawSample(db, { among: 'not-excluded', perGroup: 2, by: 'x' }, first.seed);
    expect(getSample(db, again)).toMatchObject({ seed: first.seed, users: first.users });
    const drawn = db.prepare('SELECT user_no FROM sample_user WHERE sample_id = ? ORDER BY 1');
    expect(drawn.pluck().all(again)).toEqual(
      users.map(({ userNo }) => userNo).sort((a, b) => a - b),
    );
    close();
  });

  test('has another seed each time', async () => {
    const engine = await inGroups();
    const seeds = await Promise.all(
      numbers(0, 4).map(() => engine.ask.samples.draw({ among: 'not-excluded', perGroup: 1 })),
    );
    expect(new Set(seeds.map(({ seed }) => seed)).size).toBe(4);
  });
});

describe('chance', () => {
  const group = { key: 'alumni', userNos: numbers(100, 10) };

  test('gives every user of a group the same share', () => {
    const drawn = new Map<number, number>();
    for (const seed of numbers(0, 20_000))
      for (const userNo of drawUsers(group, 3, String(seed)))
        drawn.set(userNo, (drawn.get(userNo) ?? 0) + 1);
    // 6,000 expected, standard deviation 65: six of them are never passed by chance.
    for (const userNo of group.userNos)
      expect(Math.abs(drawn.get(userNo)! - 6000)).toBeLessThan(390);
  });

  test('gives every pair the same share, neighbours too', () => {
    const drawn = new Map<string, number>();
    for (const seed of numbers(0, 20_000)) {
      const pair = drawUsers({ key: 'x', userNos: numbers(1, 5) }, 2, `s${seed}`).join();
      drawn.set(pair, (drawn.get(pair) ?? 0) + 1);
    }
    expect(drawn.size).toBe(10);
    for (const count of drawn.values()) expect(Math.abs(count - 2000)).toBeLessThan(255);
  });

  test('of one group doesn’t depend on another, and is another for it', () => {
    const many = numbers(1, 1000);
    const draw = (key: string, seed: string) => drawUsers({ key, userNos: many }, 20, seed);
    expect(draw('a', '1')).toEqual(draw('a', '1'));
    expect(draw('a', '1')).not.toEqual(draw('b', '1'));
    expect(draw('a', '1')).not.toEqual(draw('a', '2'));
    expect(draw('a', '1')).toEqual([...new Set(draw('a', '1'))].sort((a, b) => a - b));
  });
});

describe('findings', () => {
  test('are recorded with note, who and when, changed, and taken back', async () => {
    const engine = await inGroups();
    const { sampleId } = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 2 });
    const users = await engine.ask.samples.users({ sampleId });
    const { userNo } = users[0]!;
    vi.spyOn(Date, 'now').mockReturnValue(1_795_000_000_000);
    const sample = await engine.ask.samples.record({
      sampleId,
      userNo,
      finding: 'differs',
      note: ' Has a loan ',
    });
    expect(sample.findings).toEqual({ open: 5, 'as-reported': 0, differs: 1, 'not-in-alma': 0 });
    const [found] = await engine.ask.samples.users({ sampleId });
    expect(found).toMatchObject({ finding: 'differs', note: 'Has a loan', foundBy: 'Tester' });
    expect(found!.foundAt).toBe(1_795_000_000_000);
    const looked = { op: 'inSample', sampleId, finding: 'differs' } as const;
    expect(await engine.identifiers(looked)).toEqual([found!.primary_identifier]);
    expect(await engine.identifiers({ op: 'inSample', sampleId, finding: null })).toHaveLength(5);
    await engine.ask.samples.record({ sampleId, userNo, finding: 'not-in-alma' });
    expect(await engine.identifiers(looked)).toEqual([]);
    const back = await engine.ask.samples.record({ sampleId, userNo, finding: null });
    expect(back.findings.open).toBe(6);
    expect((await engine.ask.samples.users({ sampleId }))[0]).toMatchObject({
      finding: null,
      note: '',
      foundAt: null,
      foundBy: null,
    });
  });

  test('change no decision, and show the one that stands', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { sampleId } = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 1 });
    const { userNo } = await engine.user('a');
    await engine.ask.samples.record({ sampleId, userNo, finding: 'differs' });
    expect((await engine.user('a')).decision).toBe('undecided');
    await decide(engine, 'a', 'excluded');
    expect((await engine.ask.samples.users({ sampleId }))[0]?.decision).toBe('excluded');
  });

  test('are refused for users and samples that aren’t there', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const { sampleId } = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 1 });
    const [drawn] = await engine.ask.samples.users({ sampleId });
    const other = [...(await engine.users()).values()].find(
      (each) => each.userNo !== drawn!.userNo,
    );
    const record = (change: { sampleId?: number; userNo?: number }) =>
      refusal(
        engine.ask.samples.record({
          sampleId,
          userNo: drawn!.userNo,
          finding: 'differs',
          ...change,
        }),
      );
    expect(await record({ userNo: other!.userNo })).toMatchObject({ reason: 'sample.userGone' });
    expect(await record({ sampleId: 99 })).toMatchObject({ reason: 'sample.gone' });
    expect(await refusal(engine.ask.samples.users({ sampleId: 99 }))).toMatchObject({
      reason: 'sample.gone',
    });
  });

  test('go with their sample, or with users whose file is taken back', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { importId } = await engine.candidates(['b']);
    const first = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 2 });
    const second = await engine.ask.samples.draw({ among: 'not-excluded', perGroup: 2 });
    expect((await engine.ask.samples.list()).map(({ sampleId }) => sampleId)).toEqual([
      second.sampleId,
      first.sampleId,
    ]);
    await engine.ask.samples.remove({ sampleId: first.sampleId });
    expect(await refusal(engine.ask.samples.remove({ sampleId: first.sampleId }))).toMatchObject({
      reason: 'sample.gone',
    });
    expect(engine.count('sample_user')).toBe(2);
    await engine.ask.imports.undo({ importId });
    expect(await engine.ask.samples.list()).toMatchObject([{ users: 1, drawnFrom: 2 }]);
  });
});
