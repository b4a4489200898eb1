/**
 * The personal data of a workspace is erased at its end: everybody goes, of whom any file, list or note knows, and what was
 * decided, done and signed stays. Somebody who is left behind is a broken promise; a count that is lost is a lost proof.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { all } from '#engine/db/db.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { eraseUsers, PEOPLE } from '#engine/jobs/kinds/eraseUsers/eraseUsers.ts';
import { runJob } from '#engine/jobs/runJob.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readRows } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const PEOPLE_OF = ['ada', 'bea', 'cleo', 'dana', 'emil', 'finn'];

/** Every text is of one invented person alone. */
const person = (name: string) => ({
  id: `pid${name}01`,
  last: `Sur${name}qx`,
  first: `Giv${name}qx`,
  email: `${name}@planted.example`,
  phone: `+43 660 77${name.length}${name.charCodeAt(0)}`,
  street: `${name}qxlane 17b`,
  barcode: `29905577${name.charCodeAt(0)}`,
});
const people = PEOPLE_OF.map(person);
const textsOf = (each: ReturnType<typeof person>) => Object.values(each);

/** Known from a list, a note or a file that waits alone, from an unknown column, and from nothing but free text. */
const ELSEWHERE = ['listedqx01', 'waitingqx01', 'Zillionqx', 'Unheardofqx'];

function foundIn(folder: string, texts: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.purgedesk/.test(path) && existsSync(path));
  const bytes = files.flatMap((path) => {
    const raw = readFileSync(path);
    return [raw.toString('latin1'), raw.filter((byte) => byte !== 0).toString()];
  });
  const folded = bytes.map((text) => text.toLowerCase());
  return texts.filter((text) => folded.some((all) => all.includes(text.toLowerCase())));
}

async function plant(engine: TestEngine): Promise<void> {
  const { ask } = engine;
  const [one, two] = people as [(typeof people)[0], (typeof people)[0]];
  await addRows(engine, 'candidates', [
    [
      PID,
      'Last Name',
      'First Name',
      'User Group',
      'Purge Date',
      'Staff role',
      'Email',
      'Loans',
      'Remark',
    ],
    ...people.map(({ id, last, first, email }, n) => [
      ...[id, last, first, 'Graduate', '2019-05-31', 'No', email, n === 3 ? 1 : 0],
      n === 0 ? 'asked by Zillionqx' : '',
    ]),
    ['', one.last, one.first, 'Graduate', '2019-05-31', 'No', one.email, 0, 'no identifier'],
  ]);
  await addRows(engine, 'user-identifiers', [
    [PID, 'Identifier Type', 'Identifier Value'],
    ...people.map(({ id, barcode }) => [id, 'Barcode', barcode]),
  ]);
  await addRows(engine, 'user-contacts', [
    [PID, 'Phone Number', 'Address Line 1', 'City'],
    ...people.map(({ id, phone, street }) => [id, phone, street, 'Graz']),
  ]);
  await addRows(engine, 'exclusions', [[PID], [people.at(-1)!.id], ['listedqx01']]);
  const { userNo } = await engine.user(one.id);
  await ask.users.addNote({ userNo, text: `${one.first} is away with Unheardofqx` });
  await ask.users.writeLetter({
    ...{ userNo, file: engine.grant(join(engine.folder, 'Letter.txt')), text: `Dear ${one.last}` },
    ...{ note: 'Letter written', locales: [] },
  });
  await ask.register.add({ kind: 'name', value: `${two.last} ${two.first}`, note: one.id });
  await ask.register.add({ kind: 'group', value: 'Emeriti', note: 'as Unheardofqx says' });
  await ask.sets.create({
    name: `Like ${one.last}`,
    criteria: EVERYBODY,
    origin: { from: 'filter', screen: 'users', words: `Name is ${two.last}` },
  });
  await ask.views.save({ grid: 'users', name: `For ${one.first}`, state: '{}' });
  await ask.review.decide({
    selection: { criteria: { op: 'users', userNos: [userNo] } },
    ...{ decision: 'excluded', reason: 'Other', note: `asked by Unheardofqx for ${one.email}` },
  });
  await engine.approve();
}

