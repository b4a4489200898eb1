/**
 * The engine as the programs run it, without a thread: a session over a real workspace file in a
 * temporary folder, asked through the contract.
 */

import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, onTestFinished } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { prepared, transaction } from '#engine/db/db.ts';
import { createWorkspace, openWritable } from '#engine/db/workspaceFile.ts';
import { refusalIn } from '#engine/fileFailures.ts';
import type { Program } from '#engine/program.ts';
import { notePolicyAnswered } from '#engine/replica/policyAsked.ts';
import { writeSettings } from '#engine/replica/settings.ts';
import type { Write } from '#engine/requests/request.ts';
import { type Engine, router } from '#engine/requests/router.ts';
import type { StartCheck } from '#engine/session/checker.ts';
import { sumUp } from '#engine/session/chores.ts';
import type { Inspector } from '#engine/session/inspector.ts';
import type { Printer } from '#engine/session/printer.ts';
import { Session } from '#engine/session/session.ts';
import { task } from '#engine/writer/task.ts';
import { startWriterInline } from '#engine/writer/writer.ts';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { ExportedWhat, ExportFormat } from '#shared/contract/shapes/exports.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ExportedGroup } from '#shared/contract/shapes/rowGroup.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { type PolicyFacts, policyFactsOf } from '#shared/domain/policyFacts.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import { PLAIN } from '#shared/domain/said.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import type { JobOutcome } from '#shared/jobKinds/jobKinds.ts';
import { anyPurgeOf } from '#shared/jobKinds/purgeUsers.ts';
import { refusalWords, type SentRefusal } from '#shared/refusals/refusals.ts';
import { temporaryFolder } from './temporaryFolder.ts';
import {
  type CandidateCells,
  type Cell,
  candidatesSheet,
  listSheet,
  writeWorkbook,
} from './workbookFile.ts';

export { temporaryFolder };

export class TestEngine {
  readonly folder: string;
  readonly session: Session;
  readonly ask: Engine;
  readonly events: EngineEvent[] = [];
  /** How often the program would have begun anew because people were erased. */
  renewals = 0;
  /** The test has changed the workspace past the program, or the disk or another process is in its way. */
  damaged = false;
  #files = 0;
  #jobs = 0;

  /**
   * @param hasPages submissions need a picture of their settings, as from the pages
   * @param keepsSnapshots before jobs: most tests are about something else, and need not wait for the disk
   */
  constructor(
    folder: string,
    hasPages = false,
    printer?: Printer,
    inspect?: Inspector,
    startCheck?: StartCheck,
    keepsSnapshots = false,
    program?: Program,
  ) {
    this.folder = folder;
    this.session = new Session({
      startWriter: async (path, onEvent, inspected, answer) =>
        startWriterInline(path, onEvent, { inspected }, answer),
      ...(program && { program }),
      onPeopleErased: () => {
        this.renewals += 1;
      },
      hasPages,
      keepsSnapshots,
      ...(printer && { printer }),
      ...(inspect && { inspect }),
      ...(startCheck && { startCheck }),
    });
    this.session.systemUserName = 'Tester';
    this.session.events.subscribe('event', (event) => this.events.push(event));
    this.ask = createRouterClient(router, { context: { session: this.session } });
  }

  get path(): string {
    return this.session.workspace.path;
  }

  /** The page's token for a path, as the desktop would grant it. */
  grant(path: string, use: 'open' | 'save' = 'save'): string {
    const token = randomUUID();
    this.session.files.grant(token, path, use);
    return token;
  }

  async create(name = 'Library'): Promise<void> {
    await this.ask.workspace.create({ file: this.grant(join(this.folder, `${name}.purgedesk`)) });
    await this.answerPolicy();
  }

  /** What is asked before the first job; as it is where nothing is given. */
  async answerPolicy(facts: Partial<PolicyFacts> = {}): Promise<void> {
    const known = policyFactsOf(await this.ask.settings.get());
    await this.ask.settings.answerPolicy({ ...known, ...facts });
  }

  /** Of stories that go years ahead and are about something else: no personal data is due in them. */
  async neverDue(): Promise<void> {
    // No librarian may set a day so far away.
    const far = task<void, void>('at once', ({ db }) =>
      transaction(db, () => writeSettings(db, { retentionDay: '9999-12-31' })),
    );
    await this.session.workspace.writer.run(far, undefined);
  }

  async open(path: string): Promise<void> {
    await this.ask.workspace.open({ file: this.grant(path) });
  }

