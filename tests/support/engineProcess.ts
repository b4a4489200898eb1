/**
 * The engine as it was built, with all of its threads, in a process of its own that can be struck dead at any moment: it
 * is asked through the contract, as the pages ask it, and looks at files in processes that can be ended, as main has
 * them looked at. Must never take an engine that ended by itself for one that was killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Engine } from '#engine/requests/router.ts';
import { storeFailure } from '#engine/writer/writer.ts';
import type { EngineToMain, MainToEngine } from '#shared/contract/desktopContract.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { refusalWords, type SentRefusal } from '#shared/refusals/refusals.ts';
import { builtFile, ELECTRON } from './builtEngine.ts';
import { inspectInProcess } from './inspectionProcess.ts';
import { type Round, tally } from './loop.ts';

const CHILD = join(import.meta.dirname, 'engineChild.mjs');
/** A request that takes longer hangs, however busy the machine is. */
export const HANGS_MS = 180_000;

type FromChild = { readonly main: EngineToMain } | { readonly page: string };

export class EngineProcess {
  readonly ask: Engine;
  readonly #child: ChildProcess;
  readonly #round: Round;
  readonly #ended: Promise<void>;
  readonly #granted = new Map<string, () => void>();
  readonly #inspections = new Map<string, AbortController>();
  /** It is meant to end. */
  #isOver = false;
  #hasEnded = false;
  #errors = '';

  /** @param folder of what it notes beside the workspaces: the pieces it writes, its temporary files */
  constructor(round: Round, folder: string, env: Record<string, string> = {}) {
    this.#round = round;
    this.#child = spawn(ELECTRON, [CHILD, builtFile('engine.js')], {
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: '1',
        NODE_OPTIONS: '',
        PURGE_DESK_PIECES: join(folder, 'pieces'),
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    const listeners: ((event: { data: string }) => void)[] = [];
    const closed: (() => void)[] = [];
    this.#child.on('message', (message: FromChild) => {
      if ('main' in message) this.#hear(message.main);
      else for (const listener of listeners) listener({ data: message.page });
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        this.#hasEnded = true;
        if (!this.#isOver) {
          tally(round, 'ends');
          this.#errors += `\nThe engine ended by itself (${code ?? signal}).`;
        }
        for (const each of closed) each();
        resolve();
      });
    });
    this.#send({ type: 'connect' });
    this.#send({ type: 'user.named', userName: 'Tester' });
    const port = {
      addEventListener(event: string, listener: never) {
        if (event === 'message') listeners.push(listener);
        else closed.push(listener);
      },
      postMessage: (data: string) => this.#post({ page: data }),
    };
    this.ask = createORPCClient(new RPCLink({ port: port as never }));
  }

  get endedByItself(): string | undefined {
    return this.#hasEnded && !this.#isOver ? this.#errors : undefined;
  }

  /** The page's token for a path, as the desktop would grant it. */
  async grant(path: string, use: 'open' | 'save' = 'save'): Promise<string> {
    const token = randomUUID();
    const known = new Promise<void>((resolve) => this.#granted.set(token, resolve));
    this.#send({ type: 'file.granted', token, path, use });
    await this.inTime(known);
    return token;
  }

  async open(path: string) {
    return this.inTime(this.ask.workspace.open({ file: await this.grant(path, 'open') }));
  }

  /** Strikes it dead. */
  async kill(): Promise<void> {
    this.#isOver ||= !this.#hasEnded;
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Ends it as main would. */
  async close(): Promise<void> {
    if (this.#hasEnded) return;
    try {
      await this.inTime(this.ask.workspace.close({ giveUp: true }));
    } finally {
      await this.kill();
    }
  }

  /** What hangs is counted, and fails. */
  async inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        tally(this.#round, 'hung');
        reject(new Error('A request hangs.'));
      }, HANGS_MS);
    });
    // One that has ended answers nothing any more.
    const ended = this.#ended.then((): never => {
      throw new Error(`The engine ended meanwhile. ${this.#errors}`);
    });
    ended.catch(() => {});
    return Promise.race([work, late, ended]).finally(() => clearTimeout(timer));
  }

  /** Answered; or refused with a sentence, which is counted. */
  async asked<T>(request: Promise<T>): Promise<T | undefined> {
    try {
      return await this.inTime(request);
    } catch (error) {
      const { code, data } = error as { code?: string; data?: SentRefusal };
      const words = code === 'REFUSED' && data ? refusalWords(data, PLAIN)?.text : undefined;
      if (!words)
        throw new Error(`${error}\n${this.endedByItself ?? this.#errors}`, { cause: error });
      tally(this.#round, 'refused');
      return undefined;
    }
  }

  #hear(message: EngineToMain): void {
    if (message.type === 'token.acknowledged') this.#granted.get(message.token)?.();
    else if (message.type === 'inspection.wanted') void this.#inspect(message);
    else if (message.type === 'inspection.cancelled')
      this.#inspections.get(message.inspectionId)?.abort();
    else if (message.type === 'program.asked' || message.type === 'program.forget')
      this.#send({
        type: 'program.answered',
        askId: message.askId,
        known: { places: [], texts: [] },
      });
  }

  async #inspect(wanted: Extract<EngineToMain, { type: 'inspection.wanted' }>): Promise<void> {
    const { inspectionId, path } = wanted;
    const cancel = new AbortController();
    this.#inspections.set(inspectionId, cancel);
    const failure = await inspectInProcess(path, { always: true, signal: cancel.signal }).then(
      () => null,
      storeFailure,
    );
    this.#inspections.delete(inspectionId);
    this.#send({ type: 'inspection.done', inspectionId, inspected: true, failure });
  }

  #send(main: MainToEngine): void {
    this.#post({ main });
  }

  #post(message: { main: MainToEngine } | { page: string }): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }
}
