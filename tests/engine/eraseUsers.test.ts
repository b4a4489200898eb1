/**
 * People who were erased are gone as bytes, from wherever a workspace can hold them, and everybody else is as they were.
 * A copy that is left behind is a broken promise to a person; a value of somebody else that is lost is a wrong purge.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { withoutInJson } from '#engine/db/people/takeOut.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { runJob } from '#engine/jobs/runJob.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { task } from '#engine/writer/task.ts';
import { type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { Quotations } from '#shared/domain/quotations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { newEngine, refusal } from '../support/engine.ts';
import { addRows, compared, readRows } from '../support/importFiles.ts';
import { foundIn, type Planted, plant, planted, textsOf } from '../support/plantedPeople.ts';

const DELETED: Criteria = { op: 'membership', value: 'deleted' };
const PID = 'Primary Identifier';

const erasing = (criteria: Criteria, typedUsers: number, except: number[] = []) => ({
  kind: 'erase-users' as const,
  name: 'User Cleanup',
  parameters: {},
  users: { criteria, except },
  typedUsers,
});

test('half of those who were planted everywhere are erased, and nothing of them is found', async () => {
  const engine = await newEngine();
  const people = Array.from({ length: 24 }, (_, n) => planted(n + 11));
  await plant(engine, people);
  const gone = people.slice(0, 12);
  const staying = people.slice(12);
  await engine.purge();
  const before = await engine.users();
  const numbers = gone.map(({ id }) => before.get(id)!.userNo);
  const purged = (await engine.identifiers(DELETED)).length;
  expect(purged).toBeGreaterThan(20);
  const meant: Criteria = { op: 'all', of: [DELETED, { op: 'users', userNos: numbers }] };
  const users = (await engine.ask.users.count({ criteria: meant })).users;
  const report = await engine.run(erasing(meant, users));
  expect(report).toMatchObject({ kind: 'erase-users', finished: users, failed: 0 });
  expect(report.settings[0]!.value).toMatch(/^PR-[2-9A-Z]{4}-[2-9A-Z]{4}$/);

  const now = await engine.users();
  for (const { id } of staying) expect(now.get(id)).toEqual(before.get(id));
  for (const { id } of gone) expect(now.has(id)).toBe(false);
  const { path, folder } = engine;
  await engine.close();

  expect(foundIn(folder, gone.flatMap(textsOf))).toEqual([]);
  const left = staying.flatMap(textsOf);
  expect(foundIn(folder, left)).toEqual(left);

  await engine.open(path);
  expect(await engine.ask.jobs.report({ jobId: report.jobId })).toMatchObject({ finished: users });
  const purge = await engine.ask.jobs.report({ jobId: report.jobId - 1 });
  expect(purge.finished).toBe(purged);
});

test('who was erased is known again in a later file, by each identifier, and isn’t entered', async () => {
  const engine = await newEngine();
  const people = [planted(7), planted(8)];
  await plant(engine, people);
  await engine.purge();
  await engine.run(erasing(DELETED, (await engine.identifiers(DELETED)).length));
  const path = join(engine.folder, 'Again.csv');
  const rows = [
    `${PID},Last Name,Purge Date`,
    `${people[0]!.id.toUpperCase()},${people[0]!.last},2019-05-31`,
    `${people[1]!.barcode},${people[1]!.last},2019-05-31`,
    'newcomer,New,2019-05-31',
  ];
  writeFileSync(path, rows.join('\r\n'));
  const check = await engine.importFile(path, 'candidates');
  const again = await engine.ask.imports.check({ importId: check.importId });
  expect(again.notices.map(({ code }) => code)).toContain('erased-before');
  expect(await engine.identifiers({ op: 'membership', value: 'candidate' })).toContain('newcomer');
  const known = await engine.identifiers();
  expect(known).not.toContain(people[0]!.id);
  const { folder } = engine;
  await engine.close();
  expect(foundIn(folder, [...textsOf(people[0]!), people[1]!.last])).toEqual([]);
});

test('nobody is erased who isn’t deleted, nor by another number than was typed', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben', { id: 'cem', loans: 1 }]);
  await engine.approve();
  const why = async (criteria: Criteria, typed: number) =>
    (await refusal(engine.ask.jobs.submit({ job: erasing(criteria, typed), capture: null })))
      .reason;
  expect(await why(EVERYBODY, 3)).toBe('cleanup.nobody');
  await engine.purge();
  expect(await why(EVERYBODY, 3)).toBe('cleanup.typedUsers');
  const before = await engine.user('cem');
  expect(await engine.run(erasing(EVERYBODY, 2))).toMatchObject({ finished: 2 });
  expect(await engine.user('cem')).toEqual(before);
  expect(await why(EVERYBODY, 2)).toBe('cleanup.nobody');
  expect(await engine.identifiers()).toEqual(['cem']);
  expect((await engine.ask.workspace.status()).users).toBe(1);
});

test('what somebody else has, too, stays theirs', async () => {
  const engine = await newEngine();
  const [gone, stays] = [planted(31), planted(32)];
  const group = 'Guildfolk';
  await addRows(engine, 'candidates', [
    [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role'],
    [gone.id, group, 'Gonefirst', group, '2019-05-31', 'No'],
    [stays.id, stays.last, stays.first, group, '2019-05-31', 'No'],
  ]);
  await addRows(engine, 'user-identifiers', [
    [PID, 'Identifier Type', 'Identifier Value'],
    [gone.id, 'Barcode', stays.id],
    [gone.id, 'Other', 'SHARED77'],
    [stays.id, 'Other', 'SHARED77'],
    [gone.id, 'Other', gone.barcode],
  ]);
  await addRows(engine, 'user-contacts', [
    [PID, 'Phone Number', 'Address Line 1', 'City'],
    [gone.id, '+43 316 777', 'Dormitory 12', 'Graz'],
    [stays.id, '+43 316 777', 'Dormitory 12', 'Graz'],
    // The same, as others group it.
    [gone.id, '217-555-1234', null, 'Graz'],
    [stays.id, '2175551234', null, 'Graz'],
    [gone.id, gone.phone, gone.street, 'Graz'],
  ]);
  const { userNo } = await engine.user(gone.id);
  await engine.approve();
  await engine.purge();
  const before = await engine.user(stays.id);
  const details = () => engine.ask.users.get({ userNo: before.userNo });
  const told = await details();
  const meant: Criteria = { op: 'users', userNos: [userNo] };
  await engine.run(erasing({ op: 'all', of: [DELETED, meant] }, 1));
  expect(await engine.user(stays.id)).toEqual(before);
  expect(await details()).toEqual(told);
  const path = join(engine.folder, 'Again.csv');
  writeFileSync(path, `${PID},Last Name,Purge Date\r\n${stays.id},${stays.last},2019-05-31`);
  const { importId } = await engine.importFile(path, 'candidates');
  const { notices } = await engine.ask.imports.check({ importId });
  expect(notices.map(({ code }) => code)).not.toContain('erased-before');
  const { folder } = engine;
  await engine.close();
  expect(foundIn(folder, [gone.id, gone.barcode, gone.phone, gone.street, 'Gonefirst'])).toEqual(
    [],
  );
  const shared = ['SHARED77', '+43 316 777', 'Dormitory 12', '2175551234', group];
  expect(foundIn(folder, shared)).toEqual(shared);
});

test('nobody loses a part of a name, a day or a word of the settings to somebody who is erased', async () => {
  const engine = await newEngine();
  await addRows(engine, 'users', [
    [PID, 'Last Name', 'First Name', 'Middle name', 'Job description', 'Account Type', 'Status'],
    ['2018', 'Brandt', 'Ilse', 'Ottilie', 'Clerk', 'Internal', 'Active'],
    ['stays', 'Brandt-Weiss', 'Uwe', '', 'assists Ottilie', 'Internal', 'Active'],
  ]);
  await addRows(engine, 'candidates', [
    [PID, 'Last Name', 'First Name', 'User Group', 'Purge Date', 'Staff role'],
    ['2018', 'Brandt', 'Ilse', 'Graduate', '2019-05-31', 'No'],
    ['stays', 'Brandt-Weiss', 'Uwe', 'Graduate', '2018-05-31', 'No'],
  ]);
  const settings = await engine.ask.settings.get();
  const keepWords = ['legal hold', 'friend of Ottilie'];
  await engine.ask.settings.save({ ...settings, keepWords });
  const { userNo: otherNo } = await engine.user('stays');
  await engine.ask.users.addNote({ userNo: otherNo, text: 'Ilse O. Brandt, since 2018-01-31' });
  const { userNo } = await engine.user('2018');
  await engine.approve();
  await engine.purge();
  await engine.run(erasing({ op: 'all', of: [DELETED, { op: 'users', userNos: [userNo] }] }, 1));
  expect(await engine.user('stays')).toMatchObject({
    ...{ last_name: 'Brandt-Weiss', purge_date: '2018-05-31', job_description: 'assists [erased]' },
  });
  const { notes } = await engine.ask.users.get({ userNo: otherNo });
  expect(notes.map(({ text }) => text)).toEqual(['[erased], since 2018-01-31']);
  // With a mark in the place of the name it would mean keep wherever somebody was taken out.
  expect((await engine.ask.settings.get()).keepWords).toEqual(['legal hold']);
});

test('who did something stands in JSON, too, and what the program calls it stays', () => {
  const found = { answered: { at: 1, by: 'Ana Bauer' }, end: { by: 'job', name: 'Ana Bauer' } };
  const moved = { from: 'job', moved: { from: 'Ana Bauer', to: 'Alumni' } };
  const without = (value: object) =>
    JSON.parse(withoutInJson(JSON.stringify(value), new Quotations(['Ana Bauer', 'Job'])));
  expect(without(found)).toEqual({
    answered: { at: 1, by: '[erased]' },
    end: { by: 'job', name: '[erased]' },
  });
  expect(without(moved)).toEqual({ from: 'job', moved: { from: '[erased]', to: 'Alumni' } });
});

test('an identifier that a spreadsheet kept as a number goes, and is known again', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [PID, 'Last Name', 'User Group', 'Purge Date', 'Staff role'],
    [7_340_021, 'Numbered', 'Graduate', '2019-05-31', 'No'],
    ['other1', 'Else', 'Graduate', '2019-05-31', 'No'],
  ]);
  await engine.approve();
  await engine.purge();
  const { userNo } = await engine.user('7340021');
  const meant: Criteria = { op: 'users', userNos: [userNo] };
  await engine.run(erasing({ op: 'all', of: [DELETED, meant] }, 1));
  const { folder } = engine;
  await engine.close();
  expect(foundIn(folder, ['7340021', 'Numbered'])).toEqual([]);
});

test('interrupted after any of its steps it leaves nothing, and nobody else loses anything', async () => {
  const engine = await newEngine();
  const people = Array.from({ length: 6 }, (_, n) => planted(n + 41));
  await plant(engine, people);
  const gone = people.slice(0, 3);
  await engine.purge();
  const purged = await engine.users();
  const numbers = gone.map(({ id }) => purged.get(id)!.userNo);
  const meant: Criteria = { op: 'all', of: [DELETED, { op: 'users', userNos: numbers }] };
  const users = (await engine.ask.users.count({ criteria: meant })).users;
  const { path, folder } = engine;
  await engine.close();

  const opened = openWritable(path);
  const members = UserBitmap.of(numbers);
  const jobId = submitJob(opened.db, erasing(meant, users), [], 'x', null, null, members);
  opened.close();
  // Each time one step further, and from the beginning again.
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
  await engine.open(path);
  for (const { id } of people.slice(3))
    expect((await engine.users()).get(id)).toEqual(purged.get(id));
  await engine.close();
  expect(foundIn(folder, gone.flatMap(textsOf))).toEqual([]);
  const left = people.slice(3).flatMap(textsOf);
  expect(foundIn(folder, left)).toEqual(left);
});

test('it tells how far it is from the first rows that are looked through to the last user', async () => {
  const engine = await newEngine();
  const people = Array.from({ length: 6 }, (_, n) => planted(n + 71));
  await plant(engine, people);
  await engine.purge();
  const users = await engine.users();
  const members = UserBitmap.of(people.map(({ id }) => users.get(id)!.userNo));
  const { path } = engine;
  await engine.close();
  const { db, close } = openWritable(path);
  const jobId = submitJob(db, erasing(EVERYBODY, 6), [], 'x', null, null, members);
  const told: { done: number; total: number; of: string }[] = [];
  const onProgress = (done: number, total: number, of = 'users') => told.push({ done, total, of });
  const breathe = async () => {};
  await runJob(
    db,
    jobId,
    (...each) => void onProgress(...each),
    breathe,
    new AbortController().signal,
  );
  close();
  const rows = told.filter(({ of }) => of === 'rows');
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map(({ done }) => done)).toEqual(
    rows.map(({ done }) => done).toSorted((a, b) => a - b),
  );
  expect(rows.every(({ done, total }) => done <= total)).toBe(true);
  expect(told.slice(rows.length)).toEqual([{ done: 6, total: 6, of: 'users' }]);
});

test('a file that waited is added without those who were erased meanwhile', async () => {
  const engine = await newEngine();
  const [gone, stays] = [planted(51), planted(52)];
  await engine.candidates([gone.id, stays.id]);
  const { userNo } = await engine.user(gone.id);
  await engine.approve();
  await engine.purge();
  const heads = [PID, 'Last Name', 'User Group', 'Email', 'Account Type', 'Remark'];
  const waiting = await readRows(
    engine,
    [
      heads,
      [gone.id, gone.last, 'Graduate', gone.email, 'Internal', 'first'],
      [gone.id, gone.last, 'Alumni', gone.email, 'Internal', 'second'],
      ['newcomer', 'New', 'Graduate', 'new@uni.example', 'Internal', `asked ${gone.email}`],
      ['newcomer', 'New', 'Alumni', 'new@uni.example', 'Internal', ''],
    ],
    { kind: 'users' },
    'Waiting.xlsx',
  );
  const xml = join(engine.folder, 'Waiting.xml');
  const user = ({ id, last, email, phone }: Planted) =>
    `<user><primary_id>${id}</primary_id><last_name>${last}</last_name><user_group>11</user_group>
     <contact_info><emails><email preferred="true"><email_address>${email}</email_address></email></emails>
     <phones><phone><phone_number>${phone}</phone_number></phone></phones></contact_info></user>`;
  const third = planted(53);
  writeFileSync(xml, `<users>${[gone, third].map(user).join('')}</users>`);
  const other = await engine.read(xml);
  const meant: Criteria = { op: 'users', userNos: [userNo] };
  await engine.run(erasing({ op: 'all', of: [DELETED, meant] }, 1));
  for (const { importId } of [waiting, other]) {
    await compared(engine, importId);
    await engine.ask.imports.commit({ importId, mode: 'add' });
  }
  expect((await engine.identifiers()).sort()).toEqual(['newcomer', stays.id, third.id]);
  const { folder } = engine;
  await engine.close();
  expect(foundIn(folder, [gone.id, gone.last, gone.email, gone.phone])).toEqual([]);
  expect(foundIn(folder, [third.email, third.phone])).toEqual([third.email, third.phone]);
});

test('what two people have signed goes on to hold, and nobody who is erased is counted', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben', { id: 'cem', loans: 1 }]);
  await engine.approve();
  await engine.purge();
  await engine.ask.signOff.sign({ name: 'Ada' });
  await engine.ask.signOff.sign({ name: 'Grace' });
  const sealed = await engine.ask.signOff.status();
  expect(sealed.seal!.broken).toEqual([]);
  await engine.run(erasing(DELETED, 2));
  expect((await engine.ask.signOff.status()).seal!.broken).toEqual([]);
  expect((await engine.ask.review.counts()).deleted).toBe(0);
  expect(await engine.identifiers({ op: 'membership', value: 'candidate' })).toEqual(['cem']);
});

test('what the program keeps outside the workspace and names them is forgotten before it has ended', async () => {
  const texts = ['/home/l/Purge of Gonesurname.purgedesk', '/home/l/Autumn.purgedesk'];
  const forgotten: string[] = [];
  let jobs: number[] = [];
  const program = {
    known: async () => ({ places: [], texts }),
    async forget(these: readonly string[]) {
      jobs = engine.session.workspace.status().runningJobs ? [1] : [];
      forgotten.push(...these);
    },
  };
  const engine = await newEngine({ program });
  await addRows(engine, 'candidates', [
    [PID, 'Last Name', 'User Group', 'Purge Date', 'Staff role'],
    ['goneid', 'Gonesurname', 'Graduate', '2019-05-31', 'No'],
    ['other1', 'Else', 'Graduate', '2019-05-31', 'No'],
  ]);
  await engine.approve();
  await engine.purge();
  const { userNo } = await engine.user('goneid');
  const meant: Criteria = { op: 'users', userNos: [userNo] };
  await engine.run(erasing({ op: 'all', of: [DELETED, meant] }, 1));
  expect(forgotten).toEqual([texts[0]]);
  expect(jobs).toEqual([1]);
});

test('a set that was made of one called like somebody names them no more', () => {
  const origin = { from: 'combination', first: 'Ana Bauer’s', operator: 'or', second: 'Rest' };
  const without = withoutInJson(JSON.stringify(origin), new Quotations(['Ana Bauer']));
  expect(JSON.parse(without)).toEqual({ ...origin, first: '[erased]’s' });
});

test('pictures that were taken where the erased were listed go, that of the erasing among them', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben', { id: 'cem', loans: 1 }]);
  await engine.approve();
  await engine.purge();
  const members = UserBitmap.of([1, 2]);
  const taken = { png: Buffer.from('a picture of ana'), takenAt: 1, width: 1, height: 1 };
  await engine.session.workspace.writer.run(
    task<void, void>('at once', ({ db }) => {
      submitJob(db, erasing(DELETED, 2), [], 'x', taken, null, members);
    }),
    undefined,
  );
  expect(engine.count('job_capture')).toBe(1);
  const { jobId } = await engine.ask.jobs.submit({ job: erasing(DELETED, 2), capture: null });
  await engine.completed(jobId);
  expect(engine.count('job_capture')).toBe(0);
});