  /**
   * Whatever was done, the file must still hold what was written: a checksum that is wrong without damage would keep
   * librarians from writing.
   */
  async close(): Promise<void> {
    const path = this.#written();
    if (path && !this.#isBusy()) await this.#sumUp();
    await this.session.close();
    if (path && existsSync(path)) expect(verify(path)).toEqual([]);
  }

  /** The workspace that is open for writing, unless the test itself has damaged it. */
  #written(): string | undefined {
    if (this.damaged || !this.session.status().open) return undefined;
    const { workspace } = this.session;
    return workspace.readOnly || workspace.displaced() ? undefined : workspace.path;
  }

  /** What is under way is given up by closing, not waited for. */
  #isBusy(): boolean {
    const { workspace } = this.session;
    const { runningJobs } = workspace.status();
    return workspace.readings.size + workspace.underWay.works.length + runningJobs > 0;
  }

  /** What is otherwise done when there is time. */
  async #sumUp(): Promise<void> {
    try {
      await this.session.workspace.writer.run(sumUp, undefined);
    } catch (error) {
      if (!refusalIn(error)) throw error;
    }
  }

  /** Reads a file to the end of its check. */
  async read(path: string, kind?: ImportKind): Promise<ImportCheck> {
    const { importId } = await this.ask.imports.read({
      file: this.grant(path),
      options: kind ? { kind } : {},
    });
    return this.checked(importId);
  }

  async checked(importId: number): Promise<ImportCheck> {
    for (;;) {
      const check = await this.ask.imports.check({ importId });
      if (check.state !== 'reading') return check;
      await pause();
    }
  }

  async importFile(
    path: string,
    kind: ImportKind,
    mode: 'add' | 'replace' = 'add',
  ): Promise<ImportCheck> {
    const check = await this.read(path, kind);
    if (check.failure) throw new Error(`${basename(path)}: ${check.failure}`);
    await this.ask.imports.commit({ importId: check.importId, mode });
    return check;
  }

  async candidates(
    candidates: readonly (CandidateCells | string)[],
    mode: 'add' | 'replace' = 'add',
  ) {
    const path = join(this.folder, `candidates ${++this.#files}.xlsx`);
    return this.importFile(
      await writeWorkbook(path, candidatesSheet(...candidates)),
      'candidates',
      mode,
    );
  }

  async exclusions(...identifiers: Cell[]) {
    const path = join(this.folder, `exclusions ${++this.#files}.xlsx`);
    return this.importFile(await writeWorkbook(path, listSheet(...identifiers)), 'exclusions');
  }

  /** Users that match, by primary identifier. */
  async users(criteria: Criteria = EVERYBODY) {
    const { rows } = await this.ask.users.page({ criteria, sort: [], offset: 0, limit: 1000 });
    return new Map(rows.map((row) => [row.primary_identifier, row]));
  }

  async identifiers(criteria: Criteria = EVERYBODY): Promise<string[]> {
    return [...(await this.users(criteria)).keys()].sort();
  }

  async user(identifier: string) {
    const user = (await this.users()).get(identifier);
    if (!user) throw new Error(`no user ${identifier}`);
    return user;
  }

  /** Submits a job and waits for its end. */
  async run(job: Parameters<Engine['jobs']['submit']>[0]['job'], capture: string | null = null) {
    const { jobId } = await this.ask.jobs.submit({ job, capture });
    return this.completed(jobId);
  }

  async completed(jobId: number) {
    for (;;) {
      const report = await this.ask.jobs.report({ jobId });
      if (report.state === 'completed') return report;
      if (report.state === 'failed')
        throw new Error(`Job ${jobId} failed: ${report.failure?.code}`);
      await pause();
    }
  }

  /** Approves those of the candidates who may be, whatever holds them back; staff stays as it is. */
  async approve(criteria: Criteria = CANDIDATES) {
    await this.ask.review.decide({
      selection: { criteria },
      decision: 'approved',
      reason: null,
      named: [...HELD_BACK_FLAGS],
    });
  }

  async move(setId: number, userGroup = 'OK to Purge') {
    return this.run({
      kind: 'update-notify-users',
      name: `Move ${++this.#jobs}`,
      parameters: { setId, userGroup, condition: 'Unconditionally' },
    });
  }

  /** A purge of approved users. */
  async purge(settings: Partial<PurgeSettings> = {}) {
    return this.run({
      kind: 'purge-user-records',
      name: `Purge ${++this.#jobs}`,
      parameters: { ...PURGE, ...settings },
    });
  }

  /** The same of the members of a set. */
  async purgeSet(setId: number, settings: Partial<PurgeSettings> = {}) {
    return this.run({
      kind: 'purge-users',
      name: `Purge ${++this.#jobs}`,
      parameters: { ...PURGE, ...settings, userGroup: null, setId },
    });
  }

  /** A purge of whomever Alma would take, approved or not, that nobody signs. */
  async purgeAsAlma(settings: Partial<PurgeSettings> = {}) {
    this.session.unsigned = true;
    const job = anyPurgeOf({ ...PURGE, ...settings }, `Purge ${++this.#jobs}`, AS_ALMA);
    const { jobId } = await this.ask.jobs.submit({ job, capture: null });
    this.session.unsigned = false;
    return this.completed(jobId);
  }

  async jobIdentifiers(jobId: number, outcome: JobOutcome) {
    const { rows } = await this.ask.jobs.users({ jobId, outcome, offset: 0, limit: 1000 });
    return rows.map((row) => row.primary_identifier).sort();
  }

  /** Writes a file and waits for it. */
  async export(
    what: ExportedWhat,
    path: string,
    options: { format?: ExportFormat; locales?: readonly string[]; exportId?: string } = {},
  ) {
    const { format = 'xlsx', locales = [], exportId = randomUUID() } = options;
    const file = this.grant(path);
    return this.ask.exports.write({ exportId, what, format, file, locales: [...locales] });
  }

  /** The report of a job as a workbook. */
  exportReport(jobId: number, path: string, locales: readonly string[] = []) {
    return this.export({ of: 'job', jobId }, path, { locales });
  }

  /** Rows of an import as a workbook. */
  exportRows(importId: number, rowGroup: ExportedGroup, path: string) {
    return this.export({ of: 'import-rows', importId, rowGroup }, path);
  }

  /** The writing half of a request alone, for what the contract wouldn't let through. */
  write<Given, Done>(request: Write<never, unknown, Given, Done>, given: Given): Promise<Done> {
    return this.session.workspace.writer.run(request.task, { by: 'Tester', given });
  }

  /** Jobs that are submitted meanwhile wait until this is done. */
  async beforeJobsRun<T>(work: () => Promise<T>): Promise<T> {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const holding = this.session.workspace.writer.run(
      task<void, void>('one by one', () => held),
      undefined,
    );
    try {
      return await work();
    } finally {
      goOn();
      await holding;
    }
  }

  /** Waits for what begins by itself after a change, and for what follows from that. */
  async idle(): Promise<void> {
    const behind = task<void, void>('one by one', () => {});
    for (let time = 0; time < 3; time++) {
      await this.session.reopening;
      try {
        await this.session.workspace.writer.run(behind, undefined);
      } catch (error) {
        // It is closed, and opened again at once.
        if (refusalIn(error)?.code !== 'workspace.closing') throw error;
        time--;
        await pause();
      }
    }
  }

  /** A number straight from the file, for what the contract doesn't tell. */
  count(sql: string): number {
    return prepared(this.session.workspace.db, `SELECT count(*) FROM ${sql}`)
      .pluck()
      .get() as number;
  }
}

