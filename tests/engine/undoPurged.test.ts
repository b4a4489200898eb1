/**
 * Undo, redo and the history of users whom a purge has taken. Their decisions are the proof that they were
 * approved: undone afterwards, or counted as undone, they prove the opposite or the wrong number.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '#shared/domain/review.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const GROUPS = { a1: 'A', a2: 'A', b1: 'B', b2: 'B', c1: 'C', c2: 'C' } as const;
const IDS = Object.keys(GROUPS);

async function inGroups() {
  const engine = await newEngine();
  await engine.candidates(Object.entries(GROUPS).map(([id, group]) => ({ id, group })));
  return engine;
}

async function decide(
  engine: TestEngine,
  ids: readonly string[],
  decision: Decision,
  reason: string | null = null,
) {
  const users = await engine.users();
  return engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos: ids.map((id) => users.get(id)!.userNo) } },
    decision,
    reason: decision === 'excluded' ? (reason ?? 'Other') : reason,
  });
}

/** How everybody stands. */
async function reviewStates(engine: TestEngine) {
  const users = await engine.users();
  return new Map(
    [...users].map(([id, { decision, decisionReason, deleted }]) => [
      id,
      { stands: `${decision} ${decisionReason ?? ''}`, deleted },
    ]),
  );
}

const decisionsOf = async (engine: TestEngine, id: string) =>
  (await engine.ask.users.get({ userNo: (await engine.user(id)).userNo })).decisions;

