/**
 * What the engine holds while it runs: the open workspace, files and captures known by token,
 * previews, and who listens to events. One session per engine; handlers reach everything through it.
 */
import { basename } from 'node:path';
import { EventPublisher } from '@orpc/server';
import type { EngineEvent, WorkspaceStatus } from '#shared/contract/engineContract.ts';
import { get, type ReadableDb, value } from '../db/db.ts';
import { createWorkspace, eraseWorkspace, openReadable } from '../db/workspaceFile.ts';
import type { Capture } from '../jobs/captures.ts';
import type { PreviewParts } from '../jobs/jobKind.ts';
import { Refusal } from '../refusal.ts';
import type { BitmapSource } from '../replica/criteriaSql.ts';
import { readRevision } from '../replica/revision.ts';
import { readSettings } from '../replica/settings.ts';
import { UserOrders } from '../replica/userRows.ts';
import { ruleSource } from '../review/register.ts';
import { findMembers, type Match } from '../sets/userSets.ts';
import type { WriterEvent } from '../writer/commandContext.ts';
import type { Writer } from '../writer/writer.ts';

const KEPT_PREVIEWS = 12;
/** The first screen comes first; then what the first search would wait for. */
const WARM_AFTER_MS = 1500;

export interface OpenWorkspace {
  readonly path: string;
  readonly name: string;
  readonly reader: ReadableDb;
  readonly writer: Writer;
  readonly orders: UserOrders;
  /** Whom criteria mean, over the columns that the reader holds. */
  readonly match: Match;
  readonly previews: Map<string, PreviewParts>;
  /** Aborts a reading under way, by import. */
  readonly readings: Map<number, AbortController>;
  /** Where the files of this session's imports are, for reading them again. */
  readonly importPaths: Map<number, string>;
}

/** How the engine is embedded: in a utility process, in a test, in the command line. */
export interface SessionHost {
  readonly startWriter: (path: string, onEvent: (event: WriterEvent) => void) => Promise<Writer>;
  /** Pages show the settings of a job before it is submitted; true unless told. */
  readonly hasPages?: boolean;
  readonly onOpened?: (path: string, name: string) => void;
  readonly onClosed?: () => unknown;
}

/** A file that the person chose: to be read, or as the place for something new. */
interface GrantedPath {
  readonly path: string;
  readonly use: FileUse;
}

export type FileUse = 'open' | 'save';