/** A rehearsal of what Alma would do, approved or not. */
export const AS_ALMA = { reason: 'Rehearsed as Alma would', users: 0 };

/** Everybody whose purge date has come, but who owes more than 1.00. */
export const PURGE: PurgeSettings = {
  runDate: '2026-11-21',
  days: 30,
  recordType: 'Public',
  userGroup: null,
  waiveThreshold: 100,
  reading: 'carli',
};

/** An engine with an empty workspace, closed and removed when the test has ended. */
export async function newEngine(
  around: { program?: Program; keepsSnapshots?: boolean } = {},
): Promise<TestEngine> {
  const { program, keepsSnapshots = false } = around;
  const none = undefined;
  const engine = new TestEngine(
    temporaryFolder(),
    false,
    none,
    none,
    none,
    keepsSnapshots,
    program,
  );
  onTestFinished(() => engine.close());
  const path = join(engine.folder, 'Library.purgedesk');
  writeFileSync(path, answeredWorkspace());
  await engine.open(path);
  return engine;
}

/** Made once: a test that is about something else need not run all migrations again. */
export const emptyWorkspace = once(() => made(() => {}));

/** Beyond that it was asked what the institution has set in Alma, and nobody could say. */
const answeredWorkspace = once(() =>
  made((path) => {
    const { db, close } = openWritable(path);
    notePolicyAnswered(db, 'Tester');
    close();
  }),
);

function made(furnish: (path: string) => void): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-empty-'));
  const path = join(folder, 'Empty.purgedesk');
  createWorkspace(path);
  furnish(path);
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

function once<T>(make: () => T): () => T {
  let kept: T | undefined;
  return () => {
    kept ??= make();
    return kept;
  };
}

export const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The refusal that a request must end in: its code, its sentence, and what to do. */
export async function refusal(request: Promise<unknown>) {
  try {
    await request;
  } catch (error) {
    const { code, data } = error as { code: string; data?: SentRefusal };
    const said = data && refusalWords(data, PLAIN);
    return { code, reason: data?.code, message: said?.text, todo: said?.todo };
  }
  throw new Error('The request was not refused.');
}
