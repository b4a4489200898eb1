/**
 * One person asks to be erased: as a user who isn't deleted, or as somebody whom only a list, a note or an unknown column
 * names. What stays of them is a broken promise; what goes of anybody else is a wrong that nobody can put right.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { runJob } from '#engine/jobs/runJob.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { ErasureCaveat } from '#shared/domain/person.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const HEADS = [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role'];

interface Asked {
  readonly userNos?: readonly number[];
  readonly texts?: readonly string[];
  readonly told?: readonly ErasureCaveat[];
  readonly word?: string;
  readonly typedUsers?: number;
}

const onRequest = ({ userNos = [], texts = [], told = [], word = 'ERASE', ...rest }: Asked) => ({
  kind: 'erase-users' as const,
  name: 'Erase on request',
  parameters: {},
  users: { criteria: { op: 'users', userNos: [...userNos] } satisfies Criteria },
  typedUsers: rest.typedUsers ?? userNos.length,
  person: { texts: [...texts], told: [...told], word },
});

const why = async (engine: TestEngine, asked: Asked) =>
  (await refusal(engine.ask.jobs.submit({ job: onRequest(asked), capture: null }))).reason;

/** Which texts stand in the files of the workspace still. */
function foundIn(folder: string, texts: readonly string[]): string[] {
  const bytes = readdirSync(folder, { encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.purgedesk/.test(path) && existsSync(path))
    .map((path) => readFileSync(path).toString('latin1').toLowerCase());
  return texts.filter((text) => bytes.some((all) => all.includes(text.toLowerCase())));
}

async function foundAfter(engine: TestEngine, texts: readonly string[]): Promise<string[]> {
  const { folder } = engine;
  await engine.close();
  return foundIn(folder, texts);
}

test('a user in the review who isn’t deleted goes with everything, and is nobody’s candidate any more', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    HEADS,
    ['pid-ana', 'Quillfeather', 'Anabel', 'Graduate', '2019-05-31', 'No'],
    ['pid-ben', 'Stonebridge', 'Benno', 'Graduate', '2019-05-31', 'No'],
  ]);
  await engine.approve();
  const { userNo } = await engine.user('pid-ana');
  const ben = await engine.user('pid-ben');
  await engine.ask.users.addNote({ userNo: ben.userNo, text: 'cousin of Anabel Quillfeather' });
  expect(await why(engine, { userNos: [userNo] })).toBe('erasure.notTold');
  const report = await engine.run(onRequest({ userNos: [userNo], told: ['approved'] }));
  expect(report).toMatchObject({ finished: 1, failed: 0 });
  expect(report.settings[0]!.value).toMatch(/^PR-/);
  expect(JSON.stringify(report.settings)).toContain('on their request');
  expect(await engine.identifiers()).toEqual(['pid-ben']);
  expect(await engine.identifiers({ op: 'membership', value: 'candidate' })).toEqual(['pid-ben']);
  expect((await engine.ask.users.deletedMonths()).length).toBe(0);
  const { notes } = await engine.ask.users.get({ userNo: ben.userNo });
  expect(notes.map(({ text }) => text)).toEqual(['cousin of [erased]']);
  // The purge goes on without them.
  expect(await engine.purge()).toMatchObject({ finished: 1 });
  expect(await foundAfter(engine, ['pid-ana', 'Quillfeather', 'Anabel', 'pid-ben'])).toEqual([
    'pid-ben',
  ]);
});

test('somebody whom lists and notes alone name goes, and is known again in a later file', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [...HEADS, 'Contact person'],
    ['pid-ben', 'Stonebridge', 'Benno', 'Graduate', '2019-05-31', 'No', 'Zora Wintergreen'],
  ]);
  await addRows(engine, 'fines-fees', [
    [PID, 'Last Name', 'First Name', 'Fine Fee Status', 'Remaining Amount'],
    ['lib-998', 'Wintergreen', 'Zora', 'Active', '12.50'],
    ['pid-ben', 'Stonebridge', 'Benno', 'Active', '3.00'],
  ]);
  const ben = await engine.user('pid-ben');
  await engine.ask.users.addNote({ userNo: ben.userNo, text: 'Ask wintergreen, zora first' });
  const texts = ['lib-998', 'Zora Wintergreen'];
  const named = (await engine.users()).get('lib-998');
  const userNos = named ? [named.userNo] : [];
  const before = await engine.ask.users.details({ userNo: ben.userNo });
  await engine.run(onRequest({ userNos, texts, told: ['owes'] }));
  expect(await engine.ask.users.details({ userNo: ben.userNo })).toEqual(before);
  const { notes } = await engine.ask.users.get({ userNo: ben.userNo });
  expect(notes.map(({ text }) => text)).toEqual(['Ask [erased] first']);
  const path = join(engine.folder, 'Again.csv');
  writeFileSync(path, `${PID},Purge Date\r\nLIB-998,2019-05-31\r\nnewcomer,2019-05-31`);
  const { importId } = await engine.importFile(path, 'candidates');
  const { notices } = await engine.ask.imports.check({ importId });
  expect(notices.map(({ code }) => code)).toContain('erased-before');
  expect(await foundAfter(engine, ['lib-998', 'Wintergreen', 'Zora', 'Stonebridge'])).toEqual([
    'Stonebridge',
  ]);
});