export class Session {
  readonly events = new EventPublisher<{ event: EngineEvent }>();
  readonly #files = new Map<string, GrantedPath>();
  readonly captures = new Map<string, Capture>();
  /** False where nobody sees the settings of a job, on the command line: then no picture of them is taken. */
  readonly hasPages: boolean;
  /** A rehearsal that nobody signs: what it would need signatures for goes on, and it calls itself unsigned. */
  unsigned = false;
  /** Who works at this computer, until the settings say otherwise. */
  systemUserName = '';
  readonly #host: SessionHost;
  #workspace: OpenWorkspace | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(host: SessionHost) {
    this.#host = host;
    this.hasPages = host.hasPages ?? true;
  }

  get workspace(): OpenWorkspace {
    if (!this.#workspace)
      throw new Refusal('workspace.none', 'No workspace is open.', 'Open one, or make a new one.');
    return this.#workspace;
  }

  grant(token: string, path: string, use: FileUse): void {
    this.#files.set(token, { path, use });
  }

  /** The path behind a token that the desktop gave, to be read. */
  file(token: string): string {
    return this.#granted(token).path;
  }

  /** The same, to be written: a workbook that was chosen for import can't be overwritten. */
  target(token: string): string {
    const { path, use } = this.#granted(token);
    if (use === 'save') return path;
    throw new Refusal(
      'file.notTarget',
      'This file was chosen to be read, not to be written. Nothing was written.',
      'Choose where to save.',
    );
  }

  get userName(): string {
    return readSettings(this.workspace.reader).userName || this.systemUserName || 'Unknown';
  }

  /** The workspace that is open stays open until the new one is. */
  create(path: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#workspace?.path === path)
        throw new Refusal(
          'workspace.isOpen',
          'This workspace is open now and can’t be replaced.',
          'Choose another name.',
        );
      createWorkspace(path);
      await this.#open(path);
    });
  }

  open(path: string): Promise<void> {
    return this.#inTurn(() => this.#open(path));
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#close());
  }

  erase(): Promise<void> {
    return this.#inTurn(async () => {
      const { path } = this.workspace;
      await this.#close();
      eraseWorkspace(path);
    });
  }

  /** Opening and closing one after another: two at once would leave a workspace locked behind. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #open(path: string): Promise<void> {
    if (this.#workspace?.path === path) return;
    const writer = await this.#startWriter(path);
    await this.#close();
    const reader = openReadable(path);
    const previews = new Map<string, PreviewParts>();
    const source: BitmapSource = {
      set: (setId) => findMembers(reader, setId, (criteria) => orders.match(criteria)),
      preview: (previewId, part) => previews.get(previewId)?.get(part),
      rule: (ruleId) => ruleSource(reader, ruleId),
    };
    const orders = new UserOrders(reader, source);
    const name = basename(path).replace(/\.purgedesk$/i, '');
    this.#workspace = {
      path,
      name,
      reader,
      writer,
      orders,
      match: (criteria) => orders.match(criteria),
      previews,
      readings: new Map(),
      importPaths: new Map(),
    };
    this.#host.onOpened?.(path, name);
    this.#tellChanged();
    setTimeout(() => this.#warm(orders, orders.warmSteps()), WARM_AFTER_MS).unref();
    // What was interrupted goes on by itself; nobody has to wait for it here.
    this.sweep();
    this.compareStale();
    this.runJobs();
  }

  /** Step by step, so that a page that is asked for meanwhile comes in between. */
  #warm(orders: UserOrders, [step, ...rest]: readonly (() => void)[]): void {
    if (!step || this.#workspace?.orders !== orders) return;
    step();
    setImmediate(() => this.#warm(orders, rest));
  }

  async #close(): Promise<void> {
    const workspace = this.#workspace;
    if (!workspace) return;
    this.#workspace = undefined;
    workspace.reader.close();
    await workspace.writer.close();
    this.#host.onClosed?.();
  }

  runJobs(): void {
    this.workspace.writer.run('job.runAll').catch((error: unknown) => this.fault(error));
  }

  /** Rows of discarded files are deleted in the background. */
  sweep(): void {
    // The workspace may have been closed while the request was answered.
    this.#workspace?.writer.run('import.sweep').catch((error: unknown) => this.fault(error));
  }

  /** Waiting files are compared with the replica as it has become; nobody waits for it. */
  compareStale(): void {
    this.#workspace?.writer.run('import.compareStale').catch((error: unknown) => this.fault(error));
  }

  keepPreview(previewId: string, parts: PreviewParts): void {
    const { previews } = this.workspace;
    previews.set(previewId, parts);
    if (previews.size > KEPT_PREVIEWS) previews.delete(previews.keys().next().value!);
  }

  status(): WorkspaceStatus {
    if (!this.#workspace) {
      return {
        open: false,
        name: null,
        revision: 0,
        replicaDate: null,
        users: 0,
        candidates: 0,
        imports: 0,
        sets: 0,
        jobs: 0,
        runningJobs: 0,
      };
    }
    const { reader, name } = this.#workspace;
    const count = (sql: string) => value<number>(reader, `SELECT count(*) FROM ${sql}`);
    return {
      open: true,
      name,
      revision: readRevision(reader),
      replicaDate: replicaDate(reader),
      users: count('user'),
      candidates: count('user WHERE candidate = 1 AND purged_by_job IS NULL'),
      imports: count(`import_file WHERE state = 'committed'`),
      sets: count('user_set'),
      jobs: count('job'),
      runningJobs: count(`job WHERE state <> 'completed'`),
    };
  }

  #granted(token: string): GrantedPath {
    const granted = this.#files.get(token);
    if (granted) return granted;
    throw new Refusal(
      'file.unknown',
      'This file was not chosen in this session.',
      'Choose it again.',
    );
  }

  async #startWriter(path: string): Promise<Writer> {
    const writer = await this.#host.startWriter(path, (event) => this.#onWriterEvent(event));
    try {
      await writer.run('workspace.tidy');
    } catch (error) {
      await writer.close();
      throw error;
    }
    return writer;
  }

  #onWriterEvent(event: WriterEvent): void {
    if (event.type === 'changed') this.#tellChanged();
    else this.events.publish('event', event);
    if (event.type === 'import.finished' || event.type === 'job.finished') this.#tellChanged();
    if (event.type === 'job.finished' && this.#workspace) this.compareStale();
  }

  #tellChanged(): void {
    if (this.#workspace)
      this.events.publish('event', {
        type: 'workspace.changed',
        revision: readRevision(this.#workspace.reader),
      });
  }

  /** A bug in the background: the process ends, is started anew, and goes on behind the last batch. */
  fault(error: unknown): void {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Data date of the candidates file that was added last. */
function replicaDate(db: ReadableDb): string | null {
  const newest = get<{ data_date: string | null; imported_at: number }>(
    db,
    `SELECT data_date, imported_at FROM import_file WHERE state = 'committed' AND kind = 'candidates' ORDER BY imported_at DESC LIMIT 1`,
  );
  if (!newest) return null;
  return newest.data_date ?? new Date(newest.imported_at).toISOString().slice(0, 10);
}
