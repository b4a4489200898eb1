/**
 * What an erasure leaves behind for people: users who lose a proxy or a guardian, what was switched off, and copies that
 * lie elsewhere. A sponsor whose proxy vanished without a word, a rule that protects somebody else from then on, a file
 * on a drive that nobody remembers: each is a promise broken.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AfterList } from '#shared/domain/afterErasing.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { readBack } from '../support/readBack.ts';

const PID = 'Primary Identifier';
const HEADS = [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role'];

/** Purges everybody who is approved, and erases those of them who are named. */
async function erase(engine: TestEngine, ...identifiers: string[]) {
  const users = await engine.users({ op: 'membership', value: 'deleted' });
  const userNos = identifiers.map((each) => users.get(each)!.userNo);
  return engine.run({
    kind: 'erase-users',
    name: 'User Cleanup',
    parameters: {},
    users: { criteria: { op: 'users', userNos } },
    typedUsers: userNos.length,
  });
}

const itemsOf = async (engine: TestEngine, jobId: number, list: AfterList) =>
  (await engine.ask.erasures.items({ jobId, list, offset: 0, limit: 1000 })).rows;

const reasonOf = async (asked: Promise<unknown>) => (await refusal(asked)).reason;

test('users who stay and lose a proxy, a sponsor or a guardian are on a work list, by who they are now', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    HEADS,
    ['gone1', 'Goner', 'Ada', 'Faculty', '2019-05-31', 'No'],
    ['gone2', 'Leaver', 'Ben', 'Faculty', '2019-05-31', 'No'],
  ]);
  await addRows(engine, 'users', [
    [PID, 'Last Name', 'First Name', 'Birth Date', 'Status', 'Account Type'],
    ['stay1', 'Sponsorson', 'Una', '1970-01-01', 'Active', 'External'],
    ['stay2', 'Proxyson', 'Ulf', '1980-01-01', 'Active', 'External'],
    ['child', 'Minor', 'Mia', '2015-01-01', 'Active', 'External'],
  ]);
  await addRows(engine, 'user-proxies', [
    [PID, 'Proxy For'],
    // Each of the two that go needs one who stays, or is needed.
    ['gone1', 'stay1'],
    ['stay2', 'gone2'],
    ['gone1', 'gone2'],
  ]);
  await addRows(engine, 'user-contacts', [
    [PID, 'Email Address', 'CC', 'Address Line 1', 'City', 'Postal Code'],
    ['child', 'ada@uni.example', 'Yes', null, null, null],
    ['gone1', 'ada@uni.example', 'No', null, null, null],
  ]);
  await engine.approve();
  await engine.purge();
  const { jobId } = await erase(engine, 'gone1', 'gone2');
  const links = await itemsOf(engine, jobId, 'links');
  expect(links.map(({ what, identifier, name, users }) => [what, identifier, name, users])).toEqual(
    [
      ['proxy', 'stay1', 'Sponsorson, Una', 1],
      ['sponsor', 'stay2', 'Proxyson, Ulf', 1],
      ['guardian', 'child', 'Minor, Mia', 1],
    ],
  );
  const [first] = links;
  const { what, ref } = first!;
  const tick = { jobId, list: 'links' as const, items: [{ what, ref }] };
  expect(await engine.ask.erasures.tick({ ...tick, done: true })).toEqual({ items: 1 });
  expect(await engine.ask.erasures.tick({ ...tick, done: true })).toEqual({ items: 0 });
  const [done] = await itemsOf(engine, jobId, 'links');
  expect(done).toMatchObject({ doneBy: expect.stringMatching(/./), doneAt: expect.any(Number) });
  const [summary] = await engine.ask.erasures.list();
  expect(summary).toMatchObject({ jobId, users: 2, left: { links: { items: 3, open: 2 } } });

  // What stays is written like any other list.
  const path = join(engine.folder, 'Left.xlsx');
  await engine.export({ of: 'after-erasing', jobId }, path);
  const book = JSON.stringify(await readBack(path));
  expect(book).toContain('stay1');
  expect(book).not.toMatch(/gone1|Goner|ada@uni/);
});

