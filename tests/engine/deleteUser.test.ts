/**
 * Deleting one user by hand: every condition stands in the way by itself, nothing that is owed is waived, and only who
 * is approved goes. Every way in is tried with somebody who mustn't go: one that is forgotten deletes a person with
 * loans or money due, whom Alma would have kept.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deletionReasons } from '#shared/domain/deletion.ts';
import { COUNTS_THAT_RETAIN, type PurgeFacts, reasonsOf } from '#shared/domain/purgeRules.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';

interface Asked {
  readonly typed?: string;
  readonly contact?: boolean;
}

async function deletion(engine: TestEngine, identifier: string, asked: Asked = {}) {
  const { userNo } = await engine.user(identifier);
  return {
    kind: 'delete-user' as const,
    name: 'Delete User',
    parameters: { userNo, contact: asked.contact ?? false },
    typedIdentifier: asked.typed ?? identifier,
  };
}

async function refused(engine: TestEngine, identifier: string, asked?: Asked) {
  const job = await deletion(engine, identifier, asked);
  const { reason } = await refusal(engine.ask.jobs.submit({ job, capture: null }));
  expect(await engine.count('job')).toBe(0);
  return reason;
}

const why = async (engine: TestEngine, identifier: string) =>
  engine.ask.users.deletion({ userNo: (await engine.user(identifier)).userNo });

describe('the rule', () => {
  const nothing: PurgeFacts = {
    purge_date: null,
    record_type: null,
    userGroupNo: null,
    loans: null,
    balance: null,
    acquisitions: null,
    purchase_requests: null,
    hold_shelf_requests: null,
    import_profiles: null,
    locked_records: null,
    md_editor: null,
    lockedByJob: false,
  };

  test('takes each count by itself as reason enough', () => {
    for (const fact of COUNTS_THAT_RETAIN)
      expect(reasonsOf(deletionReasons({ ...nothing, [fact]: 1 }))).toHaveLength(1);
    expect(reasonsOf(deletionReasons({ ...nothing, lockedByJob: true }))).toEqual(['running-job']);
    expect(deletionReasons(nothing)).toBe(0);
  });

  test('knows no threshold: the smallest balance stands in the way, a credit doesn’t', () => {
    const owing = (balance: number) => reasonsOf(deletionReasons({ ...nothing, balance }));
    expect([owing(1), owing(0), owing(-500)]).toEqual([['fines-fees'], [], []]);
  });
});

test('an approved user goes, and it is on record', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  await engine.approve();
  expect(await why(engine, 'ana')).toMatchObject({
    reasons: [],
    contact: false,
    unapproved: null,
    unknown: expect.arrayContaining(['acquisitions']),
  });
  const report = await engine.run(await deletion(engine, 'ana'));
  expect(report).toMatchObject({ kind: 'delete-user', finished: 1, failed: 0, total: 1 });
  expect(report.events.filter(({ users }) => users > 0)).toMatchObject([
    { code: 'deleted', users: 1 },
  ]);
  expect(JSON.stringify([report.settings, report.parameters, report.name])).not.toContain('ana');
  expect(await engine.ask.review.counts()).toMatchObject({ deleted: 1 });
  const { userNo } = await engine.user('ana');
  const { history, jobs, user } = await engine.ask.users.get({ userNo });
  expect(user.deleted).toBe(true);
  expect(history).toMatchObject([{ what: 'deleted', jobId: report.jobId, waived: 0 }]);
  expect(jobs).toMatchObject([{ jobId: report.jobId, outcome: 'deleted', reasons: [] }]);
  const file = join(engine.folder, 'Report.xlsx');
  await engine.exportReport(report.jobId, file);
  const book = await readReportBook(file);
  expect(book.column('Deleted', 'Primary identifier')).toEqual(['ana']);
});

describe('nobody goes', () => {
  test('who has loans, or owes a cent below any threshold', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'loans', loans: 1 },
      { id: 'cent', balance: 0.01 },
    ]);
    await engine.approve();
    expect((await why(engine, 'loans'))?.reasons).toEqual(['outstanding-loans']);
    expect(await why(engine, 'cent')).toMatchObject({ reasons: ['fines-fees'], balance: 1 });
    expect(await refused(engine, 'loans')).toBe('deletion.retained');
    expect(await refused(engine, 'cent')).toBe('deletion.retained');
  });

  test('what was transferred counts where the institution says so', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await engine.approve();
    const path = join(engine.folder, 'Fees.csv');
    writeFileSync(
      path,
      'Primary Identifier,Remaining amount,Fine/fee status\r\nana,5.00,Transferred\r\n',
    );
    await engine.importFile(path, 'fines-fees');
    expect((await why(engine, 'ana'))?.reasons).toEqual([]);
    const settings = await engine.ask.settings.get();
    await engine.ask.settings.save({ ...settings, countTransferred: true });
    expect((await why(engine, 'ana'))?.reasons).toEqual(['fines-fees']);
    expect(await refused(engine, 'ana')).toBe('deletion.retained');
  });

  test('who isn’t approved, whatever else is asked', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana', 'ben']);
    expect((await why(engine, 'ana'))?.unapproved).toBe('undecided');
    expect(await refused(engine, 'ana')).toBe('job.notApproved');
    engine.session.unsigned = true;
    expect(await refused(engine, 'ana')).toBe('job.notApproved');
    engine.session.unsigned = false;
    await engine.ask.register.add({ kind: 'identifier', value: 'ben' });
    expect((await why(engine, 'ben'))?.unapproved).toBe('protected');
    expect(await refused(engine, 'ben')).toBe('job.protected');
  });

  test('a Contact, unless it is said that a Contact is meant', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'vendor', type: 'Contact' }]);
    await engine.approve();
    expect((await why(engine, 'vendor'))?.contact).toBe(true);
    expect(await refused(engine, 'vendor')).toBe('deletion.contact');
    const report = await engine.run(await deletion(engine, 'vendor', { contact: true }));
    expect(report).toMatchObject({ finished: 1 });
  });

  test('who is a researcher: assets are in no report', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [
      ['Primary Identifier', 'User Group', 'Purge Date', 'Staff role', 'Researcher'],
      ['ana', 'Graduate', '2021-05-31', 'No', 'Yes'],
    ]);
    await engine.approve();
    expect((await why(engine, 'ana'))?.researcher).toBe(true);
    expect(await refused(engine, 'ana')).toBe('deletion.researcher');
  });

  test('whose identifier wasn’t typed letter by letter', async () => {
    const engine = await newEngine();
    await engine.candidates(['Ana7']);
    await engine.approve();
    for (const typed of ['', 'ana7', 'Ana', 'Ana77'])
      expect(await refused(engine, 'Ana7', { typed })).toBe('deletion.typed');
  });

  test('whom the replica doesn’t hold: on a list only, gone before, or never there', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await engine.exclusions('elsewhere');
    await engine.approve();
    expect(await why(engine, 'elsewhere')).toBeNull();
    expect(await refused(engine, 'elsewhere')).toBe('deletion.notHeld');
    const job = await deletion(engine, 'ana');
    const nobody = { ...job, parameters: { userNo: 999, contact: false } };
    expect((await refusal(engine.ask.jobs.submit({ job: nobody, capture: null }))).reason).toBe(
      'deletion.notHeld',
    );
    await engine.run(job);
    expect(await why(engine, 'ana')).toBeNull();
    const again = { ...job, name: 'Once more' };
    expect((await refusal(engine.ask.jobs.submit({ job: again, capture: null }))).reason).toBe(
      'deletion.notHeld',
    );
  });

  test('whom the newest candidates file no longer names', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana', 'ben']);
    await engine.approve();
    await engine.candidates(['ben'], 'replace');
    expect(await why(engine, 'ana')).toBeNull();
    expect(await refused(engine, 'ana')).toBe('deletion.notHeld');
  });
});

describe('a letter', () => {
  const write = async (engine: TestEngine, name: string, text: string | null) => {
    const { userNo } = await engine.user('ana');
    const path = join(engine.folder, name);
    const asked = { userNo, file: engine.grant(path), text, note: `Letter: ${name}` };
    await engine.ask.users.writeLetter(asked);
    return readFileSync(path, 'utf8');
  };
  const kept = async (engine: TestEngine) => {
    const { userNo } = await engine.user('ana');
    const { notes } = await engine.ask.users.get({ userNo });
    const { letters } = await engine.ask.users.details({ userNo });
    return { notes: notes.map(({ text }) => text), letters };
  };

  test('is kept with the user as it was written, newest first, and noted', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana', 'ben']);
    await write(engine, 'One.txt', 'Dear Ana,\nsettle it');
    await write(engine, 'Two.csv', null);
    expect(await kept(engine)).toMatchObject({
      notes: ['Letter: Two.csv', 'Letter: One.txt'],
      letters: [
        { fileName: 'Two.csv', text: null, by: 'Tester' },
        { fileName: 'One.txt', text: 'Dear Ana,\nsettle it', by: 'Tester' },
      ],
    });
    const ben = await engine.ask.users.details({ userNo: (await engine.user('ben')).userNo });
    expect(ben.letters).toEqual([]);
  });

  test('that couldn’t be written is neither kept nor noted', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await expect(write(engine, join('gone', 'One.txt'), 'Dear Ana')).rejects.toThrow();
    expect(await kept(engine)).toEqual({ notes: [], letters: [] });
    const nobody = { userNo: 999, text: 'Dear Ana', note: 'x' };
    const path = join(engine.folder, 'Nobody.txt');
    expect(
      await refusal(engine.ask.users.writeLetter({ ...nobody, file: engine.grant(path) })),
    ).toMatchObject({ reason: 'user.gone' });
    expect(existsSync(path)).toBe(false);
  });

  test('is gone with the user', async () => {
    const engine = await newEngine();
    const { importId } = await engine.candidates(['ana']);
    await write(engine, 'One.txt', 'Dear Ana');
    expect(engine.count('user_letter')).toBe(1);
    await engine.ask.imports.undo({ importId });
    expect(engine.count('user_letter')).toBe(0);
  });

  test('goes to the preferred address, never to one that gets copies alone', async () => {
    const addressIn = async (...rows: [address: string, preferred: string, cc: string][]) => {
      const engine = await newEngine();
      await engine.candidates(['ana']);
      await addRows(engine, 'user-contacts', [
        ['Primary Identifier', 'E-mail address', 'E-mail is preferred', 'CC address'],
        ...rows.map((row) => ['ana', ...row]),
      ]);
      const [, row] = (await write(engine, 'List.csv', null)).split('\r\n');
      return row?.split(',')[3];
    };
    const guardian = ['parent@example.org', 'No', 'Yes'] as const;
    const old = ['old@example.org', 'No', 'No'] as const;
    const preferred = ['ana@example.org', 'Yes', 'No'] as const;
    expect(await addressIn([...guardian], [...old], [...preferred])).toBe('ana@example.org');
    expect(await addressIn([...guardian], [...old])).toBe('old@example.org');
    expect(await addressIn([...guardian])).toBe('');
  });
});

test('the letter is written as it was changed, or as a list for a mail merge', async () => {
  const engine = await newEngine();
  await engine.candidates([{ id: 'ana', first: 'Ana', last: '=Ash', loans: 2, balance: 12.5 }]);
  await engine.approve();
  const { userNo } = await engine.user('ana');
  const write = async (name: string, text: string | null) => {
    const path = join(engine.folder, name);
    const note = `Written: ${name}`;
    await engine.ask.users.writeLetter({ userNo, file: engine.grant(path), text, note });
    return readFileSync(path, 'utf8');
  };
  expect(await write('Letter.txt', 'Dear Ana')).toBe('Dear Ana');
  const [headings, row, ...rest] = (await write('Letters.csv', null)).split('\r\n');
  expect(headings).toBe(
    '\ufeffPrimary identifier,First name,Last name,E-mail,User group,Loans,Balance,Why,Date',
  );
  expect(row).toMatch(/^ana,Ana,'=Ash,,Graduate,2,12.50,"Outstanding loans; A balance due",\d{4}-/);
  expect(rest).toEqual(['']);
});

describe('a job that was submitted in time', () => {
  test('leaves a user alone who was excluded before it ran', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await engine.approve();
    const { userNo } = await engine.user('ana');
    const job = await deletion(engine, 'ana');
    const { jobId } = await engine.beforeJobsRun(async () => {
      const submitted = await engine.ask.jobs.submit({ job, capture: null });
      await engine.ask.review.decide({
        selection: { criteria: { op: 'users', userNos: [userNo] } },
        decision: 'excluded',
        reason: 'Other',
      });
      return submitted;
    });
    expect(await engine.completed(jobId)).toMatchObject({ finished: 0, failed: 1 });
    const { user, jobs, history } = await engine.ask.users.get({ userNo });
    expect(user.deleted).toBe(false);
    expect(history).toEqual([]);
    expect(jobs).toMatchObject([{ outcome: 'refused' }]);
  });

  test('that is pressed twice is one job', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await engine.approve();
    const job = await deletion(engine, 'ana');
    const ids = await engine.beforeJobsRun(async () => {
      const first = await engine.ask.jobs.submit({ job, capture: null });
      return [first.jobId, (await engine.ask.jobs.submit({ job, capture: null })).jobId];
    });
    expect(ids[1]).toBe(ids[0]);
    await engine.completed(ids[0]!);
  });
});