describe('undo after a purge', () => {
  test('changes those who are left, and says how many; the purged stay approved', async () => {
    const engine = await inGroups();
    await decide(engine, IDS, 'approved');
    await engine.purge({ userGroup: 'A' });
    expect((await engine.ask.review.counts()).canUndo).toEqual({
      what: 'decision',
      decision: 'approved',
      users: 4,
    });
    expect(await engine.ask.review.undo()).toEqual({
      step: { what: 'decision', decision: 'approved', users: 4 },
      changed: 4,
    });
    expect(await engine.ask.review.counts()).toMatchObject({
      undecided: 4,
      approved: 0,
      deleted: 2,
      canUndo: null,
      canRedo: { what: 'decision', decision: 'approved', users: 4 },
    });
    expect(await engine.user('a1')).toMatchObject({ deleted: true, decision: 'approved' });
    expect(await decisionsOf(engine, 'a1')).toMatchObject([
      { decision: 'approved', undone: false },
    ]);
    expect(await decisionsOf(engine, 'b1')).toMatchObject([{ decision: 'approved', undone: true }]);
    expect(await engine.ask.review.redo()).toEqual({
      step: { what: 'decision', decision: 'approved', users: 4 },
      changed: 4,
    });
    expect(await decisionsOf(engine, 'b1')).toMatchObject([
      { decision: 'approved', undone: false },
    ]);
    expect(await decisionsOf(engine, 'a1')).toHaveLength(1);
  });

  test('finds nothing when a purge has taken everybody', async () => {
    const engine = await inGroups();
    await decide(engine, IDS, 'approved');
    await engine.purge();
    expect((await engine.ask.review.counts()).canUndo).toBeNull();
    expect(await refusal(engine.ask.review.undo())).toMatchObject({
      reason: 'review.nothingToUndo',
    });
  });

  test('leaves an undone step about purged users alone', async () => {
    const engine = await inGroups();
    await decide(engine, IDS, 'approved');
    await decide(engine, ['a1', 'b1'], 'excluded');
    await engine.ask.review.undo();
    await engine.purge({ userGroup: 'A' });
    expect((await engine.ask.review.counts()).canRedo).toEqual({
      what: 'decision',
      decision: 'excluded',
      users: 1,
    });
    expect(await engine.ask.review.redo()).toEqual({
      step: { what: 'decision', decision: 'excluded', users: 1 },
      changed: 1,
    });
    expect(await engine.user('a1')).toMatchObject({ deleted: true, decision: 'approved' });
    expect((await engine.user('b1')).decision).toBe('excluded');
  });

  test('says the number that is left, too, when a file is taken back', async () => {
    const engine = await inGroups();
    const { importId } = await engine.candidates(['d1', 'd2']);
    await decide(engine, [...IDS, 'd1', 'd2'], 'approved');
    await engine.ask.imports.undo({ importId });
    expect((await engine.ask.review.counts()).canUndo).toEqual({
      what: 'decision',
      decision: 'approved',
      users: 6,
    });
  });

  test('never touches a purged user, and tells exactly how many it changes, whatever came before', async () => {
    const ids = fc.subarray(IDS, { minLength: 1 });
    const step = fc.oneof(
      fc.record({
        op: fc.constant('decide' as const),
        ids,
        decision: fc.constantFrom('approved', 'approved', 'excluded', 'undecided'),
        reason: fc.constantFrom('Other', 'Left'),
      }),
      fc.record({ op: fc.constantFrom('undo' as const, 'redo' as const) }),
      fc.record({ op: fc.constant('purge' as const), group: fc.constantFrom('A', 'B', 'C') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const engine = await inGroups();
        for (const each of steps) {
          const before = await reviewStates(engine);
          if (each.op === 'decide') {
            const open = each.ids.filter((id) => !before.get(id)!.deleted);
            if (open.length > 0) await decide(engine, open, each.decision as Decision, each.reason);
          } else if (each.op === 'purge') {
            // Refused as long as somebody of the group isn't approved.
            await engine.purge({ userGroup: each.group }).catch(() => undefined);
          } else {
            const { canUndo, canRedo } = await engine.ask.review.counts();
            const named = each.op === 'undo' ? canUndo : canRedo;
            if (named === null) {
              await expect(engine.ask.review[each.op]()).rejects.toThrow();
              continue;
            }
            const told = await engine.ask.review[each.op]();
            const after = await reviewStates(engine);
            const changed = IDS.filter((id) => before.get(id)!.stands !== after.get(id)!.stands);
            expect(told).toEqual({ step: named, changed: changed.length });
            expect(named).toMatchObject({ what: 'decision', users: changed.length });
          }
          const after = await reviewStates(engine);
          for (const [id, { stands, deleted }] of before)
            if (deleted) expect([id, after.get(id)]).toEqual([id, { stands, deleted }]);
        }
        await engine.close();
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);
});

describe('the history of a user', () => {
  test('has the purge with its job, after what jobs changed before; of others it has none', async () => {
    const engine = await inGroups();
    await addRows(engine, 'fines-fees', [
      ['Primary Identifier', 'Fine Fee Remaining Amount'],
      ['a1', '0.75'],
      ['a2', '5.00'],
    ]);
    await decide(engine, IDS, 'approved');
    const { setId } = await engine.ask.sets.create({
      name: 'A',
      criteria: { op: 'oneOf', field: 'user_group', values: ['A'] },
      origin: { from: 'review', users: 'all' },
    });
    await engine.move(setId);
    const { jobId, endedAt } = await engine.purge({ userGroup: 'OK to Purge' });
    const historyOf = async (id: string) =>
      (await engine.ask.users.get({ userNo: (await engine.user(id)).userNo })).history;
    const moved = { what: 'changed', jobId: 1, oldValue: 'A', newValue: 'OK to Purge' };
    expect(await historyOf('a1')).toMatchObject([
      { what: 'purged', jobId, at: endedAt, by: 'Tester', waived: 75 },
      moved,
    ]);
    // Retained because of 5.00.
    expect(await historyOf('a2')).toMatchObject([moved]);
    expect(await historyOf('b1')).toEqual([]);
  });

  test('keeps the purge of a user who returned', async () => {
    const engine = await inGroups();
    await decide(engine, ['a1', 'a2'], 'approved');
    const { jobId } = await engine.purge({ userGroup: 'A' });
    await engine.candidates([{ id: 'a1', group: 'A' }]);
    const { user, history } = await engine.ask.users.get({
      userNo: (await engine.user('a1')).userNo,
    });
    expect(user).toMatchObject({ deleted: false, decision: 'undecided' });
    expect(history).toMatchObject([{ what: 'purged', jobId }]);
  });
});
