/**
 * The gate between the page and main: lets in only what comes from our window's main frame while it
 * shows our page, only requests of the contract, only input that fits its schema. desktopRequests.ts
 * holds what happens behind it. Refusals are logged by name; input never is.
 */
import { type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import {
  CONNECT_CHANNEL,
  type DesktopAnswer,
  DROPPED_CHANNEL,
  REMEMBERED_CHANNEL,
  REQUEST_CHANNEL,
} from '#shared/contract/desktopChannels.ts';
import {
  type DesktopOutput,
  type DesktopRequest,
  desktopContract,
} from '#shared/contract/desktopContract.ts';
import { isPageUrl } from './appScheme.ts';
import type { Log } from './log.ts';
import { Refusal } from './refusal.ts';

/** What a request gets after the check; failures meant for the librarian are Refusals. */
export type DesktopHandlers = {
  readonly [R in DesktopRequest]: (
    input: z.output<(typeof desktopContract)[R]['input']>,
  ) => DesktopOutput<R> | Promise<DesktopOutput<R>>;
};

const droppedPaths = z.array(z.string().min(1).max(4096)).min(1).max(100);

export interface GateOptions {
  readonly window: () => BrowserWindow | null;
  readonly developmentUrl: string | null;
  readonly log: Log;
  readonly handlers: DesktopHandlers;
  readonly dropped: (paths: readonly string[]) => Promise<unknown>;
  readonly connect: () => void;
  readonly remembered: () => Readonly<Record<string, string>>;
}

const refusedAnswer = (message: string): DesktopAnswer => ({ ok: false, message });
const NOT_ALLOWED = refusedAnswer('This request is not allowed.');
const BROKEN = refusedAnswer('Purge Desk couldn’t do this. Try again, or restart it.');

export function openGate(options: GateOptions): void {
  const { log, handlers } = options;

  function isOurs(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const window = options.window();
    const frame = event.senderFrame;
    return (
      window !== null &&
      !window.isDestroyed() &&
      event.sender === window.webContents &&
      frame !== null &&
      frame.parent === null &&
      isPageUrl(frame.url, options.developmentUrl)
    );
  }

  async function answer(operation: string, work: () => unknown): Promise<DesktopAnswer> {
    const startedAt = performance.now();
    try {
      const value = await work();
      log.done(operation, { ms: Math.round(performance.now() - startedAt) });
      return { ok: true, value };
    } catch (error) {
      if (error instanceof Refusal) {
        log.refused(operation);
        return refusedAnswer(error.message);
      }
      log.failed(operation, error);
      return BROKEN;
    }
  }

  ipcMain.handle(REQUEST_CHANNEL, (event, name: unknown, input: unknown) => {
    const reason = !isOurs(event) ? 'sender' : !isRequest(name) ? 'request' : null;
    if (reason || !isRequest(name)) {
      log.refused(`ipc.${reason}`);
      return NOT_ALLOWED;
    }
    const checked = desktopContract[name].input.safeParse(input);
    if (!checked.success) {
      log.refused(`ipc.input.${name}`);
      return refusedAnswer(`The input of ${name} has the wrong shape.`);
    }
    const handler = handlers[name] as (input: unknown) => unknown;
    return answer(`request.${name}`, () => handler(checked.data));
  });

  ipcMain.handle(DROPPED_CHANNEL, (event, paths: unknown) => {
    const checked = droppedPaths.safeParse(paths);
    if (!isOurs(event) || !checked.success) {
      log.refused(checked.success ? 'ipc.sender' : 'ipc.input.dropped');
      return NOT_ALLOWED;
    }
    return answer('request.dropped', () => options.dropped(checked.data));
  });

  ipcMain.on(REMEMBERED_CHANNEL, (event) => {
    const ours = isOurs(event);
    if (!ours) log.refused('ipc.sender');
    event.returnValue = ours ? options.remembered() : {};
  });

  ipcMain.on(CONNECT_CHANNEL, (event) => {
    if (isOurs(event)) options.connect();
    else log.refused('ipc.sender');
  });
}

function isRequest(name: unknown): name is DesktopRequest {
  return typeof name === 'string' && Object.hasOwn(desktopContract, name);
}
