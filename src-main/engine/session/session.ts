/**
 * What the engine holds while it runs: the open workspace, what is known by token, and who listens to events. One
 * session per engine; requests reach everything through it. Opens and closes; knows nothing of features.
 */
import { EventPublisher } from '@orpc/server';
import type { ExportedFile } from '#shared/contract/desktopContract.ts';
import type { ExportedThing } from '#shared/contract/shapes/auditTrail.ts';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { WorkspaceStatus, WorkspaceSummary } from '#shared/contract/shapes/workspace.ts';
import type { Paper } from '#shared/domain/papers.ts';
import { wasCopiedOpen } from '../db/copiedOpen.ts';
import { takePlace } from '../db/copyWorkspace.ts';
import { eraseWorkspace } from '../db/eraseWorkspace.ts';
import { realPathOf } from '../db/fileIdentity.ts';
import { asDamage } from '../db/inspectWorkspace.ts';
import { besideOf, dropPiece } from '../db/pieces.ts';
import { type ReadingPlace, readingPlace } from '../db/readingPlace.ts';
import { keepClosed } from '../db/snapshots/keepSnapshot.ts';
import { type OwnSnapshot, workspaceIdentity } from '../db/snapshots/ownSnapshots.ts';
import { putInPlace } from '../db/snapshots/takePlaceOf.ts';
import { unreadableJson } from '../db/storedValue.ts';
import { HELD_UNKNOWN, type HeldByFile } from '../db/trail/exportedFiles.ts';
import { fileHash } from '../db/trail/fileHash.ts';
import { createWorkspace } from '../db/workspaceFile.ts';
import { type Exporter, exportHere } from '../exporting/exporter.ts';
import { refusalIn } from '../fileFailures.ts';
import { dueRefusal } from '../jobs/retention.ts';
import { NO_PROGRAM, type Program } from '../program.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import type { UserOrders } from '../replica/userRows.ts';
import { readOnlyWriter } from '../writer/readOnlyWriter.ts';
import type { Ask } from '../writer/task.ts';
import type { Writer } from '../writer/writer.ts';
import type { StartCheck } from './checker.ts';
import {
  beginWith,
  compareStale,
  noteCopied,
  notePrinted,
  noteWritten,
  runJobs,
  saveCopy,
  sumUp,
  sweep,
} from './chores.ts';
import { afterwards, type Change } from './consequences.ts';
import { expectShown } from './damagedAnswer.ts';
import { breathe, type WriterEvent } from './events.ts';
import type { Inspector } from './inspector.ts';
import { lastChange } from './lastChange.ts';
import { NO_WORKSPACE, OpenWorkspace } from './openWorkspace.ts';
import type { Printer } from './printer.ts';
import { answeringWith } from './program.ts';
import { bringBack } from './snapshotChores.ts';
import { Captures, FileTokens } from './tokens.ts';
import { unlessAborted } from './unlessAborted.ts';

/** The first screen comes first; then what the first search would wait for. */
const WARM_AFTER_MS = 1500;
/** Nobody is kept waiting for it: what is changed one after another is summed up once. */
const SUM_UP_AFTER_MS = 5000;

/** What the writer is asked for that changes nothing. */
const READING = new Set([saveCopy]);

