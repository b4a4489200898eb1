/**
 * Steps of a random story that change what the steps of reviewStory.ts leave alone: settings, rules and sets once they
 * are there, notes, samples, views, files that wait, signatures.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import type { TestEngine } from './engine.ts';
import { type Cell, writeWorkbook } from './workbookFile.ts';

const which = fc.nat(3);

/** What has consequences for others, more often than what has none. */
const CONSEQUENTIAL = [
  'rulesOff',
  'runDate',
  'editRule',
  'removeRule',
  'groupRule',
  'deleteSet',
  'wait',
  'waitingList',
  'listKind',
] as const;
const ALONE = [
  'settings',
  'editSet',
  'combineSets',
  'note',
  'removeNote',
  'draw',
  'find',
  'removeSample',
  'view',
  'withdraw',
  'discard',
  'dataDate',
  'profile',
  'markRead',
  'markMessages',
] as const;

/** One step; each names which of several it is about. */
export const recordStep = fc.record({
  record: fc.oneof(fc.constantFrom(...CONSEQUENTIAL), fc.constantFrom(...ALONE)),
  which,
});
export type RecordStep = typeof recordStep extends fc.Arbitrary<infer S> ? S : never;

/** A refusal is an answer; any other failure is a bug. */
export async function record(engine: TestEngine, step: RecordStep, n: number): Promise<void> {
  try {
    await perform(engine, step, n);
  } catch (error) {
    if ((error as { code?: string }).code !== 'REFUSED') throw error;
  }
}

async function perform(engine: TestEngine, { record: what, which: k }: RecordStep, n: number) {
  const { ask } = engine;
  const at = <T>(list: readonly T[]): T[] => list.slice(k, k + 1);
  const settings = await ask.settings.get();
  const users = [...(await engine.users()).values()];
  const files = await ask.imports.list();
  const sets = await ask.sets.list();
  switch (what) {
    case 'settings':
      return ask.settings.save({
        ...settings,
        countTransferred: k > 1,
        waiveThreshold: k * 50,
        signOffAbove: k === 0 ? 1 : null,
        okToPurgeGroup: k === 3 ? 'Gone' : 'OK to Purge',
      });
    case 'rulesOff':
      return ask.settings.save({
        ...settings,
        rulesOff: k > 1 ? [{ rule: 'expiry-in-future', reason: 'Tried' }] : [],
      });
    case 'runDate':
      return ask.settings.save({ ...settings, runDate: `2026-11-2${k}`, days: 30 });
    case 'editRule':
      for (const { ruleId } of at(await ask.register.list()))
        await ask.register.edit({ ruleId, kind: 'prefix', value: 'b', note: `${n}` });
      return;
    case 'removeRule':
      for (const { ruleId } of at(await ask.register.list())) await ask.register.remove({ ruleId });
      return;
    case 'groupRule':
      return ask.register.add({ kind: 'group', value: k > 1 ? 'Alumni' : 'Nobody’s' });
    case 'editSet':
      for (const { setId } of at(sets)) await ask.sets.edit({ setId, name: `Renamed ${n}` });
      return;
    case 'combineSets': {
      const [first, second] = [...at(sets), ...sets];
      if (!first || !second) return;
      const operator = k > 1 ? 'Not' : 'And';
      const pair = { first: first.setId, operator, second: second.setId } as const;
      return ask.sets.combine({ name: `Combined ${n}`, ...pair });
    }
    case 'deleteSet':
      for (const { setId } of at(sets)) await ask.sets.delete({ setId });
      return;
    case 'note':
      for (const { userNo } of at(users)) await ask.users.addNote({ userNo, text: `Note ${n}` });
      return;
    case 'removeNote':
      for (const { userNo } of users)
        for (const { noteId } of at((await ask.users.get({ userNo })).notes))
          await ask.users.removeNote({ noteId });
      return;
    case 'draw':
      return ask.samples.draw({ among: k > 1 ? 'approved' : 'not-excluded', perGroup: 2 });
    case 'find':
      for (const { sampleId } of await ask.samples.list())
        for (const { userNo } of at(await ask.samples.users({ sampleId })))
          await ask.samples.record({ sampleId, userNo, finding: k > 1 ? null : 'differs' });
      return;
    case 'removeSample':
      for (const { sampleId } of at(await ask.samples.list()))
        await ask.samples.remove({ sampleId });
      return;
    case 'view':
      for (const { viewId } of at(await ask.views.list({ grid: 'review' })))
        await ask.views.remove({ viewId });
      return ask.views.save({ grid: 'review', name: `View ${n}`, state: '{}' });
    case 'withdraw':
      return ask.signOff.withdraw();
    case 'wait':
      return waiting(engine, n, 'candidates', WAITING);
    case 'waitingList':
      return waiting(engine, n, 'exclusions', [['Primary Identifier'], [7], ['b'], ["'c"]]);
    case 'discard':
      for (const { importId } of at(files)) await ask.imports.discard({ importId });
      return;
    case 'listKind':
      for (const { importId } of at(files))
        await ask.imports.setListKind({ importId, kind: n % 2 ? 'identifiers' : 'exclusions' });
      return;
    case 'dataDate':
      for (const { importId } of at(files))
        await ask.imports.setDataDate({ importId, dataDate: `2026-11-0${k + 1}` });
      return;
    case 'profile':
      for (const { profileId } of at(await ask.imports.profiles()))
        await ask.imports.deleteProfile({ profileId });
      for (const { importId } of at(files))
        await ask.imports.saveProfile({ importId, name: `Profile ${n}` });
      return;
    case 'markRead':
      for (const { jobId } of at(await ask.jobs.list())) await ask.jobs.markRead({ jobId });
      return;
    case 'markMessages': {
      const jobIds = at(await ask.jobs.list()).map(({ jobId }) => jobId);
      await ask.jobs.markMessages({ jobIds, read: n % 3 > 0 });
      return;
    }
  }
}

/** Brings users back, leaves others out, and tells of new ones. */
const WAITING: Cell[][] = [
  ['Primary Identifier', 'User Group', 'Expiry Date', 'Purge Date', 'Loans'],
  ['a', 'Alumni', '2019-01-31', '2020-01-31', 0],
  ['007', 'I-Share', '2099-01-31', '2020-01-31', 1],
  ['new', 'Visitors', '2019-01-31', '2020-01-31', 0],
];

async function waiting(
  engine: TestEngine,
  n: number,
  kind: 'candidates' | 'exclusions',
  rows: Cell[][],
): Promise<void> {
  const path = join(engine.folder, `Waiting ${n}.xlsx`);
  await engine.read(await writeWorkbook(path, { rows }), kind);
}

/** Warms what is held in memory, so that a change has something to make stale. */
export async function look({ ask }: TestEngine): Promise<void> {
  await ask.users.facets({ criteria: EVERYBODY });
  await ask.users.count({
    criteria: { op: 'all', of: [CANDIDATES, { op: 'search', value: 'a' }] },
  });
}