test('a name goes as other systems write it, too, and nobody else’s does', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    HEADS,
    ['pid-jorg', 'Müller', 'Jörg', 'Graduate', '2019-05-31', 'No'],
    ['pid-anna', 'Mueller', 'Anna', 'Graduate', '2019-05-31', 'No'],
  ]);
  const [jorg, anna] = [await engine.user('pid-jorg'), await engine.user('pid-anna')];
  for (const text of [
    'knows Joerg Mueller',
    'knows JÖRG MULLER',
    'knows M&uuml;ller, J&ouml;rg',
    'sent J%C3%B6rg%20M%C3%BCller',
    'Anna Mueller called, Mrs Mueller that is',
  ])
    await engine.ask.users.addNote({ userNo: anna.userNo, text });
  await engine.run(onRequest({ userNos: [jorg.userNo] }));
  const { notes } = await engine.ask.users.get({ userNo: anna.userNo });
  expect(notes.map(({ text }) => text).sort()).toEqual([
    'Anna Mueller called, Mrs Mueller that is',
    'knows [erased]',
    'knows [erased]',
    'knows [erased]',
    'sent [erased]',
  ]);
});

test('of two people with one name the other loses nothing, and nobody can take it from them', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [...HEADS, 'Called'],
    ['twin-1', 'Samename', 'Terry', 'Graduate', '2019-05-31', 'No', 'Terry Samename'],
    ['twin-2', 'Samename', 'Terry', 'Graduate', '2019-05-31', 'No', 'Samename, Terry'],
  ]);
  await addRows(engine, 'user-identifiers', [
    [PID, 'Identifier Type', 'Identifier Value'],
    ['twin-1', 'Barcode', 'BAR000771'],
    ['twin-2', 'Barcode', 'BAR000772'],
  ]);
  const [one, two] = [await engine.user('twin-1'), await engine.user('twin-2')];
  await engine.ask.users.addNote({ userNo: two.userNo, text: 'Terry Samename called' });
  const texts = (text: string) => ({ userNos: [one.userNo], texts: ['twin-1', text] });
  for (const others of ['Terry Samename', 'samename, terry', 'TWIN-2', 'bar000772', 'Samename'])
    expect(await why(engine, texts(others))).toBe('erasure.ofOthers');
  const ask = () => engine.ask.users.get({ userNo: two.userNo });
  const before = await ask();
  await engine.run(onRequest(texts('BAR000771')));
  expect(await ask()).toEqual(before);
  expect(await engine.identifiers()).toEqual(['twin-2']);
  const left = ['BAR000771', 'BAR000772', 'twin-1', 'Samename'];
  expect(await foundAfter(engine, left)).toEqual(['BAR000772', 'Samename']);
});

test('nobody goes past what has to be said, past a job that works on them, or twice', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', { id: 'ben', loans: 2, balance: 5 }]);
  await engine.approve();
  const ben = await engine.user('ben');
  const all: Asked = { userNos: [ben.userNo], told: ['loans', 'owes', 'approved'] };
  expect(await why(engine, {})).toBe('erasure.nobody');
  expect(await why(engine, { ...all, word: 'yes' })).toBe('erasure.word');
  expect(await why(engine, { ...all, told: ['loans', 'owes'] })).toBe('erasure.notTold');
  expect(await why(engine, { ...all, typedUsers: 2 })).toBe('erasure.users');
  expect(await why(engine, { ...all, userNos: [ben.userNo, 4711] })).toBe('erasure.users');

  const purge = { kind: 'purge-user-records' as const, name: 'Purge', parameters: PURGE };
  await engine.beforeJobsRun(async () => {
    const { jobId } = await engine.ask.jobs.submit({ job: purge, capture: null });
    expect(await why(engine, all)).toBe('erasure.inJob');
    await engine.ask.jobs.cancel({ jobId });
    // What a cancelled request was about isn't kept.
    const asked = onRequest({ ...all, texts: ['ben'] });
    const request = await engine.ask.jobs.submit({ job: asked, capture: null });
    expect(engine.count('erasing_text')).toBe(1);
    await engine.ask.jobs.cancel({ jobId: request.jobId });
    expect(engine.count('erasing_text')).toBe(0);
  });

  await engine.run(onRequest(all));
  expect(await why(engine, all)).toBe('erasure.users');
  expect(await engine.identifiers()).toEqual(['ana']);
});

