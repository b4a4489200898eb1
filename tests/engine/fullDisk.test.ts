/**
 * A disk that fills, a drive that goes: whoever asks is told by a sentence, and what runs by itself waits and goes on.
 * An engine that ended instead would be started three times and given up, with no word about the disk.
 */
import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { WritableDb } from '#engine/db/db.ts';
import { fileRefusal, meaningOf } from '#engine/fileFailures.ts';
import { failureOf } from '#engine/importing/read/readingFailures.ts';
import { Refusal } from '#engine/refusal.ts';
import { Background } from '#engine/session/background.ts';
import { Session } from '#engine/session/session.ts';
import { TableError } from '#engine/tables/tableError.ts';
import { task } from '#engine/writer/task.ts';
import { startWriterInline, type Writer } from '#engine/writer/writer.ts';
import { PLAIN } from '#shared/domain/said.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import {
  FILE_REFUSAL_CODES,
  HELD_WORK,
  heldWords,
  waitsFor,
} from '#shared/refusals/fileRefusals.ts';
import { refusalWords } from '#shared/refusals/refusals.ts';
import { newEngine, pause, refusal, TestEngine, temporaryFolder } from '../support/engine.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';
import { SAMPLES } from '../support/samples.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

const failing = (code: string) => Object.assign(new Error('a path'), { code });

describe('what an error means', () => {
  test.each([
    ['ENOSPC EDQUOT SQLITE_FULL SQLITE_IOERR_SHMSIZE', 'file.diskFull'],
    ['EIO ENODEV ENXIO ESTALE ETIMEDOUT SQLITE_IOERR SQLITE_IOERR_READ', 'file.noAnswer'],
    ['SQLITE_IOERR_WRITE SQLITE_IOERR_FSYNC SQLITE_IOERR_SHMMAP UNKNOWN', 'file.noAnswer'],
    ['SQLITE_IOERR_CORRUPTFS', 'file.noAnswer'],
    ['EROFS SQLITE_READONLY SQLITE_READONLY_RECOVERY', 'file.readOnly'],
    ['EACCES EPERM EBUSY SQLITE_CANTOPEN SQLITE_CANTOPEN_ISDIR', 'file.notWritable'],
    ['SQLITE_CORRUPT SQLITE_CORRUPT_INDEX SQLITE_NOTADB SQLITE_IOERR_SHORT_READ', 'file.damaged'],
    ['EMFILE ENFILE', 'file.tooManyOpen'],
    ['ENOMEM SQLITE_NOMEM SQLITE_IOERR_NOMEM', 'file.noMemory'],
    ['SQLITE_BUSY SQLITE_BUSY_SNAPSHOT SQLITE_LOCKED', 'file.inUse'],
    ['ENOENT ENOTDIR', 'file.missing'],
    ['SQLITE_READONLY_DBMOVED', 'file.moved'],
    ['ENAMETOOLONG', 'file.nameTooLong'],
  ])('%s', (codes, meaning) => {
    expect(meaningOf('Unknown system error -74')).toBe('file.noAnswer');
    for (const code of codes.split(' ')) expect([code, meaningOf(code)]).toEqual([code, meaning]);
  });

  test('a bug is none, nor is a refusal of anything but files', () => {
    for (const code of ['SQLITE_CONSTRAINT_CHECK', 'SQLITE_ERROR', 'ERR_INVALID_ARG_TYPE'])
      expect(fileRefusal(failing(code))).toBeUndefined();
    expect(fileRefusal(new Error('x'))).toBeUndefined();
    expect(fileRefusal(new Refusal('set.gone'))).toBeUndefined();
  });

  test('of each there is a sentence, for whoever asked and for what waits', () => {
    for (const code of FILE_REFUSAL_CODES) {
      const said = refusalWords({ code }, PLAIN);
      expect(said?.text).toMatch(/^[A-Z].*\.$/);
      expect(said?.todo).toMatch(/^[A-Z].*\.$/);
      for (const work of HELD_WORK) {
        const { text, todo } = heldWords(work, code);
        expect(text).toContain(waitsFor(code));
        expect(`${text} ${todo}`).toMatch(/^[A-Z].*\.$/);
      }
    }
  });

  test('of a file that is read: what is wrong with its drive, not that it can’t be opened', () => {
    expect(failureOf(new TableError('unreadable', 'EIO'))).toEqual({ code: 'file.noAnswer' });
    expect(failureOf(new TableError('unreadable', 'EACCES')).code).toBe('reading.unreadable');
    expect(failureOf(failing('SQLITE_FULL')).code).toBe('reading.diskFull');
    expect(failureOf(failing('SQLITE_IOERR_WRITE')).code).toBe('file.noAnswer');
  });
});

