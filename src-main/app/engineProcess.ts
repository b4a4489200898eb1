/**
 * Runs the engine in a utility process and keeps it running: starts it, hands it what it has to know
 * (who works here, files that were granted), connects the page, starts it anew when it stops, and
 * ends it in order. main.ts owns the one supervisor. It must never pass on what the engine writes to
 * stdout or stderr: that could hold something about a person.
 */
import {
  MessageChannelMain,
  type UtilityProcess,
  utilityProcess,
  type WebContents,
} from 'electron';
import { ENGINE_PORT } from '#shared/contract/desktopChannels.ts';
import type { EngineToMain, ExportedFile, MainToEngine } from '#shared/contract/desktopContract.ts';
import type { ProgramKnown } from '#shared/contract/program.ts';
import type { WorkspaceSummary } from '#shared/contract/shapes/workspace.ts';
import type { EngineInspections } from './engineInspections.ts';
import { enginePrints } from './enginePrints.ts';
import type { Log } from './log.ts';
import type { Printing } from './printing.ts';
import { Refusal } from './refusal.ts';

const ACKNOWLEDGE_MS = 15_000;
/** An engine that is silent for so long while it ends is ended. One that is at work says so every second. */
const SILENT_MS = 10_000;
/** One that hasn't said by then that it takes its time won't keep the window open. */
const WINDOW_WAITS_MS = 1000;
const CRASH_WINDOW_MS = 60_000;
const RESTART_DELAYS_MS = [100, 1500] as const;

/** The page says before it that the engine stopped and was restarted. */
const RESTARTED =
  'The part of Purge Desk that reads and writes the workspace ended unexpectedly. Nothing that was saved is lost.';
const FAILED =
  'The part of Purge Desk that reads and writes the workspace stopped three times within a minute.';

export interface EngineOptions {
  readonly script: string;
  readonly log: Log;
  /** Shows the engine's output in the terminal: for work on the program, never for librarians. */
  readonly echo: boolean;
  /** What a new engine is told before the page may speak to it. */
  readonly greeting: () => readonly MainToEngine[];
  readonly onOpened: (opened: Extract<EngineToMain, { type: 'workspace.opened' }>) => void;
  readonly onClosed: () => void;
  /** Closed in whatever way: what it was like. */
  readonly onLeft: (path: string, summary: WorkspaceSummary) => void;
  readonly onErased: (path: string) => void;
  /** People were erased; `renew` is to be called once nothing is under way that would be lost. */
  readonly onPeopleErased: () => void;
  /** What is kept outside the workspace, and how some of it is forgotten. */
  readonly program: { known(): ProgramKnown; forget(texts: readonly string[]): void };
  /** What it finds in its environment beside what this process has. */
  readonly env: Readonly<Record<string, string>>;
  readonly onDisplaced: (isDisplaced: boolean) => void;
  readonly onReading: (names: readonly string[]) => void;
  readonly onExporting: (files: readonly ExportedFile[]) => void;
  /** However it ended, also when it is started anew: nothing of what it did is under way. @param inOrder it was stopped */
  readonly onEnded: (inOrder: boolean) => void;
  readonly printing: Printing;
  readonly inspections: EngineInspections;
  readonly onRestarted: (reason: string) => void;
  readonly onFailed: (reason: string) => void;
}

type TokenMessage = MainToEngine & { readonly token: string };

interface Waiting {
  readonly message: TokenMessage;
  readonly settle: (error?: Error) => void;
  /** Two requests may tell of the same file at once: both wait for the one answer. */
  readonly answered: Promise<void>;
}

export interface EngineSupervisor {
  start(): void;
  /** Gives the page a connection now, or as soon as there is an engine. */
  connectPage(page: WebContents): void;
  /** Resolves when the engine knows the token; rejects when it didn't answer in time. */
  tell(message: TokenMessage): Promise<void>;
  /** Gives up what is being printed: the page that wanted it is gone. */
  cancelPrints(): void;
  /**
   * Lets the engine close the workspace into one clean file, for as long as it is at work.
   * @param onSoon called once nothing keeps it that takes its time: the page isn't needed any more
   */
  stop(onSoon: () => void): Promise<void>;
  /**
   * Has the engine leave in order and starts another: nothing of what it had in memory is left. The page is connected to
   * the new one.
   */
  renew(): void;
  /** Ends an engine that is being stopped, whatever it does: what it was doing is not done at all. */
  breakOff(): void;
  /** SQLite's version; empty until the engine is ready. */
  sqliteVersion(): string;
}

