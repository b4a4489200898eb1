/**
 * What the institution has set in Alma is asked once before the first job of a workspace, whatever the way in: a purge
 * rehearsed under another policy than the institution's would prove nothing, and a report silent about it hides that.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { type PolicyFacts, policyFactsOf, policyTexts } from '#shared/domain/policyFacts.ts';
import { moveOfSet } from '#shared/jobKinds/updateNotifyUsers.ts';
import { newEngine, PURGE, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';

const SAID: PolicyFacts = {
  deletePolicy: 3,
  timeZone: 'America/Chicago',
  reading: 'strict',
  countTransferred: true,
  currency: 'EUR',
  esploro: false,
};

/** A workspace in which nobody was asked, with an approved user who is due. */
async function unasked(): Promise<TestEngine> {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const file = engine.grant(`${engine.folder}/Library.purgedesk`);
  await engine.ask.workspace.create({ file });
  await engine.candidates(['ana']);
  await engine.approve();
  return engine;
}

const ofEverybody = async ({ ask }: TestEngine) =>
  (await ask.sets.create({ name: 'All', criteria: CANDIDATES, origin: { from: 'rehearsal' } }))
    .setId;

describe('as long as nobody was asked', () => {
  test('no job of the purge cycle is submitted, by any request, and nothing is entered', async () => {
    const engine = await unasked();
    const { jobs, review } = engine.ask;
    const setId = await ofEverybody(engine);
    const group = (await engine.user('ana')).user_group;
    const settings = { ...PURGE, userGroup: group };
    const ways = {
      move: () => engine.move(setId),
      purge: () => engine.purge(),
      'a purge that nobody signs': () => engine.purgeAsAlma(),
    };
    for (const [way, submit] of Object.entries(ways))
      expect([way, (await refusal(submit())).reason]).toEqual([way, 'job.policy']);
    engine.session.unsigned = false;
    const selection = { criteria: CANDIDATES };
    await review.decide({ selection, decision: 'undecided', reason: null });
    const leavingOut = { settings, userGroup: 'Elsewhere', capture: null, locales: [] };
    expect((await refusal(jobs.leaveOut(leavingOut))).reason).toBe('job.policy');
    expect(await jobs.list()).toEqual([]);
    await engine.answerPolicy();
    expect((await jobs.leaveOut(leavingOut)).users).toBe(1);
  });

  test('the check says so, and where to answer', async () => {
    const engine = await unasked();
    const job = moveOfSet(await ofEverybody(engine), 'OK to Purge', 'Move');
    expect((await engine.ask.jobs.check({ job })).refusal?.code).toBe('job.policy');
    const { message, todo } = await refusal(engine.run(job));
    expect(message).toMatch(/delete user policy, time zone, reading.*currency, Esploro/);
    expect(todo).toMatch(/Jobs screen/);
  });

  test('but first who may not go: a set of theirs must not look as if answers were all it lacks', async () => {
    const engine = await unasked();
    const setId = await ofEverybody(engine);
    const selection = { criteria: CANDIDATES };
    await engine.ask.review.decide({ selection, decision: 'undecided', reason: null });
    const job = moveOfSet(setId, 'OK to Purge', 'Move');
    expect((await engine.ask.jobs.check({ job })).refusal?.code).toBe('job.notApproved');
  });

  test('saving settings is no answer', async () => {
    const engine = await unasked();
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, esploro: true, countTransferred: true });
    expect(await engine.ask.settings.policyAsked()).toBeNull();
    expect((await refusal(engine.purge())).reason).toBe('job.policy');
  });
});

describe('once it was asked', () => {
  test('it isn’t asked again, whatever is changed since, also after the workspace was closed', async () => {
    const engine = await unasked();
    await engine.ask.settings.answerPolicy(SAID);
    const asked = await engine.ask.settings.policyAsked();
    expect(asked).toMatchObject({ takenFrom: null, answered: { by: 'Tester' } });
    expect(policyFactsOf(await engine.ask.settings.get())).toEqual(SAID);
    await engine.ask.settings.save({ ...(await engine.ask.settings.get()), esploro: null });
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    expect(await engine.ask.settings.policyAsked()).toEqual(asked);
    await engine.move(await ofEverybody(engine));
    await engine.purge({ userGroup: 'OK to Purge' });
  });

  test('every report tells it as it was then, in the words of the pages', async () => {
    const engine = await unasked();
    await engine.ask.settings.answerPolicy(SAID);
    const { settings: ofMove } = await engine.move(await ofEverybody(engine));
    await engine.answerPolicy({ deletePolicy: null, timeZone: null, esploro: null });
    const purge = await engine.purge({ userGroup: 'OK to Purge' });
    expect(ofMove.slice(-6)).toEqual(policyTexts(SAID));
    const said = new Map(purge.settings.map(({ label, value }) => [label, value]));
    expect(said.size).toBe(purge.settings.length);
    expect(said.get('Delete user policy')).toBe('Nobody has said');
    expect(said.get('Time zone of the institution')).toMatch(/clocks of this computer/);
    expect(said.get('Esploro')).toMatch(/^Nobody has said;/);
    expect(said.get('Transferred fines/fees')).toBe('Count as owed');
    expect(said.get('Currency')).toBe('EUR');
    // That of the job, which may be another than the institution's.
    expect(said.get('Which purge dates count')).toMatch(/^As CARLI/);
  });

  test('a currency by which amounts would be others is refused, and nothing was answered', async () => {
    const engine = await newEngine();
    await engine.ask.settings.answerPolicy(SAID);
    await engine.candidates(['ana']);
    await engine.approve();
    await engine.purge();
    const refused = engine.ask.settings.answerPolicy({ ...SAID, deletePolicy: 1, currency: 'JPY' });
    expect((await refusal(refused)).reason).toBe('settings.currency');
    expect(policyFactsOf(await engine.ask.settings.get())).toEqual(SAID);
  });
});