test('an unknown column, a decision, a set, a view and a list of another are gone through, too', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [...HEADS, 'Remark'],
    ['pid-ben', 'Stonebridge', 'Benno', 'Graduate', '2019-05-31', 'No', 'lives with Ilse Farthing'],
    ['pid-cem', 'Hollowell', 'Cem', 'Graduate', '2019-05-31', 'No', 'ilse.farthing@uni.example'],
  ]);
  const { userNo } = await engine.user('pid-cem');
  await engine.ask.review.decide({
    selection: { criteria: { op: 'users', userNos: [userNo] } },
    ...{ decision: 'excluded', reason: 'Other', note: 'Farthing, Ilse asked' },
  });
  await engine.ask.views.save({ grid: 'users', name: 'Ilse Farthing', state: '{}' });
  const before = await engine.users();
  const texts = ['ILSE FARTHING', 'ilse.farthing@uni.example'];
  const { settings } = await engine.run(onRequest({ texts }));
  // How many they were is told, and none of them.
  expect(settings.map(({ value }) => value)).toContain('2');
  expect(JSON.stringify(settings)).not.toMatch(/farthing/i);
  expect(await engine.users()).toEqual(before);
  const { decisions } = await engine.ask.users.get({ userNo });
  expect(decisions.map(({ note }) => note)).toEqual(['[erased] asked']);
  const [view] = await engine.ask.views.list({ grid: 'users' });
  expect(view!.name).toContain('[erased]');
  expect(await foundAfter(engine, ['Farthing', 'ilse', 'Hollowell'])).toEqual(['Hollowell']);
});

test('a workspace that is open for reading only erases nobody', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana']);
  const { path } = engine;
  const { userNo } = await engine.user('ana');
  await engine.close();
  await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
  expect(await why(engine, { userNos: [userNo] })).toBe('workspace.readOnly');
  expect(await engine.identifiers()).toEqual(['ana']);
});

test('interrupted after any of its steps it goes on, also for somebody who is no user', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [...HEADS, 'Remark'],
    ['pid-ana', 'Quillfeather', 'Anabel', 'Graduate', '2019-05-31', 'No', ''],
    ['pid-ben', 'Stonebridge', 'Benno', 'Graduate', '2019-05-31', 'No', 'lives with Ilse Farthing'],
  ]);
  const ben = await engine.user('pid-ben');
  await engine.ask.users.addNote({
    userNo: ben.userNo,
    text: 'Anabel Quillfeather, Ilse Farthing',
  });
  const { userNo } = await engine.user('pid-ana');
  const { path, folder } = engine;
  await engine.close();
  for (const asked of [{ userNos: [userNo] }, { texts: ['Farthing, Ilse'] }]) {
    const opened = openWritable(path);
    const { person, ...job } = onRequest(asked);
    const request = {
      ...job,
      parameters: { requestId: 'PR-2345-6789', onRequest: true as const },
      users: { ...job.users, except: [] },
      person,
    };
    const members = UserBitmap.of(asked.userNos ?? []);
    const jobId = submitJob(opened.db, request, [], 'x', null, null, members);
    opened.close();
    for (let steps = 1, ended = false; !ended; steps++) {
      const { db, close } = openWritable(path);
      const closing = new AbortController();
      let left = steps;
      const breathe = async () => {
        if (--left === 0) closing.abort();
      };
      ended = await runJob(db, jobId, () => {}, breathe, closing.signal);
      close();
      expect(verify(path)).toEqual([]);
    }
  }
  await engine.open(path);
  expect(await engine.identifiers()).toEqual(['pid-ben']);
  expect(engine.count('erasing_text')).toBe(0);
  // Each is counted once, however often it was interrupted.
  const taken = (await engine.ask.jobs.list()).map(({ finished, erasure }) => ({
    ...erasure!.certificate!.takenOut,
    finished,
  }));
  expect(taken).toEqual([
    { finished: 0, rows: 0, quotations: 2, files: 0 },
    { finished: 1, rows: 1, quotations: 1, files: 1 },
  ]);
  await engine.close();
  const gone = ['pid-ana', 'Quillfeather', 'Anabel', 'Farthing', 'Ilse'];
  expect(foundIn(folder, [...gone, 'Stonebridge'])).toEqual(['Stonebridge']);
});

test('a job that was submitted behind the request, and is for them, too, gives them nothing any more', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  await engine.approve();
  const { userNo } = await engine.user('ana');
  const set = await engine.ask.sets.create({
    name: 'Both',
    criteria: { op: 'users', userNos: [userNo, (await engine.user('ben')).userNo] },
    origin: { from: 'rehearsal' },
  });
  const jobs = await engine.beforeJobsRun(async () => {
    const asked = onRequest({ userNos: [userNo], told: ['approved'] });
    const erasing = await engine.ask.jobs.submit({ job: asked, capture: null });
    const moving = await engine.ask.jobs.submit({
      job: {
        kind: 'update-notify-users',
        name: 'Move',
        parameters: { setId: set.setId, userGroup: 'OK to Purge', condition: 'Unconditionally' },
      },
      capture: null,
    });
    return [erasing.jobId, moving.jobId] as const;
  });
  expect(await engine.completed(jobs[0])).toMatchObject({ finished: 1 });
  await engine.completed(jobs[1]);
  expect((await engine.user('ben')).user_group).toBe('OK to Purge');
  const left =
    'user WHERE erased_by_job IS NOT NULL AND (group_no IS NOT NULL OR email IS NOT NULL)';
  expect(engine.count(left)).toBe(0);
  expect(engine.count(`history WHERE user_no = ${userNo} AND new_value IS NOT NULL`)).toBe(0);
});
