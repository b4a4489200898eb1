/**
 * Logical sets: a question under a name, asked whenever the set is used. One that kept yesterday's answer
 * would send users to Alma who were excluded since.
 */
import { describe, expect, test } from 'vitest';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';

const EXCLUDED = allOf(CANDIDATES, { op: 'decision', values: ['excluded'] });

function logical(engine: TestEngine, name: string, criteria: Criteria) {
  return engine.ask.sets.create({
    name,
    criteria,
    origin: { from: 'review', users: 'all' },
    logical: true,
  });
}

async function exclude(engine: TestEngine, ...identifiers: string[]) {
  const users = await engine.users();
  const userNos = identifiers.map((each) => users.get(each)!.userNo);
  const selection = { criteria: { op: 'users' as const, userNos } };
  await engine.ask.review.decide({ selection, decision: 'excluded', reason: 'Other' });
}

describe('a logical set', () => {
  test('finds its members anew: in its count, as a filter, combined, in a file and in a job', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    const set = await logical(engine, 'Excluded', EXCLUDED);
    expect(set).toMatchObject({ members: 0, criteria: EXCLUDED });
    await exclude(engine, 'a', 'c');
    expect((await engine.ask.sets.list())[0]).toMatchObject({ setId: set.setId, members: 2 });
    expect(await engine.identifiers({ op: 'inSet', setId: set.setId })).toEqual(['a', 'c']);
    const all = await engine.ask.sets.create({
      name: 'All',
      criteria: CANDIDATES,
      origin: { from: 'review', users: 'all' },
    });
    const rest = await engine.ask.sets.combine({
      name: 'Rest',
      first: all.setId,
      operator: 'Not',
      second: set.setId,
    });
    expect(rest).toMatchObject({ members: 1, criteria: null });
    const file = engine.grant(`${engine.folder}/set.xlsx`);
    const written = await engine.ask.sets.exportFile({
      setId: set.setId,
      heading: 'USERNAME',
      file,
    });
    expect(written.users).toBe(2);
    const report = await engine.move(set.setId, 'Elsewhere');
    expect(await engine.jobIdentifiers(report.jobId, 'changed')).toEqual(['a', 'c']);
    // The result of combining stays as it was.
    await exclude(engine, 'b');
    expect(await engine.identifiers({ op: 'inSet', setId: rest.setId })).toEqual(['b']);
    expect(await engine.identifiers({ op: 'inSet', setId: set.setId })).toEqual(['a', 'b', 'c']);
  });

  test('is frozen when its job is submitted: who comes later is not moved', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const set = await logical(engine, 'Excluded', EXCLUDED);
    await exclude(engine, 'a');
    const { jobId } = await engine.beforeJobsRun(async () => {
      const parameters = {
        setId: set.setId,
        userGroup: 'Elsewhere',
        condition: 'Unconditionally',
      } as const;
      const job = { kind: 'update-notify-users', name: 'Move', parameters } as const;
      const submitted = await engine.ask.jobs.submit({ job, capture: null });
      await exclude(engine, 'b');
      return submitted;
    });
    await engine.completed(jobId);
    expect(await engine.jobIdentifiers(jobId, 'changed')).toEqual(['a']);
    expect((await engine.user('b')).user_group).toBe('Graduate');
  });

  test('may ask for another set, which then can’t be deleted', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    const inner = await logical(engine, 'Excluded', EXCLUDED);
    const outer = await logical(engine, 'Others', {
      op: 'all',
      of: [CANDIDATES, { op: 'not', of: { op: 'inSet', setId: inner.setId } }],
    });
    await exclude(engine, 'b');
    expect(await engine.identifiers({ op: 'inSet', setId: outer.setId })).toEqual(['a']);
    const refused = await refusal(engine.ask.sets.delete({ setId: inner.setId }));
    expect(refused).toMatchObject({ reason: 'set.inUse' });
    expect(refused.message).toContain('Others');
    await engine.ask.sets.delete({ setId: outer.setId });
    await engine.ask.sets.delete({ setId: inner.setId });
    expect(await engine.ask.sets.list()).toEqual([]);
  });

  test('can’t be made of users who were picked: their numbers would be others’ one day', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const { userNo } = await engine.user('a');
    const picked: Criteria = { op: 'not', of: { op: 'users', userNos: [userNo] } };
    const refused = await refusal(logical(engine, 'Picked', picked));
    expect(refused).toMatchObject({ reason: 'set.notLogical' });
    expect(await engine.ask.sets.list()).toEqual([]);
  });
});
