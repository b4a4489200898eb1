/**
 * What goes on from an earlier workspace into a new one: settings, answers, register, profiles, and nobody. Taken over at
 * the wrong moment it would change what was decided; a person who came along would be kept longer than anybody knows.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '#engine/db/sqlite.ts';
import { type PolicyFacts, policyFactsOf } from '#shared/domain/policyFacts.ts';
import { refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { png } from '../support/pictures.ts';

const SAID: PolicyFacts = {
  ...{ deletePolicy: 4, timeZone: 'Europe/Vienna', reading: 'inclusive', countTransferred: false },
  ...{ currency: 'EUR', esploro: true },
};

const FIXTURES = join(import.meta.dirname, '../fixtures/workspaces');

function engineIn(folder: string): TestEngine {
  const engine = new TestEngine(folder);
  onTestFinished(() => engine.close());
  return engine;
}

/** A cycle that is over. @returns its file */
async function spring(folder: string, answered = true): Promise<string> {
  const engine = engineIn(folder);
  await engine.ask.workspace.create({ file: engine.grant(join(folder, 'Spring.purgedesk')) });
  const logo = join(folder, 'logo.png');
  writeFileSync(logo, png(24, 8));
  await engine.ask.settings.saveLogo({ file: engine.grant(logo, 'open') });
  await engine.ask.register.add({
    kind: 'group',
    value: 'Emeriti',
    note: 'Retired',
    reviewOn: null,
  });
  await engine.ask.register.add({ kind: 'identifier', value: '00042', note: '', reviewOn: null });
  const { importId } = await engine.candidates([{ id: 'ana', last: 'Unmistakable' }, 'bob']);
  await engine.ask.imports.saveProfile({ importId, name: 'Monthly report' });
  const settings = await engine.ask.settings.get();
  await engine.ask.settings.save({
    ...settings,
    ...{ excludeReasons: ['Emerita', 'Donor'], keepWords: ['donor'], signOffAbove: 7, days: 99 },
    ...{ runDate: '2026-05-21', waiveThreshold: 500 },
    rulesOff: [{ rule: 'researcher', reason: 'This time' }],
    institution: {
      ...settings.institution,
      ...{ name: 'Lakeside', period: 'Spring 2026', paper: 'Letter' as const },
    },
  });
  if (answered) await engine.ask.settings.answerPolicy(SAID);
  const { path } = engine;
  await engine.close();
  return path;
}

/** @returns the engine over a new workspace */
async function fall(folder: string): Promise<TestEngine> {
  const engine = engineIn(folder);
  await engine.ask.workspace.create({ file: engine.grant(join(folder, 'Fall.purgedesk')) });
  return engine;
}

const taken = (engine: TestEngine, path: string) =>
  engine.ask.settings.takeOver({ file: engine.grant(path, 'open') });

test('settings, answers, logo, register and profiles go on; what was of that cycle alone doesn’t', async () => {
  const folder = temporaryFolder();
  const earlier = await spring(folder);
  const before = readFileSync(earlier);
  const engine = await fall(folder);
  expect(await taken(engine, earlier)).toEqual({
    ...{ takenFrom: 'Spring', rules: 2, profiles: 1, answered: true },
  });
  const settings = await engine.ask.settings.get();
  expect(policyFactsOf(settings)).toEqual(SAID);
  expect(settings).toMatchObject({
    ...{ excludeReasons: ['Emerita', 'Donor'], keepWords: ['donor'], signOffAbove: 7, days: 99 },
    ...{ runDate: null, rulesOff: [], waiveThreshold: 500 },
    institution: { name: 'Lakeside', period: '', paper: 'Letter' },
  });
  expect(await engine.ask.settings.logo()).toMatchObject({ width: 24, height: 8 });
  const rules = await engine.ask.register.list();
  // That of every new workspace stays one.
  expect(rules.map(({ kind, value, note }) => [kind, value, note])).toEqual([
    ['group', 'Emeriti', 'Retired'],
    ['group', 'I-Share', expect.stringContaining('Never purge')],
    ['identifier', '00042', ''],
  ]);
  const [profile] = await engine.ask.imports.profiles();
  expect(profile).toMatchObject({ name: 'Monthly report', kind: 'candidates' });
  expect(readFileSync(earlier).equals(before)).toBe(true);
  const { path } = engine;
  await engine.close();
  expect(readFileSync(path).includes('Unmistakable')).toBe(false);
});

test('they count as asked, until somebody confirms them here; then it is said from where they came', async () => {
  const folder = temporaryFolder();
  const earlier = await spring(folder);
  const engine = await fall(folder);
  await taken(engine, earlier);
  const { settings } = engine.ask;
  expect(await settings.policyAsked()).toEqual({ takenFrom: 'Spring', answered: null });
  await engine.candidates(['ana']);
  await engine.approve();
  const { settings: told } = await engine.purge();
  expect(told).toContainEqual({ label: 'Delete user policy', value: '4. Fully remove' });
  await engine.answerPolicy({ deletePolicy: 2 });
  expect(await settings.policyAsked()).toMatchObject({
    takenFrom: 'Spring',
    answered: { by: 'Tester' },
  });
});

test('where nobody had answered they are no answer here either', async () => {
  const folder = temporaryFolder();
  const earlier = await spring(folder, false);
  const engine = await fall(folder);
  expect(await taken(engine, earlier)).toMatchObject({ answered: false });
  expect(await engine.ask.settings.policyAsked()).toBeNull();
});

test('a workspace in which something has begun takes nothing over', async () => {
  const folder = temporaryFolder();
  const earlier = await spring(folder);
  const engine = await fall(folder);
  await engine.ask.settings.answerPolicy(SAID);
  expect((await refusal(taken(engine, earlier))).reason).toBe('takeOver.notNew');
  const another = engineIn(temporaryFolder());
  await another.ask.workspace.create({
    file: another.grant(join(another.folder, 'Summer.purgedesk')),
  });
  await another.candidates(['ana']);
  const before = [await another.ask.settings.get(), await another.ask.register.list()];
  expect((await refusal(taken(another, earlier))).reason).toBe('takeOver.notNew');
  expect([await another.ask.settings.get(), await another.ask.register.list()]).toEqual(before);
});

test('what can’t be read says so of the other workspace, and nothing is taken over', async () => {
  const folder = temporaryFolder();
  const earlier = await spring(folder);
  const engine = await fall(folder);
  const old = join(folder, 'Old.purgedesk');
  copyFileSync(join(FIXTURES, 'version-4.purgedesk'), old);
  const none = join(folder, 'None.purgedesk');
  writeFileSync(none, 'no workspace at all');
  const broken = join(folder, 'Broken.purgedesk');
  copyFileSync(earlier, broken);
  const db = new Database(broken);
  db.exec(`UPDATE setting SET value = '"often"' WHERE name = 'days'`);
  db.close();
  const before = await engine.ask.settings.get();
  for (const [path, reason] of [
    [old, 'takeOver.old'],
    [none, 'workspace.foreign'],
    [broken, 'takeOver.damaged'],
    [engine.path, 'workspace.locked'],
  ] as const)
    expect([path, (await refusal(taken(engine, path))).reason]).toEqual([path, reason]);
  expect(await engine.ask.settings.get()).toEqual(before);
  expect(await taken(engine, earlier)).toMatchObject({ takenFrom: 'Spring' });
});