afterEach(() => {
  vi.useRealTimers();
});

const figures = async ({ ask }: TestEngine) => {
  const { stays } = await ask.retention.details();
  const reports = await Promise.all(
    (await ask.jobs.list())
      .filter(({ kind }) => kind !== 'erase-users')
      .map(({ jobId }) => ask.jobs.report({ jobId })),
  );
  return {
    ...{ stays: { ...stays, entries: 0, jobs: reports.length } },
    reports: reports.map(({ finished, failed, total, settings, state, events }) => ({
      ...{ finished, failed, total, settings, state, events },
    })),
  };
};

const erase = async (engine: TestEngine, typedUsers: number) => {
  const { jobId } = await engine.ask.retention.erase({ typedUsers, capture: null });
  return engine.completed(jobId);
};

describe('the personal data of a workspace', () => {
  test('goes wherever it was, of everybody; decisions, reports, signatures and the trail stay', async () => {
    const engine = await newEngine();
    await plant(engine);
    await engine.purge();
    await engine.ask.signOff.sign({ name: 'Ruth Signer' });
    await engine.ask.signOff.sign({ name: 'Second Signer' });
    await readRows(
      engine,
      [
        [PID, 'Last Name', 'User Group'],
        ['waitingqx01', 'Wait', 'Graduate'],
      ],
      { kind: 'users' },
      'Waiting.xlsx',
    );
    const before = await figures(engine);
    const { goes } = await engine.ask.retention.details();
    expect(goes).toMatchObject({ users: 7, candidates: 1, deleted: 5, files: 5, notes: 3 });

    expect(
      await refusal(engine.ask.retention.erase({ typedUsers: 6, capture: null })),
    ).toMatchObject({ reason: 'retention.typedUsers' });
    const report = await erase(engine, 7);
    expect(report).toMatchObject({ finished: 7, failed: 0, total: 7 });
    expect(report.settings[0]!.value).toMatch(/^PR-/);
    await engine.idle();

    expect(await figures(engine)).toEqual(before);
    expect(await engine.identifiers()).toEqual([]);
    const status = await engine.ask.workspace.status();
    expect(status).toMatchObject({ users: 0, candidates: 0 });
    expect(status.retention).toEqual({ dueOn: null, state: 'none' });
    const details = await engine.ask.retention.details();
    expect(details.goes).toMatchObject({
      users: 0,
      candidates: 0,
      deleted: 0,
      notes: 0,
      originals: 0,
    });
    expect(details.erasedAt).not.toBe(null);
    expect((await engine.ask.register.list()).map(({ value }) => value)).toEqual([
      'Emeriti',
      'I-Share',
    ]);
    const filter = { topic: null, staffNo: null, from: null, to: null };
    const { rows } = await engine.ask.trail.page({ filter, offset: 0, limit: 100 });
    const entered = rows.map((row) => row.entered?.what);
    expect(entered.slice(0, entered.indexOf('job.submitted') + 1)).toEqual(
      expect.arrayContaining(['file.discarded', 'job.completed']),
    );
    const searched = rows.find((row) => row.entered?.what === 'erasure.searched');
    expect(searched?.entered?.details).toMatchObject({ findings: 0, notRead: 0 });
    const { db } = engine.session.workspace;
    for (const [table, columns] of Object.entries(PEOPLE))
      for (const [column, holds] of Object.entries(columns)) {
        if (holds !== 'user' || `${table}.${column}` === 'user.primary_identifier') continue;
        const sql = `SELECT "${column}" AS held FROM "${table}" WHERE "${column}" IS NOT NULL`;
        const held = all<{ held: string }>(db, sql).filter(
          (each) => !`${each.held}`.startsWith('\0'),
        );
        expect({ table, column, held }).toEqual({ table, column, held: [] });
      }
    const { path, folder } = engine;
    await engine.close();
    expect(verify(path)).toEqual([]);
    expect(foundIn(folder, [...people.flatMap(textsOf), ...ELSEWHERE])).toEqual([]);
    expect(foundIn(folder, ['Ruth Signer', 'Emeriti'])).toEqual(['Ruth Signer', 'Emeriti']);
  });

  test('is erased on the day on which nothing else may be done; the next cycle has days of its own', async () => {
    const at = (iso: string) => vi.useFakeTimers({ now: Date.parse(iso), toFake: ['Date'] });
    at('2026-03-01T12:00:00Z');
    const engine = await newEngine();
    await engine.answerPolicy({ timeZone: 'UTC' });
    await engine.candidates(['ana', 'ben']);
    at('2027-06-01T12:00:00Z');
    expect((await engine.ask.workspace.status()).retention.state).toBe('due');
    await erase(engine, 2);
    expect((await engine.ask.workspace.status()).retention).toEqual({ dueOn: null, state: 'none' });
    // Nobody is kept out.
    await engine.candidates(['ana', 'cy']);
    expect(await engine.identifiers()).toEqual(['ana', 'cy']);
    expect((await engine.ask.workspace.status()).retention.dueOn).toBe('2028-05-31');
    expect((await engine.user('ana')).decision).toBe('undecided');
  });

  test('may be files and notes without any user', async () => {
    const engine = await newEngine();
    await readRows(engine, [[PID], ['waitingqx01']], { kind: 'exclusions' }, 'List.xlsx');
    expect((await engine.ask.retention.details()).goes).toMatchObject({ users: 0, files: 1 });
    expect(await erase(engine, 0)).toMatchObject({ finished: 0, total: 0 });
    expect(await engine.ask.imports.list()).toEqual([]);
  });

  test('is gone, too, when the erasing was ended after any of its steps', async () => {
    const engine = await newEngine();
    await plant(engine);
    await engine.purge();
    const { path, folder } = engine;
    await engine.close();
    const opened = openWritable(path);
    const request = {
      ...{ kind: 'erase-users' as const, name: 'User Cleanup', typedUsers: 7 },
      ...{ parameters: { everybody: true as const }, users: { criteria: EVERYBODY, except: [] } },
    };
    const settled = eraseUsers.settle!(opened.db, request);
    const jobId = submitJob(opened.db, settled, [], 'x', null);
    opened.close();
    const told = new Set<string>();
    const onProgress = (done: number, total: number, of = 'users') => {
      expect(done).toBeLessThanOrEqual(total);
      told.add(of);
    };
    for (let steps = 1, ended = false; !ended; steps += 2) {
      const { db, close } = openWritable(path);
      const closing = new AbortController();
      let left = steps;
      const breathe = async () => {
        if (--left <= 0) closing.abort();
      };
      ended = await runJob(db, jobId, onProgress, breathe, closing.signal);
      close();
      expect(verify(path)).toEqual([]);
    }
    expect([...told].toSorted()).toEqual(['bytes', 'rows', 'users']);
    await engine.open(path);
    await engine.idle();
    expect(await engine.identifiers()).toEqual([]);
    await engine.close();
    expect(foundIn(folder, [...people.flatMap(textsOf), ...ELSEWHERE])).toEqual([]);
  });

  test('pressed twice, it is erased once', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await engine.beforeJobsRun(async () => {
      const [first, second] = await Promise.all(
        [1, 1].map((typedUsers) => engine.ask.retention.erase({ typedUsers, capture: null })),
      );
      expect(second!.jobId).toBe(first!.jobId);
    });
    await engine.idle();
    expect(await engine.ask.jobs.list()).toHaveLength(1);
  });
});