/** What is in the way of every transaction of the writer, from the one with that number on. */
function obstructed(engine: TestEngine, code: string, from = 1) {
  let transactions = 0;
  const inItsWay = task<void, () => void>('at once', ({ db }) => {
    const free = db.transaction;
    db.transaction = ((work: () => unknown) => {
      if (++transactions >= from) throw failing(code);
      return free.call(db, work);
    }) as WritableDb['transaction'];
    return () => {
      db.transaction = free;
    };
  });
  return engine.session.workspace.writer.run(inItsWay, undefined);
}

/** So many pages may still be written. @returns what lets any number of them be */
function withRoomFor(engine: TestEngine, pages: number): Promise<() => void> {
  const limit = task<void, () => void>('at once', ({ db }) => {
    const used = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${used + pages}`);
    return () => void db.pragma('max_page_count = 1000000000');
  });
  return engine.session.workspace.writer.run(limit, undefined);
}

async function heldNow(engine: TestEngine) {
  for (;;) {
    const { held } = await engine.ask.workspace.status();
    if (held.length > 0) return held;
    await pause();
  }
}

const USERS = 7001;

async function manyApproved(users = USERS): Promise<TestEngine> {
  const engine = new TestEngine(temporaryFolder());
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Library.purgedesk');
  manyUsersWorkspace(path, users, 'approved');
  await engine.open(path);
  return engine;
}

const PURGE_ALL = {
  job: {
    kind: 'purge-user-records',
    name: 'Purge',
    parameters: {
      runDate: '2026-11-21',
      days: 30,
      recordType: 'Public',
      userGroup: null,
      waiveThreshold: 100,
      reading: 'carli',
    },
  },
  capture: null,
} as const;

describe('a job on a disk that fills', () => {
  test('waits, says so, and goes on where it stopped when there is room', async () => {
    const engine = await manyApproved();
    const free = await withRoomFor(engine, 60);
    const { jobId } = await engine.ask.jobs.submit(PURGE_ALL);
    expect(await heldNow(engine)).toEqual([{ work: 'jobs', by: 'file.diskFull' }]);
    const stopped = await engine.ask.jobs.report({ jobId });
    expect(stopped.state).toBe('running');
    expect(engine.events).toContainEqual({ type: 'workspace.held' });
    // The program goes on being of use, and tried again while nothing changed it waits on.
    expect((await engine.ask.review.counts()).candidates).toBeGreaterThan(0);
    await engine.ask.workspace.tryAgain();
    await engine.idle();
    expect((await engine.ask.workspace.status()).held).toHaveLength(1);
    free();
    await engine.ask.workspace.tryAgain();
    const report = await engine.completed(jobId);
    expect(report).toMatchObject({ done: USERS, total: USERS });
    expect(engine.count('job_user')).toBe(USERS);
    await engine.idle();
    expect((await engine.ask.workspace.status()).held).toEqual([]);
    expect(engine.session.workspace.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  test('wherever the disk fills, flags and outcome are those of a run with room', async () => {
    const few = 2100;
    const engine = await manyApproved(few);
    await engine.idle();
    const { finished, failed, jobId } = await engine.run(PURGE_ALL.job);
    await engine.idle();
    const whole = await engine.ask.review.counts();
    // The submission itself takes two.
    let [from, held] = [3, true];
    for (; held; from++) {
      const other = await manyApproved(few);
      await other.idle();
      const free = await obstructed(other, 'SQLITE_FULL', from);
      await other.ask.jobs.submit(PURGE_ALL);
      await other.idle();
      held = (await other.ask.workspace.status()).held.length > 0;
      free();
      await other.ask.workspace.tryAgain();
      expect(await other.completed(jobId)).toMatchObject({ finished, failed, done: few });
      await other.idle();
      expect(await other.ask.review.counts()).toEqual(whole);
      await other.close();
    }
    expect(from).toBeGreaterThan(7);
  });

  test.each(['SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
    'wherever it fills, an erasing waits, and leaves nothing of anybody when it goes on: %s',
    async (code) => {
      const purged = await manyApproved(40);
      const { finished: users } = await purged.run(PURGE_ALL.job);
      const template = purged.path;
      await purged.close();
      const deleted = { op: 'membership', value: 'deleted' } as const;
      const job: JobRequest = {
        ...{ kind: 'erase-users', name: 'Erase', parameters: {}, typedUsers: users },
        users: { criteria: deleted, except: [] },
      };
      // The submission itself takes two.
      let [from, held] = [3, true];
      for (; held; from++) {
        const engine = new TestEngine(temporaryFolder());
        onTestFinished(() => engine.close());
        const path = join(engine.folder, 'Library.purgedesk');
        copyFileSync(template, path);
        await engine.open(path);
        await engine.idle();
        const free = await obstructed(engine, code, from);
        const { jobId } = await engine.ask.jobs.submit({ job, capture: null });
        await engine.idle();
        held = (await engine.ask.workspace.status()).held.length > 0;
        // Whoever is begun to be erased is found by nobody meanwhile.
        const begun = engine.count('erasing_text') > 0;
        const found = await engine.ask.users.count({ criteria: deleted });
        expect(found.users).toBe(begun || !held ? 0 : users);
        expect(engine.count('tombstone') > 0).toBe(begun || !held);
        free();
        await engine.ask.workspace.tryAgain();
        expect(await engine.completed(jobId)).toMatchObject({ finished: users, failed: 0 });
        await engine.idle();
        expect(engine.count('erasing_text')).toBe(0);
        expect(engine.count(`user WHERE last_name IS NOT NULL`)).toBe(40 - users);
        await engine.close();
      }
      expect(from).toBeGreaterThan(8);
    },
  );

  test('after the workspace was closed it goes on at the next opening', async () => {
    const engine = await manyApproved();
    const { path } = engine;
    await obstructed(engine, 'SQLITE_FULL', 4);
    const { jobId } = await engine.ask.jobs.submit(PURGE_ALL);
    await heldNow(engine);
    await engine.close();
    await engine.open(path);
    expect(await engine.completed(jobId)).toMatchObject({ done: USERS });
  });
});

const candidatesFile = ({ folder }: TestEngine) =>
  writeWorkbook(join(folder, 'candidates.xlsx'), candidatesSheet('a', 'b', 'c'));

describe('a file that is read onto a disk that fills', () => {
  test.each(['SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
    'fails with its reason though nothing can be stored: %s',
    async (code) => {
      for (const from of [2, 3, 4]) {
        const engine = await newEngine();
        const free = await obstructed(engine, code, from);
        const check = await engine.read(await candidatesFile(engine), 'candidates');
        const reason = code === 'SQLITE_FULL' ? 'reading.diskFull' : 'file.noAnswer';
        expect(check).toMatchObject({ state: 'failed', failure: { code: reason } });
        expect(await engine.ask.imports.list()).toMatchObject([{ state: 'failed' }]);
        expect(await heldNow(engine)).toMatchObject([{ work: 'failure' }]);
        free();
        await engine.ask.workspace.tryAgain();
        await engine.idle();
        expect(engine.count(`import_file WHERE state = 'failed'`)).toBe(1);
        expect(engine.count('import_chunk')).toBe(0);
        expect((await engine.ask.workspace.status()).held).toEqual([]);
        // The next file is no longer told of by what was kept of this one.
        expect(await engine.read(await candidatesFile(engine))).toMatchObject({ state: 'checked' });
      }
    },
  );

  test('cancelled there, it is gone from the list', async () => {
    const engine = await newEngine();
    const { importId } = await engine.ask.imports.read({
      file: engine.grant(SAMPLES.candidates, 'open'),
      options: {},
    });
    const free = await obstructed(engine, 'SQLITE_FULL');
    engine.session.workspace.readings.get(importId)?.abort();
    await heldNow(engine);
    expect(await engine.ask.imports.list()).toEqual([]);
    free();
    await engine.ask.workspace.tryAgain();
    await engine.idle();
    expect(engine.count('import_file')).toBe(0);
  });
});

describe('what is asked for on a full disk', () => {
  test.each([
    ['SQLITE_FULL', 'file.diskFull'],
    ['SQLITE_IOERR_FSYNC', 'file.noAnswer'],
    ['SQLITE_READONLY', 'file.readOnly'],
    ['SQLITE_CORRUPT', 'file.damaged'],
  ])('is refused with its cause, and done when it is asked for again: %s', async (code, reason) => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b']);
    await engine.idle();
    const free = await obstructed(engine, code);
    const exclusion = {
      selection: { criteria: { op: 'all', of: [] } },
      decision: 'excluded',
      reason: 'Other',
    } as const;
    expect(await refusal(engine.ask.review.decide(exclusion))).toMatchObject({
      code: 'REFUSED',
      reason,
    });
    expect((await engine.ask.review.counts()).excluded).toBe(0);
    free();
    await engine.ask.review.decide(exclusion);
    expect((await engine.ask.review.counts()).excluded).toBe(2);
  });

  test('a workspace that can’t be read after all leaves nothing open', async () => {
    const engine = await newEngine();
    const { path } = engine;
    await engine.close();
    const session = new Session({
      startWriter: async (of, onEvent) => {
        const writer = startWriterInline(of, onEvent);
        if (of !== path) renameSync(of, `${of}.gone`);
        return writer;
      },
    });
    const gone = join(engine.folder, 'Gone.purgedesk');
    manyUsersWorkspace(gone, 1, 'approved');
    await expect(session.open(gone)).rejects.toSatisfy((error) => fileRefusal(error) !== undefined);
    expect(session.status().open).toBe(false);
    await session.open(path);
    expect(session.status()).toMatchObject({ open: true, name: 'Library' });
    await session.close();
  });
});

describe('work in the background', () => {
  test('is tried again after a pause, again and again, until it is done or the workspace closed', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let tries = 0;
    let full = true;
    const run = async () => {
      tries++;
      if (full) throw failing('ENOSPC');
    };
    const heard: number[] = [];
    const writer = { run } as unknown as Writer;
    const onFault = (error: unknown) => expect.fail(String(error));
    const background: Background = new Background({
      writer,
      onFault,
      onHeld: () => heard.push(background.held.length),
    });
    const nothing = task<void, void>('one by one', () => {});
    background.start('tidying', nothing, undefined);
    await vi.advanceTimersByTimeAsync(14_000);
    expect([tries, heard]).toEqual([3, [1]]);
    full = false;
    await vi.advanceTimersByTimeAsync(14_000);
    expect([tries, heard]).toEqual([4, [1, 0]]);
    full = true;
    background.start('tidying', nothing, undefined);
    await vi.advanceTimersByTimeAsync(1);
    background.close();
    await vi.advanceTimersByTimeAsync(14_000);
    expect(tries).toBe(5);
  });
});
