/**
 * A disk that fills, a real one and small: while files are read and added, users decided about, jobs run, lists exported
 * and copies saved. Whoever asks is refused with a sentence or answered rightly; the engine never ends, nothing that it
 * acknowledged is lost, nothing is done twice, nothing half written is left; and when there is room again all goes on.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { exportInThread } from '#engine/exporting/exporter.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { type Engine, router } from '#engine/requests/router.ts';
import { tasks } from '#engine/requests/tasks.ts';
import { Session } from '#engine/session/session.ts';
import { createSet } from '#engine/sets/userSets.ts';
import { startWriter } from '#engine/writer/writer.ts';
import { CANDIDATES, EVERYBODY } from '#shared/domain/criteria.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { refusalWords } from '#shared/refusals/refusals.ts';
import { builtFile } from '../support/builtEngine.ts';
import { PURGE } from '../support/engine.ts';
import { loop, type Round } from '../support/loop.ts';
import { manyUsersWorkspace } from '../support/manyUsers.ts';
import { SAMPLES } from '../support/samples.ts';
import type { Draw } from '../support/seed.ts';
import { hasLooseDrives, LooseDrive, mountable, SmallDisk } from '../support/smallDisk.ts';

/** The short forms, which need no mount, are engine/fullDisk.test.ts and engine/exports.test.ts. */
const here = process.env.PURGE_DESK_SOAK !== undefined && mountable();
if (!here) test.skip('disk: skipped, no disk was or could be mounted', () => {});
const onSmallDisk = here ? disk : () => {};
const onLooseDrive = here && hasLooseDrives() ? disk : () => {};

const KB = 1024;
const USERS = 8000;
/** A request that takes longer hangs. */
const HANGS_AFTER_MS = 120_000;

/** What a round has seen. */
type Seen = Record<'refused' | 'hung' | 'ends' | 'lost' | 'doubled', number>;
let seen: Seen = nothingSeen();
/** Why the engine would have ended. */
let faults: unknown[] = [];

function nothingSeen(): Seen {
  return { lost: 0, doubled: 0, refused: 0, hung: 0, ends: 0 };
}

/** A round that sees for itself, and whose figures are told with those of all others. */
function disk(title: string, work: (round: Round) => Promise<void>): void {
  loop(`disk: ${title}`, async (round) => {
    seen = nothingSeen();
    faults = [];
    try {
      await work(round);
    } finally {
      for (const [name, number] of Object.entries(seen))
        round.figures[name] = (round.figures[name] ?? 0) + number;
    }
    // With where it came from: such a moment can't be had again by its seed.
    if (faults.length > 0) throw faults[0];
    expect(seen).toEqual({ ...nothingSeen(), refused: seen.refused });
  });
}

interface Program {
  readonly session: Session;
  readonly ask: Engine;
  grant(path: string, use?: 'open' | 'save'): string;
}

/** The engine as it was built, with its threads. */
function program(): Program {
  const onCrash = (fault: unknown) => {
    seen.ends++;
    faults.push(fault);
  };
  const session = new Session({
    // Rooms are drawn for what jobs write; room for snapshots is engine/snapshotRoom.test.ts's.
    keepsSnapshots: false,
    startWriter: (path, onEvent) =>
      startWriter(path, builtFile('writer.js'), tasks, onEvent, onCrash),
    exporter: exportInThread(builtFile('export.js')),
    hasPages: false,
  });
  session.end = onCrash;
  session.systemUserName = 'Tester';
  session.unsigned = true;
  return {
    session,
    ask: createRouterClient(router, { context: { session } }),
    grant(path, use = 'save') {
      const token = randomUUID();
      session.files.grant(token, path, use);
      return token;
    },
  };
}

