/**
 * Decisions and sets around an import that is taken back. Numbers of users who go are given to others by the
 * next import: whatever still held them would speak of other people.
 */
import { describe, expect, test } from 'vitest';
import { reviewRequests } from '#engine/requests/review.ts';
import { setRequests } from '#engine/requests/sets.ts';
import { CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { decide } from '../support/importFiles.ts';

const undo = (engine: TestEngine, importId: number) => engine.ask.imports.undo({ importId });

describe('decisions made meanwhile', () => {
  test('about users who stay, stay; those about users who go, go, and with them the step', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await decide(engine, 'a', 'approved');
    const { importId } = await engine.candidates(['b', 'c']);
    await decide(engine, 'b', 'excluded');
    await decide(engine, 'c', 'excluded');
    await undo(engine, importId);
    expect(await engine.user('a')).toMatchObject({ decision: 'approved' });
    expect(await engine.user('b')).toMatchObject({ decision: 'excluded', decisionReason: 'Other' });
    expect((await engine.ask.review.counts()).canUndo).toEqual({
      what: 'decision',
      decision: 'excluded',
      users: 1,
    });
    await engine.ask.review.undo();
    expect((await engine.user('b')).decision).toBe('undecided');
    await engine.ask.review.undo();
    expect((await engine.ask.review.counts()).canUndo).toBeNull();
    await engine.ask.review.redo();
    expect((await engine.user('a')).decision).toBe('approved');
  });

  test('a purged user who had returned has the decision of before, unless it was changed since', async () => {
    const returned = async (meanwhile: (engine: TestEngine) => Promise<unknown>) => {
      const engine = await newEngine();
      await engine.candidates(['a']);
      await decide(engine, 'a', 'approved');
      await engine.purgeAsAlma();
      const { importId } = await engine.candidates(['a']);
      expect(await engine.user('a')).toMatchObject({ decision: 'undecided', flags: ['returned'] });
      await meanwhile(engine);
      await undo(engine, importId);
      return engine.user('a');
    };
    const purged = { deleted: true, flags: [] };
    expect(await returned(async () => {})).toMatchObject({ ...purged, decision: 'approved' });
    expect(await returned((engine) => decide(engine, 'a', 'excluded'))).toMatchObject({
      ...purged,
      decision: 'excluded',
    });
    const cleared = async (engine: TestEngine) => {
      await decide(engine, 'a', 'excluded');
      await decide(engine, 'a', 'undecided');
    };
    expect(await returned(cleared)).toMatchObject({ ...purged, decision: 'undecided' });
    // Nobody stands by the approval any more, so there is nothing that could be undone.
    const undone = async (engine: TestEngine) => {
      expect(await refusal(engine.ask.review.undo())).toMatchObject({
        reason: 'review.nothingToUndo',
      });
    };
    expect(await returned(undone)).toMatchObject({ ...purged, decision: 'approved' });
  });
});

describe('numbers of users who are gone', () => {
  test('mean nobody else when new users get them: in sets, decisions, undo and redo', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const { importId } = await engine.candidates(['c', 'd', 'e']);
    const numbers = (await engine.users()).get('c')!.userNo;
    const { setId } = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    await decide(engine, 'c', 'excluded');
    await engine.ask.review.decide({
      selection: { criteria: CANDIDATES },
      decision: 'approved',
      reason: null,
    });
    await engine.ask.review.undo();
    await undo(engine, importId);
    await engine.candidates(['x', 'y', 'z']);
    expect((await engine.user('x')).userNo).toBe(numbers);
    expect(await engine.identifiers({ op: 'inSet', setId })).toEqual(['a', 'b']);
    expect(await engine.ask.sets.list()).toMatchObject([{ members: 2 }]);
    expect((await engine.user('x')).decision).toBe('undecided');
    expect(await engine.ask.review.redo()).toMatchObject({ changed: 2 });
    expect(await engine.identifiers({ op: 'decision', values: ['approved'] })).toEqual(['a', 'b']);
    expect((await engine.ask.users.get({ userNo: numbers })).decisions).toEqual([]);
    expect((await engine.ask.users.get({ userNo: numbers })).sets).toEqual([]);
  });

  test('neither in a set nor in a decision that was on its way when they went', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { importId } = await engine.candidates(['b', 'c']);
    const results = await Promise.all([
      undo(engine, importId),
      engine.ask.sets.create({
        name: 'Late',
        criteria: CANDIDATES,
        origin: { from: 'review', users: 'all' },
      }),
      engine.ask.review.decide({
        selection: { criteria: CANDIDATES },
        decision: 'excluded',
        reason: 'Other',
      }),
    ]);
    const { setId } = results[1];
    const users = new Uint8Array([0b1110]);
    const details = { name: 'Later', description: '', note: '', private: true };
    await engine.write(setRequests.create, {
      details,
      members: users,
      criteria: EVERYBODY,
      origin: { from: 'review', users: 'all' },
    });
    const request = { decision: 'approved', reason: null, note: '' } as const;
    const decided = await engine.write(reviewRequests.decide, { users, request });
    expect(decided).toMatchObject({ changed: 1 });
    await engine.candidates(['x', 'y']);
    expect(await engine.identifiers({ op: 'inSet', setId })).toEqual(['a']);
    expect((await engine.ask.sets.list()).map(({ members }) => members)).toEqual([1, 1]);
    expect(await engine.identifiers({ op: 'decision', values: ['approved'] })).toEqual(['a']);
  });

  test('stand in no preview any more', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { importId } = await engine.candidates(['b']);
    const { previewId } = await engine.ask.jobs.previewPurge({
      runDate: '2026-11-21',
      days: 30,
      recordType: 'All',
      userGroup: null,
      waiveThreshold: 0,
      reading: 'carli',
    });
    const inPreview = { op: 'inPreview', previewId, part: 'purged' } as const;
    expect(await engine.identifiers(inPreview)).toEqual(['a', 'b']);
    await undo(engine, importId);
    expect((await refusal(engine.identifiers(inPreview))).reason).toBe('criteria.gone');
  });
});