test('what names somebody is off, says by which request, and is on again only when it was edited', async () => {
  const engine = await newEngine();
  await engine.candidates(['goneid1', 'stayid1', { id: 'stayid2', loans: 1 }]);
  await engine.approve();
  await engine.purge();
  const rule = await engine.ask.register.add({ kind: 'identifier', value: 'goneid1' });
  const other = await engine.ask.register.add({ kind: 'identifier', value: 'stayid2' });
  const asks: Criteria = {
    op: 'any',
    of: [
      { op: 'exactly', value: 'goneid1' },
      { op: 'exactly', value: 'stayid2' },
    ],
  };
  const make = (name: string, criteria: Criteria) =>
    engine.ask.sets.create({
      ...{ name, criteria, logical: true, origin: { from: 'review', users: 'all' } },
    } as never);
  const set = await make('Two of them', asks);
  const asking = await make('Asks that set', { op: 'inSet', setId: set.setId });
  const free = await make('Candidates', { op: 'membership', value: 'candidate' });
  const state = JSON.stringify({ filter: [{ value: 'goneid1' }] });
  const view = await engine.ask.views.save({ grid: 'review', name: 'That user', state });
  const settings = await engine.ask.settings.get();
  await engine.ask.settings.save({ ...settings, keepWords: ['keep', 'goneid1 stays'] });

  const report = await erase(engine, 'goneid1');
  const { jobId } = report;
  const requestId = report.settings[0]!.value;
  const off = await itemsOf(engine, jobId, 'off');
  expect(off.map(({ what, ref }) => [what, ref])).toEqual([
    ['rule', rule.ruleId],
    ['set', set.setId],
    ['view', view.viewId],
    ['keep-words', 0],
  ]);
  expect(JSON.stringify(off)).not.toContain('goneid1');
  expect((await engine.ask.settings.get()).keepWords).toEqual(['keep']);

  // The register: it protects nobody, and stays off whatever is said but whom it is to protect.
  const find = async () =>
    (await engine.ask.register.list()).find((each) => each.ruleId === rule.ruleId)!;
  expect(await find()).toMatchObject({ value: '[erased]', users: 0, off: { jobId, requestId } });
  expect(
    (await engine.ask.register.list()).find((each) => each.ruleId === other.ruleId)!.off,
  ).toBeNull();
  const again = { ...{ ruleId: rule.ruleId, kind: 'pattern' as const, note: '', reviewOn: null } };
  expect(await reasonOf(engine.ask.register.edit({ ...again, value: '[erased]' }))).toBe(
    'register.erased',
  );
  expect(await reasonOf(engine.ask.register.add({ kind: 'prefix', value: '[erased]' }))).toBe(
    'register.erased',
  );
  expect((await find()).off).not.toBeNull();
  await engine.ask.register.edit({ ...again, value: 'stayid*' });
  expect(await find()).toMatchObject({ off: null, users: 1 });

  // Sets: their members are what they were without the erased, and nothing is done with them, nor by way of another set.
  const sets = await engine.ask.sets.list();
  const shown = (setId: number) => sets.find((each) => each.setId === setId)!;
  expect(shown(set.setId)).toMatchObject({ members: 1, criteria: null, off: { jobId, requestId } });
  expect(shown(free.setId).off).toBeNull();
  for (const setId of [set.setId, asking.setId]) {
    const combine = { first: setId, second: free.setId, operator: 'And' as const };
    expect(await reasonOf(engine.ask.sets.combineCount(combine))).toBe('set.off');
    expect(await reasonOf(engine.ask.sets.combine({ ...combine, name: 'Around' }))).toBe('set.off');
    expect(await reasonOf(engine.move(setId))).toBe('set.off');
    expect(await reasonOf(engine.purgeSet(setId))).toBe('set.off');
    const file = engine.grant(join(engine.folder, 'Set.xlsx'));
    const asFile = { setId, heading: 'USERNAME' as const, file, clean: false };
    expect(await reasonOf(engine.ask.sets.exportFile(asFile))).toBe('set.off');
  }
  await engine.ask.sets.edit({ setId: set.setId, name: 'One of them', description: '', note: '' });
  const combine = { first: asking.setId, second: free.setId, operator: 'And' as const };
  expect(await engine.ask.sets.combineCount(combine)).toMatchObject({ users: 1 });

  // A view is a name until it is saved anew.
  const views = () => engine.ask.views.list({ grid: 'review' });
  expect(await views()).toEqual([
    {
      viewId: view.viewId,
      name: 'That user',
      state: '{}',
      off: expect.objectContaining({ requestId }),
    },
  ]);
  await engine.ask.views.save({ grid: 'review', name: 'That user', state: '{"columns":[]}' });
  expect((await views())[0]!.off).toBeNull();

  const left = await itemsOf(engine, jobId, 'off');
  expect(left.map(({ doneAt }) => doneAt !== null)).toEqual([true, true, true, false]);
  // What ends by itself can't be ticked.
  const tick = { jobId, list: 'off' as const, done: false };
  expect(
    await engine.ask.erasures.tick({ ...tick, items: [{ what: 'rule', ref: rule.ruleId }] }),
  ).toEqual({ items: 0 });
  expect(
    await engine.ask.erasures.tick({
      ...tick,
      done: true,
      items: [{ what: 'keep-words', ref: 0 }],
    }),
  ).toEqual({ items: 1 });
});