export interface Opening {
  readonly readOnly?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

const IN_PLACE = (path: string): ReadingPlace => ({ path, end() {} });

/** How the engine is embedded: in a utility process, in a test, in the command line. */
export interface SessionHost {
  readonly startWriter: (
    path: string,
    onEvent: (event: unknown) => void,
    inspected: boolean,
    answer: Ask,
  ) => Promise<Writer>;
  /** Without one the writer looks at a file itself. */
  readonly inspect?: Inspector;
  /** Without one nobody looks whether the workspace is sound. */
  readonly startCheck?: StartCheck;
  /** Without one exports run on the serving thread. */
  readonly exporter?: Exporter;
  /** Whether snapshots are kept before jobs, where the settings want it; true unless told. */
  readonly keepsSnapshots?: boolean;
  /** Pages show the settings of a job before it is submitted; true unless told. */
  readonly hasPages?: boolean;
  /** The workspace is erased when it is closed: nobody will ever ask whether it still says what was written. */
  readonly passing?: boolean;
  readonly onOpened?: (workspace: Pick<OpenWorkspace, 'path' | 'name' | 'readOnly'>) => void;
  readonly onClosed?: () => unknown;
  /** What is to be noted of the workspace that was closed. */
  readonly onLeft?: (path: string, summary: WorkspaceSummary) => void;
  readonly onErased?: (path: string) => void;
  /** Whether the open workspace would be lost if it were closed now: its file isn't in its place. */
  readonly onDisplaced?: (isDisplaced: boolean) => void;
  /** Names of the files that are being read or wait for it, whenever that changes. */
  readonly onReading?: (names: readonly string[]) => void;
  /** The same of the files that exports are writing. */
  readonly onExporting?: (files: readonly ExportedFile[]) => void;
  /** A bug that ended a job and not the engine. */
  readonly onFault?: (message: string) => void;
  /** People were erased: what the engine remembers of anything is to be let go of. */
  readonly onPeopleErased?: () => void;
  /** Puts a document on paper; none in a test and on the command line. */
  readonly printer?: Printer;
  /** Around the engine, with files of its own. */
  readonly program?: Program;
}

/** Chores that begin by themselves, by what they are. */
const BY_ITSELF = {
  comparing: compareStale,
  tidying: sweep,
  checksums: sumUp,
} as const;

interface OpeningHow extends Opening {
  readonly from?: ReadingPlace;
  readonly inspected?: boolean;
  /** What is done first, before anybody sees it open. */
  readonly begin?: (writer: Writer) => Promise<unknown>;
}

export class Session {
  readonly events = new EventPublisher<{ event: EngineEvent }>();
  readonly files = new FileTokens();
  readonly captures = new Captures();
  readonly exporter: Exporter;
  /**
   * False where nobody sees the settings of a job, on the command line: then no picture of them is taken, and nothing
   * is read ahead.
   */
  readonly hasPages: boolean;
  /** A rehearsal that nobody signs: what it would need signatures for goes on, and it calls itself unsigned. */
  unsigned = false;
  /** Until the workspace is open again that a job has had closed. */
  reopening: Promise<void> | undefined;
  /** Who works at this computer, until the settings say otherwise. */
  systemUserName = '';
  readonly #host: SessionHost;
  #workspace: OpenWorkspace | undefined;
  /** Gives up what is being opened. */
  #closing = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #summing: NodeJS.Timeout | undefined;
  /** What was opened though nobody wanted it any more is being closed. */
  #late: { readonly path: string; readonly closed: Promise<void> } = {
    path: '',
    closed: Promise.resolve(),
  };

  constructor(host: SessionHost) {
    this.#host = host;
    this.hasPages = host.hasPages ?? true;
    this.exporter = host.exporter ?? exportHere;
  }

