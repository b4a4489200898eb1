/**
 * The workspace that is open: a connection that reads, the columns it holds in memory, the writer, and what the
 * session remembers of the workspace until it is closed. Closed as a whole.
 */
import { basename } from 'node:path';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type {
  CopiedOpen,
  LongWork,
  WorkspaceStatus,
  WorkspaceSummary,
} from '#shared/contract/shapes/workspace.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { RetentionState } from '#shared/domain/retention.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { Displacement } from '#shared/refusals/fileRefusals.ts';
import type { SentRefusal } from '#shared/refusals/refusals.ts';
import type { ReadableDb } from '../db/db.ts';
import { isLarge } from '../db/inspectWorkspace.ts';
import { placeOf } from '../db/place.ts';
import { openReadable } from '../db/workspaceFile.ts';
import { countImports, countWaiting, replicaDate } from '../importing/show/importQueries.ts';
import { countJobs, countUnread, unfinishedJobs } from '../jobs/jobRows.ts';
import { retentionOf } from '../jobs/retention.ts';
import { Refusal } from '../refusal.ts';
import { unconfirmedCopy } from '../replica/copiedOpen.ts';
import { readRevision } from '../replica/revision.ts';
import { institutionZone } from '../replica/settings.ts';
import { UserCounts, type UserOrders } from '../replica/userRows.ts';
import { reviewCounts } from '../review/reviewCounts.ts';
import { countSets, type Match, ordersOver } from '../sets/userSets.ts';
import type { Writer } from '../writer/writer.ts';
import { Background, type BackgroundHost } from './background.ts';
import { Checker, type StartCheck, whenSound } from './checker.ts';
import { anotherDay, tidy } from './chores.ts';
import { Previews } from './previews.ts';
import { RunningExports } from './runningExports.ts';
import { UnderWay } from './underWay.ts';

/** A small file is checked by then: it is tidy before anybody sees it. */
const CHECKED_SOON_MS = 300;

/** Of damage with which a workspace can still be read. */
const FOUND_OPEN: ReadonlySet<string> = new Set([
  'workspace.foundDamaged',
  'workspace.trailBroken',
]);

/** Soon enough for a librarian who goes on working; before each change it is looked at anyway. */
const LOOK_EVERY_MS = 2000;

export class OpenWorkspace {
  readonly path: string;
  /** Its path, or that of a copy where it can't be read in its place. */
  readonly readsFrom: string;
  readonly name: string;
  readonly writer: Writer;
  readonly db: ReadableDb;
  readonly orders: UserOrders;
  readonly previews = new Previews();
  /** Aborts a reading under way, by import. */
  readonly readings = new Map<number, AbortController>();
  /** Where the files of this session's imports are, for reading them again. */
  readonly importPaths = new Map<number, string>();
  /** How readings came to nothing that the file has no room for yet; null: cancelled. */
  readonly unstoredEnds = new Map<number, SentRefusal | null>();
  readonly background: Background;
  readonly underWay: UnderWay;
  readonly checker: Checker;
  readonly exports: RunningExports;
  /** As it was found at this opening: copied by hand while it was open. */
  foundCopied: CopiedOpen | null = null;
  readonly #userCounts: UserCounts;
  readonly #place: () => Displacement | undefined;
  readonly #looking: NodeJS.Timeout;
  readonly #onDisplaced: () => void;
  readonly #onHeld: () => void;
  #due: RetentionState;
  #day: IsoDate | undefined;
  #known: Displacement | undefined;

  /**
   * @param writer has the file open, and for this workspace alone
   * @param told whenever an export begins or ends, a change waits, the file went from its place or came back, and of
   * what happens to work in the background
   */
  constructor(
    path: string,
    writer: Writer,
    told: {
      onExports: () => void;
      onWaits: (until: LongWork | null) => void;
      onDisplaced: () => void;
      startCheck: StartCheck | undefined;
    } & Omit<BackgroundHost, 'writer'>,
  ) {
    this.path = path;
    this.readsFrom = writer.readsFrom ?? path;
    this.db = openReadable(this.readsFrom);
    this.checker = new Checker(this.readsFrom, told.startCheck, told.onHeld);
    this.writer = whenSound(writer, this.checker);
    this.background = new Background({
      ...told,
      writer: this.writer,
      onFault: (error) => {
        this.checker.heed(error);
        told.onFault(error);
      },
    });
    this.underWay = new UnderWay(told.onWaits);
    this.exports = new RunningExports(told.onExports);
    this.name = basename(path).replace(/\.purgedesk$/i, '');
    this.#userCounts = new UserCounts(this.db);
    this.#place = placeOf(path);
    this.#onDisplaced = told.onDisplaced;
    this.#onHeld = told.onHeld;
    this.#due = retentionOf(this.db).state;
    this.#day = this.#today();
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
    this.orders = ordersOver(this.db, (previewId, part) => this.previews.usersOf(previewId, part));
  }

