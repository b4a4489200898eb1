/** The gate to the desktop: only our page, only requests of the contract, only input that fits. */
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  CONNECT_CHANNEL,
  DROPPED_CHANNEL,
  REMEMBERED_CHANNEL,
  REQUEST_CHANNEL,
} from '#shared/contract/desktopChannels.ts';
import { PAGE_URL } from '../../src-main/app/appScheme.ts';
import { type DesktopHandlers, openGate } from '../../src-main/app/ipcGate.ts';
import { Refusal } from '../../src-main/app/refusal.ts';
import { must } from '../support/must.ts';

const ipcMain = vi.hoisted(() => ({ handle: vi.fn(), on: vi.fn() }));
vi.mock('electron', () => ({ ipcMain, protocol: {} }));

beforeEach(() => {
  ipcMain.handle.mockReset();
  ipcMain.on.mockReset();
});

const NOT_ALLOWED = { ok: false, message: 'This request is not allowed.' };

function gate() {
  const webContents = {};
  let isDestroyed = false;
  const window = { webContents, isDestroyed: () => isDestroyed } as unknown as BrowserWindow;
  const log = { done: vi.fn(), refused: vi.fn(), failed: vi.fn() };
  const handlers = {
    forgetRecent: vi.fn(() => null),
    showSaved: vi.fn((): null => {
      throw new Refusal('This file is not one that was saved here.');
    }),
    about: vi.fn(() => {
      throw new Error('/home/doe is missing');
    }),
  };
  const dropped = vi.fn(async (paths: readonly string[]) => paths.length);
  const connect = vi.fn();
  openGate({
    window: () => window,
    developmentUrl: null,
    log,
    handlers: handlers as unknown as DesktopHandlers,
    dropped,
    connect,
    remembered: () => ({ screen: 'users' }),
  });
  const on = (channel: string) =>
    must(
      [...ipcMain.handle.mock.calls, ...ipcMain.on.mock.calls].find(([name]) => name === channel),
    )[1];
  const ours = { sender: webContents, senderFrame: { parent: null, url: PAGE_URL } };
  return {
    ...{ log, handlers, dropped, connect, ours, webContents },
    close: () => {
      isDestroyed = true;
    },
    request: (name: unknown, input?: unknown, event: object = ours) =>
      on(REQUEST_CHANNEL)(event, name, input),
    remembered(event: object = ours) {
      const asked = { ...event, returnValue: undefined };
      on(REMEMBERED_CHANNEL)(asked);
      return asked.returnValue;
    },
    drop: (paths: unknown, event: object = ours) => on(DROPPED_CHANNEL)(event, paths),
    connectPage: (event: object = ours) => on(CONNECT_CHANNEL)(event),
  };
}

describe('the gate', () => {
  test('lets our page’s main frame in, and nobody else', async () => {
    const { webContents, ours, handlers, connect, dropped, log, ...page } = gate();
    const { request, drop, connectPage, remembered } = page;
    expect(await request('forgetRecent')).toEqual({ ok: true, value: null });
    const strangers = [
      { ...ours, sender: {} },
      { sender: webContents, senderFrame: null },
      { sender: webContents, senderFrame: { parent: {}, url: PAGE_URL } },
      { sender: webContents, senderFrame: { parent: null, url: 'https://example.org/' } },
      { sender: webContents, senderFrame: { parent: null, url: 'app://purge-desk.evil/' } },
    ];
    for (const event of strangers) {
      expect(await request('forgetRecent', undefined, event)).toEqual(NOT_ALLOWED);
      expect(await drop(['/a.xlsx'], event)).toEqual(NOT_ALLOWED);
      expect(remembered(event)).toEqual({});
      connectPage(event);
    }
    expect(handlers.forgetRecent).toHaveBeenCalledOnce();
    expect(dropped).not.toHaveBeenCalled();
    expect(connect).not.toHaveBeenCalled();
    expect(new Set(log.refused.mock.calls.flat())).toEqual(new Set(['ipc.sender']));
    expect(remembered()).toEqual({ screen: 'users' });
    connectPage();
    expect(connect).toHaveBeenCalledOnce();
  });

  test('is closed with its window', async () => {
    const { close, request } = gate();
    close();
    expect(await request('forgetRecent')).toEqual(NOT_ALLOWED);
  });

  test('knows the contract’s requests only, not what every object has', async () => {
    const { request, log } = gate();
    for (const name of ['quit', 'constructor', '__proto__', 'toString', '', null, 7, {}])
      expect(await request(name), String(name)).toEqual(NOT_ALLOWED);
    expect(new Set(log.refused.mock.calls.flat())).toEqual(new Set(['ipc.request']));
  });

  test('refuses input of another shape, and doesn’t log it', async () => {
    const { request, handlers, log } = gate();
    for (const input of [undefined, {}, { token: 1 }, { path: '/home/doe' }])
      expect(await request('showSaved', input)).toMatchObject({ ok: false });
    expect(await request('forgetRecent', { all: true })).toMatchObject({ ok: false });
    expect(handlers.showSaved).not.toHaveBeenCalled();
    expect(JSON.stringify(log.refused.mock.calls)).not.toContain('doe');
  });

  test('tells a refusal in its own words, and a bug in none of them', async () => {
    const { request, log } = gate();
    expect(await request('showSaved', { token: 'a'.repeat(32) })).toEqual({
      ok: false,
      message: 'This file is not one that was saved here.',
    });
    expect(log.refused).toHaveBeenLastCalledWith('request.showSaved');
    const broken = await request('about');
    expect(broken).toEqual({ ok: false, message: expect.stringContaining('Try again') });
    expect(log.failed).toHaveBeenCalledOnce();
  });

  test('takes between one and a hundred paths of dropped files', async () => {
    const { drop, dropped } = gate();
    expect(await drop(['/a.xlsx', '/b.csv'])).toEqual({ ok: true, value: 2 });
    const many = Array.from({ length: 101 }, () => '/a.xlsx');
    for (const paths of [[], [''], many, '/a.xlsx', [7], undefined, ['x'.repeat(5000)]])
      expect(await drop(paths)).toEqual(NOT_ALLOWED);
    expect(dropped).toHaveBeenCalledOnce();
  });
});