/** Answered, or refused with a sentence. */
async function asked<T>(request: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      seen.hung++;
      reject(new Error('A request hangs.'));
    }, HANGS_AFTER_MS);
  });
  try {
    return await Promise.race([request, late]);
  } catch (error) {
    const { code, data } = error as { code?: string; data?: { code: string } };
    if (code !== 'REFUSED' || !data) throw error;
    expect(refusalWords(data, PLAIN)?.text).toMatch(/^[A-Z]/);
    expect(data.code).toMatch(/^(?:file|reading|export|import|workspace)\./);
    seen.refused++;
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const since = Date.now();
  while (!(await isSo())) {
    if (Date.now() - since > HANGS_AFTER_MS) {
      seen.hung++;
      throw new Error('It never comes to that.');
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** A workspace in which a move and a purge wait, and a set for what isn't a job. */
function template(path: string): void {
  manyUsersWorkspace(path, USERS, 'approved');
  const { db, close } = openWritable(path);
  const all = UserBitmap.of(Array.from({ length: USERS }, (_, n) => n + 1));
  const details = { name: 'All', description: '', note: '', private: true };
  createSet(db, details, all, { from: 'rehearsal' }, 'x');
  const move = { setId: 1, userGroup: 'OK to Purge', condition: 'Unconditionally' } as const;
  submitJob(db, { kind: 'update-notify-users', name: 'Move', parameters: move }, [], 'x', null);
  const purge = { ...PURGE, userGroup: 'OK to Purge' };
  submitJob(
    db,
    { kind: 'purge-user-records', name: 'Purge', parameters: purge, withoutApproval: null },
    [],
    'x',
    null,
  );
  close();
}

/** What was acknowledged. */
interface Known {
  notes: number;
  readonly imports: Set<number>;
  readonly files: Set<string>;
}

/** Things that are done while the disk is full, each refused or done. */
const ACTIONS: readonly ((
  to: Program,
  known: Known,
  draw: Draw,
  folder: string,
) => Promise<void>)[] = [
  async ({ ask }, known, draw) => {
    const note = { userNo: 1 + draw(USERS), text: 'x'.repeat(1 + draw(2000)) };
    if (await asked(ask.users.addNote(note))) known.notes++;
  },
  async ({ ask, grant }, known) => {
    const file = grant(SAMPLES.keep, 'open');
    const read = await asked(ask.imports.read({ file, options: { kind: 'exclusions' } }));
    if (!read) return;
    const { importId } = read;
    let state = 'reading';
    await until(async () => {
      // Nothing of it can be read any more: no success at any rate.
      state = (await asked(ask.imports.check({ importId })))?.state ?? 'failed';
      return state !== 'reading';
    });
    if (state === 'failed') seen.refused++;
    else known.imports.add(importId);
  },
  async ({ ask, grant }, known, draw, folder) => {
    const name = `list ${draw(3)}.${draw(2) ? 'xlsx' : 'csv'}`;
    const written = await asked(
      ask.exports.write({
        exportId: randomUUID(),
        what: {
          of: 'users',
          list: 'review',
          criteria: EVERYBODY,
          sort: [],
          columns: ['primary_identifier', 'last_name', 'user_group', 'purge_date', 'notes'],
          title: 'All',
        },
        format: name.endsWith('csv') ? 'csv' : 'xlsx',
        file: grant(join(folder, name)),
        locales: [],
      }),
    );
    if (written) known.files.add(name);
  },
  async ({ ask, grant }, known, draw, folder) => {
    const name = `copy ${draw(2)}.purgedesk`;
    if (await asked(ask.workspace.saveCopy({ file: grant(join(folder, name)) })))
      known.files.add(name);
  },
  async ({ ask }) => {
    await asked(ask.workspace.tryAgain());
  },
  async ({ ask }) => {
    await asked(ask.review.counts());
    await asked(ask.users.page({ criteria: CANDIDATES, sort: [], offset: 0, limit: 100 }));
  },
];

const LEFT_FREE = [0, 4 * KB, 20 * KB, 100 * KB, 300 * KB, 900 * KB, 3000 * KB] as const;

/** Opens it, with more room each time that it is refused. */
async function opened(to: Program, path: string, disk: SmallDisk, draw: Draw): Promise<void> {
  for (let room = LEFT_FREE[draw(LEFT_FREE.length)]!; ; room = room * 2 + 64 * KB) {
    disk.fill(room);
    const status = await asked(to.ask.workspace.open({ file: to.grant(path, 'open') }));
    if (status?.open) return;
    expect(to.session.status().open).toBe(false);
  }
}

/** That nothing was lost, and nothing done twice. */
async function checkKept({ ask, session }: Program, known: Known): Promise<void> {
  const { db } = session.workspace;
  const count = (sql: string) => db.prepare(`SELECT count(*) FROM ${sql}`).pluck().get() as number;
  const differs = (found: number, wanted: number) => {
    if (found < wanted) seen.lost++;
    if (found > wanted) seen.doubled++;
    expect(found).toBe(wanted);
  };
  differs(count('job_user WHERE job_id = 1'), USERS);
  differs(count('job_user WHERE job_id = 2'), USERS);
  differs(count('history'), USERS);
  differs(count('user_note'), known.notes);
  const imports = await ask.imports.list();
  const read = imports.filter(({ state }) => state === 'checked');
  differs(read.length, known.imports.size);
  expect(imports.filter(({ state }) => state === 'reading')).toEqual([]);
  const retained = Array.from({ length: USERS }, (_, n) => n + 1);
  const held = retained.filter((n) => n % 7 === 0 || n % 5 === 0).length;
  differs(count('user WHERE purged_by_job = 2'), USERS - held);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
}

async function fillsAndFrees({ draw, folder }: Round): Promise<void> {
  const made = join(folder, 'Template.purgedesk');
  template(made);
  const disk = new SmallDisk(join(folder, 'disk'), 64 * KB);
  const to = program();
  try {
    const path = join(disk.folder, 'Library.purgedesk');
    copyFileSync(made, path);
    const known: Known = { notes: 0, imports: new Set(), files: new Set() };
    await opened(to, path, disk, draw);
    for (let n = 0; n < 8; n++) {
      if (draw(3) === 0) disk.fill(LEFT_FREE[draw(LEFT_FREE.length)]!);
      await ACTIONS[draw(ACTIONS.length)]!(to, known, draw, disk.folder);
    }
    // Now and then it is closed while it is full.
    if (draw(3) === 0) {
      await asked(to.ask.workspace.close({ giveUp: true }));
      disk.clear();
      expect(await asked(to.ask.workspace.open({ file: to.grant(path, 'open') }))).toBeDefined();
    }
    disk.clear();
    await asked(to.ask.workspace.tryAgain());
    await until(async () => {
      const { held, runningJobs } = await to.ask.workspace.status();
      return held.length === 0 && runningJobs === 0;
    });
    await checkKept(to, known);
    await to.session.close();
    const expected = ['Library.purgedesk', ...known.files].toSorted();
    expect(readdirSync(disk.folder).toSorted()).toEqual(expected);
  } finally {
    await to.session.close().catch(() => {});
    disk.unmount();
  }
}

onSmallDisk('fills while all is done, and is freed', fillsAndFrees);

onSmallDisk('fills in the middle of an export', async ({ draw, folder }) => {
  const path = join(folder, 'Library.purgedesk');
  manyUsersWorkspace(path, USERS, 'approved');
  const disk = new SmallDisk(join(folder, 'disk'), 8 * KB);
  const to = program();
  try {
    await to.ask.workspace.open({ file: to.grant(path, 'open') });
    for (const format of ['xlsx', 'csv'] as const) {
      const target = join(disk.folder, `All.${format}`);
      const before = draw(2) === 0;
      if (before) writeFileSync(target, 'what was there');
      disk.fill(draw(120) * KB);
      const write = () =>
        to.ask.exports.write({
          exportId: randomUUID(),
          what: {
            of: 'users',
            list: 'review',
            criteria: EVERYBODY,
            sort: [],
            columns: ['primary_identifier', 'last_name', 'user_group', 'purge_date', 'decision'],
            title: 'All',
          },
          format,
          file: to.grant(target),
          locales: [],
        });
      const refused = await write().catch((error) => error.data?.code);
      expect(refused).toBe('export.diskFull');
      seen.refused++;
      const left = readdirSync(disk.folder).filter((name) => name !== 'filler');
      expect(left).toEqual(before ? [`All.${format}`] : []);
      if (before) expect(readFileSync(target, 'utf8')).toBe('what was there');
      disk.clear();
      expect(await write()).toMatchObject({ rows: USERS });
      expect(readdirSync(disk.folder)).toEqual([`All.${format}`]);
      rmSync(target);
    }
  } finally {
    await to.session.close();
    disk.unmount();
  }
});

onLooseDrive('is taken out while it is in use', async ({ draw, folder }) => {
  const made = join(folder, 'Template.purgedesk');
  template(made);
  const drive = new LooseDrive(join(folder, 'drive'), 64);
  const to = program();
  const elsewhere = join(folder, 'Elsewhere.purgedesk');
  try {
    const path = join(drive.folder, 'Library.purgedesk');
    copyFileSync(made, path);
    await to.ask.workspace.open({ file: to.grant(path, 'open') });
    // Now and then in the middle of a job.
    if (draw(2)) await new Promise((resolve) => setTimeout(resolve, draw(400)));
    const known: Known = { notes: 0, imports: new Set(), files: new Set() };
    drive.takeOut();
    for (let n = 0; n < 6; n++) await ACTIONS[draw(ACTIONS.length)]!(to, known, draw, drive.folder);
    await asked(to.ask.jobs.list());
    await asked(to.ask.workspace.close({ giveUp: true }));
    await asked(to.ask.workspace.open({ file: to.grant(path, 'open') }));
    await asked(to.ask.workspace.close());
    // The program is of use all the same.
    copyFileSync(made, elsewhere);
    const status = await asked(to.ask.workspace.open({ file: to.grant(elsewhere, 'open') }));
    expect(status).toMatchObject({ open: true, users: USERS });
    await until(async () => (await to.ask.workspace.status()).runningJobs === 0);
  } finally {
    await to.session.close().catch(() => {});
    drive.unmount();
  }
});