/** How long to wait before the next start; null: it stopped too often in the last minute. */
export function restartDelay(crashes: readonly number[], now: number): number | null {
  const recent = crashes.filter((at) => now - at < CRASH_WINDOW_MS).length;
  return RESTART_DELAYS_MS[Math.max(0, recent - 1)] ?? null;
}

/** Counts lines and error classes; the text itself goes nowhere. */
function watchOutput(child: UtilityProcess, { log, echo }: EngineOptions): void {
  let lines = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (echo) process.stderr.write(chunk);
      const text = chunk.toString('utf8');
      lines += text.split('\n').length - 1;
      const kind = /^(?:Uncaught )?((?:[A-Z][a-z]+){0,3}Error)\b/m.exec(text)?.[1];
      if (kind) log.done(`engine.wrote.${kind}`);
    });
  }
  child.once('exit', () => log.done('engine.output', { lines }));
}

// One closure: the supervisor's state is one state machine (starting, ready, stopping, given up).
export function superviseEngine(options: EngineOptions): EngineSupervisor {
  const { log, inspections } = options;
  let child: UtilityProcess | null = null;
  let ready = false;
  let stopping = false;
  let gaveUp = false;
  /** It leaves because another is to take its place. */
  let renewing = false;
  /** The one before it ended by itself. */
  let crashed = false;
  let sqlite = '';
  let page: WebContents | null = null;
  let shutDown: () => void = () => {};
  let goesOn: (takesTime: boolean) => void = () => {};
  const crashes: number[] = [];
  const waiting = new Map<string, Waiting>();
  const prints = enginePrints(options.printing);

  function connect(): void {
    if (!child || !ready || !page || page.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ type: 'connect' } satisfies MainToEngine, [port1]);
    page.postMessage(ENGINE_PORT, null, [port2]);
  }

  function becomeReady(version: string, startedAt: number): void {
    ready = true;
    sqlite = version;
    log.done('engine.ready', { ms: Math.round(performance.now() - startedAt) });
    log.done(`engine.sqlite-${sqlite}`);
    const unanswered = [...waiting.values()].map((each) => each.message);
    for (const message of [...options.greeting(), ...unanswered]) child?.postMessage(message);
    connect();
    if (crashed) options.onRestarted(RESTARTED);
    crashed = false;
  }

  function hear(message: EngineToMain, from: UtilityProcess, startedAt: number): void {
    if (message.type === 'ready') becomeReady(message.sqlite ?? '', startedAt);
    else if (message.type === 'workspace.opened') options.onOpened(message);
    else if (message.type === 'token.acknowledged') waiting.get(message.token)?.settle();
    else if (message.type === 'shutdown.goesOn') goesOn(message.takesTime);
    else if (message.type === 'shutdown.done') shutDown();
    else if (message.type === 'workspace.left') options.onLeft(message.path, message.summary);
    else if (message.type === 'workspace.erased') options.onErased(message.path);
    else if (message.type === 'workspace.displaced') options.onDisplaced(message.isDisplaced);
    else if (message.type === 'files.reading') options.onReading(message.names);
    else if (message.type === 'files.exporting') options.onExporting(message.files);
    else if (message.type === 'people.erased') options.onPeopleErased();
    else if (message.type === 'program.asked') tellProgram(message.askId, from);
    else if (message.type === 'program.forget') {
      options.program.forget(message.texts);
      tellProgram(message.askId, from);
    } else if (message.type === 'print.cancelled') prints.cancelled(message.printId);
    else if (message.type === 'print.wanted')
      prints.wanted(message, (done) => child === from && from.postMessage(done));
    else if (message.type === 'inspection.cancelled') inspections.cancelled(message.inspectionId);
    else if (message.type === 'inspection.wanted')
      inspections.wanted(message, (done) => child === from && from.postMessage(done));
    // Closing for the end of the program is not the librarian's wish to have it closed.
    else if (message.type === 'workspace.closed' && !stopping) options.onClosed();
  }

  function tellProgram(askId: string, asking: UtilityProcess): void {
    const known = options.program.known();
    asking.postMessage({ type: 'program.answered', askId, known } satisfies MainToEngine);
  }

  function stopped(code: number): void {
    child = null;
    ready = false;
    log.done('engine.exited', { code });
    options.onEnded(stopping || renewing);
    prints.cancelAll();
    inspections.cancelAll();
    shutDown();
    if (stopping) return;
    if (renewing) {
      renewing = false;
      log.done('engine.renewed');
      start();
      return;
    }
    crashed = true;
    crashes.push(Date.now());
    const delay = restartDelay(crashes, Date.now());
    if (delay !== null) {
      setTimeout(start, delay);
      return;
    }
    gaveUp = true;
    for (const { settle } of waiting.values()) settle(new Refusal(FAILED));
    log.done('engine.gaveUp', { crashes: crashes.length });
    options.onFailed(FAILED);
  }

  /** Resolves when it has closed the workspace, or has been silent for too long. */
  async function leaveInOrder(leaving: UtilityProcess, onSoon: () => void): Promise<void> {
    await new Promise<void>((resolve) => {
      shutDown = resolve;
      let silence = setTimeout(resolve, SILENT_MS);
      const window = setTimeout(onSoon, WINDOW_WAITS_MS);
      goesOn = (takesTime) => {
        clearTimeout(silence);
        silence = setTimeout(resolve, SILENT_MS);
        clearTimeout(window);
        if (!takesTime) onSoon();
      };
      leaving.postMessage({ type: 'shutdown' } satisfies MainToEngine);
    });
  }

  function start(): void {
    if (child || stopping) return;
    const startedAt = performance.now();
    const { NODE_OPTIONS: _options, ...env } = process.env;
    const started = utilityProcess.fork(options.script, [], {
      serviceName: 'Purge Desk engine',
      stdio: 'pipe',
      env: { ...env, ...options.env },
    });
    child = started;
    watchOutput(started, options);
    started.on('message', (message: EngineToMain) => hear(message, started, startedAt));
    started.once('exit', stopped);
  }

  return {
    start,
    connectPage(wanting) {
      page = wanting;
      if (gaveUp) options.onFailed(FAILED);
      else connect();
    },
    tell(message) {
      if (stopping) return Promise.reject(new Refusal('Purge Desk is closing.'));
      if (gaveUp) return Promise.reject(new Refusal(FAILED));
      const asked = waiting.get(message.token);
      if (asked) return asked.answered;
      let settle: Waiting['settle'] = () => {};
      const answered = new Promise<void>((resolve, reject) => {
        settle = (error) => {
          clearTimeout(timer);
          waiting.delete(message.token);
          if (error) reject(error);
          else resolve();
        };
        const late = () => settle(new Error('The engine did not answer in time'));
        const timer = setTimeout(late, ACKNOWLEDGE_MS);
      });
      waiting.set(message.token, { message, settle, answered });
      // While none is ready nothing is sent: the next one gets everything unanswered.
      if (ready) child?.postMessage(message);
      return answered;
    },
    cancelPrints: prints.cancelAll,
    async stop(onSoon) {
      stopping = true;
      prints.cancelAll();
      inspections.cancelAll();
      const ending = child;
      if (!ending) return;
      const askedAt = performance.now();
      await leaveInOrder(ending, onSoon);
      log.done('engine.stopped', { ms: Math.round(performance.now() - askedAt) });
      ending.kill();
    },
    renew() {
      const leaving = child;
      if (!leaving || stopping || renewing) return;
      renewing = true;
      ready = false;
      prints.cancelAll();
      inspections.cancelAll();
      void leaveInOrder(leaving, () => {}).then(() => leaving.kill());
    },
    breakOff: () => shutDown(),
    sqliteVersion: () => sqlite,
  };
}