test('a profile that names somebody is offered to nobody, and can’t be used', async () => {
  const engine = await newEngine();
  await engine.candidates(['goneid1', { id: 'stayid1', loans: 1 }]);
  await engine.approve();
  await engine.purge();
  const path = join(engine.folder, 'Odd.csv');
  writeFileSync(path, `${PID},Seen by goneid1\r\nstayid1,yes\r\n`);
  const { importId } = await engine.read(path, 'exclusions');
  const profile = await engine.ask.imports.saveProfile({ importId, name: 'Odd report' });
  await erase(engine, 'goneid1');
  const [off] = await engine.ask.imports.profiles();
  expect(off).toMatchObject({
    name: 'Odd report',
    headings: [],
    off: { requestId: expect.any(String) },
  });
  const used = engine.ask.imports.useProfile({ importId, profileId: profile.profileId });
  expect(await reasonOf(used)).toBe('profile.off');
  const other = await engine.read(path, 'exclusions');
  expect(other.profile).toBeNull();
  await engine.ask.imports.saveProfile({ importId: other.importId, name: 'Odd report' });
  expect((await engine.ask.imports.profiles())[0]!.off).toBeNull();
});

test('the checklist names each file that holds an erased user, and no other', async () => {
  const engine = await newEngine();
  const file = await engine.candidates(['goneid1', 'stayid1', { id: 'stayid2', loans: 1 }]);
  await engine.approve();
  const at = (name: string) => join(engine.folder, name);
  const users = (criteria: Criteria) => ({
    ...{ of: 'users' as const, list: 'users' as const, criteria, sort: [], title: 'Users' },
    columns: ['primary_identifier'],
  });
  await engine.export(users({ op: 'exactly', value: 'goneid1' }), at('goneid1 alone.xlsx'));
  await engine.export(users({ op: 'exactly', value: 'stayid1' }), at('Other.csv'), {
    format: 'csv',
  });
  await engine.exportRows(file.importId, { of: 'new' }, at('Rows.xlsx'));
  await engine.ask.imports.saveOriginal({
    importId: file.importId,
    file: engine.grant(at('Original.xlsx')),
  });
  const set = await engine.ask.sets.create({
    ...{
      name: 'All',
      criteria: { op: 'membership', value: 'candidate' },
      origin: { from: 'review', users: 'all' },
    },
  } as never);
  await engine.ask.sets.exportFile({
    ...{ setId: set.setId, heading: 'USERNAME', clean: false },
    file: engine.grant(at('Set.xlsx')),
  });
  const purge = await engine.purge();
  await engine.exportReport(purge.jobId, at('Report.xlsx'));
  const lists = await engine.ask.exports.lists({ jobId: purge.jobId });
  const retained = lists.find(({ title }) => title === 'Retained')!;
  await engine.export(
    { of: 'job-list', jobId: purge.jobId, list: retained.list },
    at('Retained.csv'),
    { format: 'csv' },
  );
  await engine.export(
    { of: 'trail', filter: { topic: null, staffNo: null, from: null, to: null } },
    at('Trail.csv'),
    { format: 'csv' },
  );
  await engine.ask.workspace.saveCopy({ file: engine.grant(at('Copy.purgedesk')) });
  await engine.idle();
  rmSync(at('Rows.xlsx'));

  const { jobId } = await erase(engine, 'goneid1');
  const copies = await itemsOf(engine, jobId, 'copies');
  const exported = copies.filter(({ what }) => what === 'exported');
  const told = new Map(exported.map((each) => [each.name!.slice(engine.folder.length + 1), each]));
  expect([...told.keys()].sort()).toEqual(
    [
      'Copy.purgedesk',
      'Original.xlsx',
      'Report.xlsx',
      'Rows.xlsx',
      'Set.xlsx',
      '[erased] alone.xlsx',
    ].sort(),
  );
  expect(told.get('Set.xlsx')).toMatchObject({ users: 1, isThere: true, at: expect.any(Number) });
  expect(told.get('Rows.xlsx')).toMatchObject({ users: null, isThere: false });
  expect(told.get('[erased] alone.xlsx')).toMatchObject({ isThere: null });
  expect(existsSync(at('goneid1 alone.xlsx'))).toBe(true);
  expect(copies.filter(({ what }) => what === 'imported').map(({ ref }) => ref)).toEqual([
    file.importId,
  ]);
  expect(copies.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['bursar', 'mail-lists', 'alma']),
  );
  expect(
    await engine.ask.erasures.tick({
      jobId,
      list: 'copies',
      items: [{ what: 'bursar', ref: 0 }],
      done: true,
    }),
  ).toEqual({ items: 1 });
  // One list can't tick what is on another.
  expect(
    await engine.ask.erasures.tick({
      jobId,
      list: 'links',
      items: [{ what: 'alma', ref: 0 }],
      done: true,
    }),
  ).toEqual({ items: 0 });
  expect((await engine.ask.erasures.list())[0]!.left.copies).toMatchObject({
    items: copies.length,
    open: copies.length - 1,
  });

  // Another erasure has a list of its own.
  await engine.ask.workspace.status();
  const second = await erase(engine, 'stayid1');
  const names = (await itemsOf(engine, second.jobId, 'copies')).flatMap(({ what, name }) =>
    what === 'exported' ? [name!.slice(engine.folder.length + 1)] : [],
  );
  expect(names).toContain('Other.csv');
  expect(names).not.toContain('[erased] alone.xlsx');
});

test('numbers of users whose file was taken back are never taken for those of others', async () => {
  const engine = await newEngine();
  await engine.candidates(['stayid1']);
  const brief = await engine.candidates(['briefid1']);
  const path = join(engine.folder, 'Brief.xlsx');
  await engine.export(
    {
      ...{ of: 'users', list: 'users', criteria: { op: 'exactly', value: 'briefid1' }, sort: [] },
      ...{ columns: ['primary_identifier'], title: 'Users' },
    },
    path,
  );
  await engine.idle();
  await engine.ask.imports.undo({ importId: brief.importId });
  await engine.candidates(['goneid1']);
  await engine.approve();
  await engine.purge();
  const { jobId } = await erase(engine, 'goneid1');
  const copies = await itemsOf(engine, jobId, 'copies');
  expect(copies.filter(({ what }) => what === 'exported')).toEqual([]);
});