  /**
   * What is to be done at each opening. It writes, so it comes behind the check: where that takes long, behind the first
   * page, too.
   */
  async tidy(): Promise<void> {
    if (this.checker.isLooking && !isLarge(this.path)) {
      const soon = new Promise<void>((resolve) => setTimeout(resolve, CHECKED_SOON_MS));
      await Promise.race([this.checker.looked, soon]);
    }
    if (this.checker.isLooking) this.background.start('tidying', tidy, {});
    else await this.writer.run(tidy, {}).catch((error) => this.#expectShowable(error));
  }

  /** A table that isn't what was written is told of while the workspace is open; what can't be read isn't opened. */
  #expectShowable(error: unknown): void {
    if (!(error instanceof Refusal) || !FOUND_OPEN.has(error.code)) throw error;
    this.checker.heed(error);
  }

  /** Whatever would change it is refused. */
  get readOnly(): boolean {
    return this.writer.readOnly === true;
  }

  /** Whom criteria mean, over the columns that this connection holds. */
  readonly match: Match = (criteria) => this.orders.match(criteria);

  get revision(): number {
    return readRevision(this.db);
  }

  status(): WorkspaceStatus {
    const { db, name, revision } = this;
    return {
      open: true,
      name,
      readOnly: this.readOnly,
      revision,
      replicaDate: replicaDate(db),
      ...this.#userCounts.now(),
      imports: countImports(db),
      sets: countSets(db),
      jobs: countJobs(db),
      runningJobs: unfinishedJobs(db).length,
      unread: countUnread(db),
      displaced: this.displaced() ?? null,
      copiedOpen: this.copiedOpen,
      soundness: this.checker.soundness,
      retention: retentionOf(db),
      held: [...this.background.held],
    };
  }

  /** What it may lack and nobody has confirmed. */
  get copiedOpen(): CopiedOpen | null {
    return unconfirmedCopy(this.db) ?? this.foundCopied;
  }

  #look(): void {
    this.displaced();
    this.#lookAtDay();
    const state = this.#retentionState();
    if (state === this.#due) return;
    this.#due = state;
    this.#onHeld();
  }

  #lookAtDay(): void {
    const day = this.#today();
    if (day === this.#day) return;
    this.#day = day;
    if (!this.readOnly) this.background.start('tidying', anotherDay, {});
  }

  /** At the institution. Where the drive doesn't tell it is as it was. */
  #today(): IsoDate | undefined {
    try {
      return today(institutionZone(this.db));
    } catch {
      return this.#day;
    }
  }

  /** Where the drive doesn't tell it is as it was. */
  #retentionState(): RetentionState {
    try {
      return retentionOf(this.db).state;
    } catch {
      return this.#due;
    }
  }

  /** What came of its file; undefined: it is in its place, or the drive doesn't tell. Whoever asks, a change is told. */
  displaced(): Displacement | undefined {
    const now = this.#whereItIs();
    if (now !== this.#known) {
      this.#known = now;
      this.#onDisplaced();
      if (!now) this.background.tryAgain();
    }
    return now;
  }

  #whereItIs(): Displacement | undefined {
    try {
      return this.#place();
    } catch {
      return undefined;
    }
  }

  /** A file as the page sees it; undefined for one that is gone although the file could not be told yet. */
  seen<File extends ImportSummary>(file: File): File | undefined {
    const failure = this.unstoredEnds.get(file.importId);
    if (file.state !== 'reading' || failure === undefined) return file;
    return failure === null ? undefined : { ...file, state: 'failed', fraction: 1, failure };
  }

  summary(): WorkspaceSummary {
    const { candidates, undecided, deleted } = reviewCounts(this.orders.fresh());
    const { dueOn } = retentionOf(this.db);
    return { candidates, undecided, purged: deleted, waiting: countWaiting(this.db), dueOn };
  }

  /** Files that are being read or wait for it. */
  namesBeingRead(): string[] {
    const going = [...this.readings].filter(([, { signal }]) => !signal.aborted);
    return going.map(([importId]) => basename(this.importPaths.get(importId) ?? ''));
  }

  /** Begins nothing new and waits for what can't be left; pages are answered meanwhile, changes refused. */
  async settle(): Promise<void> {
    clearInterval(this.#looking);
    this.background.close();
    // Given up already by who leaves: nobody waits for them.
    const exported = this.exports.close();
    await this.writer.settle();
    await exported;
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.background.close();
    this.db.close();
    await this.checker.close();
    // A connection that still reads would keep the writer from leaving one clean file.
    await this.exports.close();
    await this.writer.close();
  }
}

export const NO_WORKSPACE: WorkspaceStatus = {
  open: false,
  name: null,
  readOnly: false,
  revision: 0,
  replicaDate: null,
  users: 0,
  candidates: 0,
  imports: 0,
  sets: 0,
  jobs: 0,
  runningJobs: 0,
  unread: 0,
  displaced: null,
  copiedOpen: null,
  held: [],
  soundness: { state: 'sound' },
  retention: { dueOn: null, state: 'none' },
};