  get workspace(): OpenWorkspace {
    if (!this.#workspace) throw new Refusal('workspace.none');
    return this.#workspace;
  }

  /** For what changes it. @throws Refusal where it is open for reading only, or its personal data is due */
  get changing(): OpenWorkspace {
    const workspace = this.settling;
    const refusal = dueRefusal(workspace.db);
    if (refusal) throw refusal;
    return workspace;
  }

  /** For what has to be done about the personal data when it is due. @throws Refusal where it is open for reading only */
  get settling(): OpenWorkspace {
    const { workspace } = this;
    if (workspace.readOnly) throw new Refusal('workspace.readOnly');
    return workspace;
  }

  status(): WorkspaceStatus {
    return this.#workspace?.status() ?? NO_WORKSPACE;
  }

  /** Whether something is done that can't be left: closing waits for it. */
  get takesTime(): boolean {
    return (this.#workspace?.underWay.works.length ?? 0) > 0;
  }

  get userName(): string {
    return readSettings(this.workspace.db).userName || this.systemUserName || 'Unknown';
  }

  get canPrint(): boolean {
    return this.#host.printer !== undefined;
  }

  /** @throws Refusal where nothing can be printed */
  get print(): Printer {
    const { printer } = this.#host;
    if (!printer) throw new Refusal('export.noPrinter');
    return printer;
  }

  /**
   * The workspace that is open stays open until the new one is.
   * @param paper of its reports, until somebody chooses
   */
  create(path: string, paper: Paper = 'A4'): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#workspace?.path === path) throw new Refusal('workspace.isOpen');
      createWorkspace(path);
      // Before anybody sees it: a page that sees it goes on at once.
      await this.#open(path, { begin: (writer) => writer.run(beginWith, { paper }) });
    });
  }

  /**
   * A file that may come from anywhere is looked at before it has its turn, so that nothing waits for it.
   * @param signal ends it: nothing is opened then, and what was open stays
   */
  async open(name: string, { readOnly = false, signal }: Opening = {}): Promise<void> {
    const path = realPathOf(name);
    if (this.#isOpen(path, readOnly)) return;
    const given = signal ? [signal] : [];
    const leaving = AbortSignal.any([this.#closing.signal, ...given]);
    // What is read on the serving thread alone must not be able to hold it up.
    const asked = { always: readOnly, signal: leaving };
    const from = readOnly ? await readingPlace(path) : IN_PLACE(path);
    try {
      const inspected =
        this.#workspace?.path !== path && (await this.#host.inspect?.(from.path, asked)) === true;
      await this.#inTurn(() => this.#open(path, { inspected, readOnly, from, signal: leaving }));
    } finally {
      if (this.#workspace?.readsFrom !== from.path) from.end();
    }
  }

  #isOpen(path: string, readOnly: boolean): boolean {
    return this.#workspace?.path === path && this.#workspace.readOnly === readOnly;
  }

  close(): Promise<void> {
    this.#closing.abort(new Refusal('workspace.notOpened'));
    this.#closing = new AbortController();
    return this.#inTurn(async () => {
      await this.#close();
      await this.#late.closed;
    });
  }

  erase(): Promise<void> {
    return this.#inTurn(async () => {
      const { path } = this.settling;
      this.#expectInPlace();
      await this.#close();
      eraseWorkspace(path);
      this.#host.onErased?.(path);
    });
  }

  /**
   * A new place for a workspace whose file went from its own: what was written is saved there, and it goes on there.
   * Nothing is written meanwhile.
   */
  saveAs(path: string): Promise<void> {
    return this.#inTurn(async () => {
      const { workspace } = this;
      if (!workspace.displaced()) throw new Refusal('workspace.inPlace');
      if (path !== workspace.path) await workspace.writer.run(saveCopy, { path });
      else {
        // The place is its own still, until it is closed.
        const beside = besideOf(`${path} saved`);
        await workspace.writer.run(saveCopy, { path: beside });
        await this.#close();
        takePlace(beside, path);
      }
      await this.#open(path);
    });
  }

  /** A snapshot takes the place of the open workspace, of which one is kept first. All or nothing. */
  async restore(snapshot: OwnSnapshot): Promise<void> {
    const inspected = await this.inspected(snapshot.path);
    return this.#inTurn(async () => {
      const { path, writer, db } = this.changing;
      this.#expectInPlace();
      const copy = besideOf(`${path} restored`);
      const identity = workspaceIdentity(db);
      // Settings that can't be read now must not be in the way of those that could be read then.
      const by = this.#mayFail(() => this.userName) ?? this.systemUserName;
      const zone = this.#mayFail(() => readSettings(db).institution.timeZone) ?? null;
      await writer.run(bringBack, { snapshot, inspected, copy, by });
      try {
        await this.#close();
        await keepClosed(path, identity, { before: { what: 'restore' }, zone });
        await putInPlace(copy, path, breathe);
      } finally {
        dropPiece(copy);
        await this.#open(path);
      }
    });
  }

  /** Whether another process has looked at all of a file. @throws Refusal for one that must not be opened */
  async inspected(path: string, signal?: AbortSignal): Promise<boolean> {
    const asked = { always: true, ...(signal && { signal }) };
    return (await this.#host.inspect?.(path, asked)) === true;
  }

  /** @throws Refusal where what stands in its place is another file, or nothing */
  #expectInPlace(): void {
    const displacement = this.workspace.displaced();
    if (displacement) throw new Refusal(displacement);
  }

  /**
   * Before the open workspace makes room: what is being read or exported is lost by it.
   * @param path of the workspace that is opened instead; the same one again leaves nothing
   * @throws Refusal while there are such files or its own is not in its place, unless they may be given up
   */
  leave(giveUp = false, path?: string, readOnly = false): void {
    const workspace = this.#workspace;
    const stays = path !== undefined && this.#isOpen(path, readOnly);
    if (!workspace || stays || giveUp) return;
    if (workspace.displaced()) throw new Refusal('workspace.displaced');
    const files = workspace.namesBeingRead().length;
    if (files > 0) throw new Refusal('workspace.reading', { files });
    const exported = workspace.exports.files().length;
    if (exported > 0) throw new Refusal('workspace.exporting', { files: exported });
  }

  /** To be called whenever a reading begins, ends or is given up. */
  tellReading(): void {
    this.#host.onReading?.(this.#workspace?.namesBeingRead() ?? []);
  }

  #tellExporting(): void {
    this.#host.onExporting?.(this.#workspace?.exports.files() ?? []);
  }

  #tellDisplaced(): void {
    this.#host.onDisplaced?.(this.#workspace?.displaced() !== undefined);
    this.events.publish('event', { type: 'workspace.displaced' });
  }

  /**
   * A bug in the background: the process ends, is started anew, and goes on behind the last batch. A refusal is none:
   * it would come again, and whoever asks for what it is about is told.
   */
  fault(error: unknown): void {
    if (refusalIn(error) ?? unreadableJson(error)) return;
    void this.damageBehind().then((damage) => {
      if (!damage) this.end(error);
    });
  }

  /** The process ends of a bug. */
  end(error: unknown): void {
    queueMicrotask(() => {
      throw error;
    });
  }

  /** Why something went wrong that nothing says of itself; undefined: a bug. */
  async damageBehind(): Promise<Refusal | undefined> {
    return this.#workspace?.checker.damageBehind();
  }

  /** Opening and closing one after another: two at once would leave a workspace locked behind. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  /** All or nothing: when anything fails, what was open is still open, and nobody holds the other file. */
  async #open(path: string, how: OpeningHow = {}): Promise<void> {
    const { inspected = false, readOnly = false, from = IN_PLACE(path), signal, begin } = how;
    if (this.#isOpen(path, readOnly)) return;
    // The same file the other way: it is held once.
    if (this.#workspace?.path === path) await this.#close();
    // A page that was loaded anew asks again, while what it asked for before still holds the file.
    if (this.#late.path === path) await this.#late.closed;
    const copiedOpen = wasCopiedOpen(path);
    const start = readOnly
      ? Promise.resolve().then(() => readOnlyWriter(path, inspected, from, READING))
      : this.#host.startWriter(
          path,
          (event) => this.#onWriterEvent(event as WriterEvent),
          inspected,
          answeringWith(this.#host.program ?? NO_PROGRAM),
        );
    const writer = await unlessAborted(start, signal).catch((error: unknown) => {
      if (signal?.aborted) this.#late = { path, closed: this.#closeLate(start) };
      throw error;
    });
    let workspace: OpenWorkspace | undefined;
    try {
      await begin?.(writer);
      workspace = new OpenWorkspace(path, writer, {
        onExports: () => this.#tellExporting(),
        onWaits: (until) => this.events.publish('event', { type: 'change.waits', until }),
        onDisplaced: () => this.#tellDisplaced(),
        startCheck: this.#host.startCheck,
        onHeld: () => this.events.publish('event', { type: 'workspace.held' }),
        onFault: (error) => this.fault(error),
      });
      if (copiedOpen) workspace.foundCopied = { last: lastChange(workspace.db) };
      if (!readOnly) await workspace.tidy();
      // What the frame of the window shows can be read, or it isn't opened.
      expectShown(workspace.status());
      await this.#close();
    } catch (error) {
      const damage = refusalIn(error) ? undefined : await workspace?.checker.damageBehind();
      await (workspace ?? writer).close();
      throw damage ?? asDamage(error);
    }
    this.#workspace = workspace;
    this.#host.onOpened?.(workspace);
    this.#tellChanged();
    const { orders } = workspace;
    if (this.hasPages)
      setTimeout(() => this.#warm(orders, orders.warmSteps()), WARM_AFTER_MS).unref();
    // What was interrupted goes on by itself; nobody has to wait for it here.
    if (!readOnly) this.#noteCopied(workspace);
    if (!readOnly)
      for (const work of ['tidying', 'comparing', 'jobs', 'checksums'] as const) this.#start(work);
  }

  /** It is said until somebody confirms it; where it can't be written it is found again at the next opening. */
  #noteCopied({ foundCopied, writer }: OpenWorkspace): void {
    if (foundCopied)
      writer.run(noteCopied, foundCopied).catch((error: unknown) => this.fault(error));
  }

  /** Nobody waits for it any more. */
  async #closeLate(start: Promise<Writer>): Promise<void> {
    const late = await start.catch(() => undefined);
    await late?.close().catch((error: unknown) => this.fault(error));
  }

  /**
   * How an export from the open workspace is entered into its audit trail, once it is there: when there is room, and not
   * at all where the workspace is open for reading only.
   * @returns to be called with the file and whom it holds, or with null for what was printed
   */
  exportNote(of: ExportedThing): (path: string | null, held?: HeldByFile) => Promise<void> {
    const { background, readOnly } = this.workspace;
    const by = this.#mayFail(() => this.userName) ?? this.systemUserName;
    return async (path, held = HELD_UNKNOWN) => {
      if (readOnly) return;
      if (path === null) background.start('trail', notePrinted, { of, by });
      else {
        const sha256 = await fileHash(path);
        background.start('trail', noteWritten, { of, by, path, sha256, held });
      }
    };
  }

  /** Step by step, so that a page that is asked for meanwhile comes in between. */
  #warm(orders: UserOrders, steps: Iterator<void>): void {
    if (this.#workspace?.orders !== orders) return;
    const goesOn = this.#mayFail(() => !steps.next().done);
    if (goesOn) setImmediate(() => this.#warm(orders, steps));
  }

  /** What nobody has asked for may come to nothing where the drive is in its way: who asks is told. */
  #mayFail<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.fault(error);
      return undefined;
    }
  }

  #start(work: keyof typeof BY_ITSELF | 'jobs'): void {
    if (work === 'checksums' && this.#host.passing) return;
    const background = this.#workspace?.background;
    if (work !== 'jobs') background?.start(work, BY_ITSELF[work], undefined);
    else background?.start(work, runJobs, { snapshots: this.#host.keepsSnapshots ?? true });
  }

  async #close({ again = false } = {}): Promise<void> {
    const workspace = this.#workspace;
    if (!workspace) return;
    const [until] = workspace.underWay.works;
    if (until && !again) this.events.publish('event', { type: 'workspace.closing', until });
    await workspace.settle();
    this.#workspace = undefined;
    const { onLeft } = this.#host;
    let summary: WorkspaceSummary | undefined;
    try {
      summary = onLeft && this.#mayFail(() => workspace.summary());
    } finally {
      await workspace.close();
      this.tellReading();
      this.#host.onDisplaced?.(false);
      if (!again) this.#host.onClosed?.();
    }
    if (summary && !again) onLeft?.(workspace.path, summary);
  }

  #onWriterEvent(event: WriterEvent): void {
    if (event.type === 'changed') {
      this.#tellChanged();
      this.#goOn(event.change);
    } else if (event.type === 'reopening.wanted') this.#reopen();
    else if (event.type === 'faulted') this.#host.onFault?.(event.message);
    else if (event.type === 'peopleErased') this.#host.onPeopleErased?.();
    else this.events.publish('event', event);
    if (event.type === 'changed') this.#sumUpSoon();
  }

  /** The same workspace again; what is asked for meanwhile waits (request.ts), and nobody is told that it was closed. */
  #reopen(): void {
    const { path } = this.workspace;
    this.reopening = this.#inTurn(async () => {
      const isThere = this.#workspace?.path === path && !this.#workspace.displaced();
      if (!isThere) return;
      await this.#close({ again: true });
      await this.#open(path);
    })
      .catch((error: unknown) => this.fault(error))
      .finally(() => {
        this.reopening = undefined;
      });
  }

  /** Behind the last of several changes. */
  #sumUpSoon(): void {
    clearTimeout(this.#summing);
    this.#summing = setTimeout(() => this.#start('checksums'), SUM_UP_AFTER_MS).unref();
  }

  /** What begins by itself after a change. */
  #goOn(change: Change): void {
    for (const next of afterwards(change)) {
      if (next === 'compare') this.#start('comparing');
      else if (next === 'sweep') this.#start('tidying');
      else if (next === 'runJobs') this.#start('jobs');
      else this.#workspace?.previews.forget();
    }
    // What could be written a moment ago says that there is room again.
    this.#workspace?.background.tryAgain();
  }

  #tellChanged(): void {
    const revision = this.#mayFail(() => this.#workspace?.revision);
    if (revision !== undefined)
      this.events.publish('event', { type: 'workspace.changed', revision });
  }
}
