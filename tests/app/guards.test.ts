/** What a page may never do, tried on a session and a page that are told to do it. */
import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { PAGE_URL } from '../../src-main/app/appScheme.ts';
import { type DevelopmentUrl, guardEverything } from '../../src-main/app/guards.ts';

const app = vi.hoisted(() => ({ on: vi.fn() }));
vi.mock('electron', () => ({ app, protocol: {} }));

const DEVELOPMENT = 'http://localhost:5173/';
const refused = vi.fn();
const log = { refused, done: vi.fn(), failed: vi.fn() };

beforeEach(() => {
  app.on.mockReset();
  refused.mockReset();
});

const hooks = (name: string) => app.on.mock.calls.find(([event]) => event === name)?.[1];

class FakeSession extends EventEmitter {
  readonly handlers: Record<string, (...values: never[]) => unknown> = {};
  readonly webRequest = {
    onBeforeRequest: this.#take('request'),
    onHeadersReceived: this.#take('headers'),
  };
  readonly setPermissionRequestHandler = this.#take('permission');
  readonly setPermissionCheckHandler = this.#take('check');
  readonly setDevicePermissionHandler = this.#take('device');
  readonly setSpellCheckerLanguages = vi.fn();
  readonly setSpellCheckerEnabled = vi.fn();
  #take(name: string) {
    return (handler: (...values: never[]) => unknown) => {
      this.handlers[name] = handler;
    };
  }
}

function guardedSession(developmentUrl: DevelopmentUrl = null) {
  guardEverything(developmentUrl, log);
  const session = new FakeSession();
  hooks('session-created')(session as unknown as Session);
  const call = (name: string, ...values: unknown[]) =>
    session.handlers[name]?.(...(values as never[]));
  const isCancelled = (url: string): boolean => {
    const answer = vi.fn();
    call('request', { url }, answer);
    return answer.mock.lastCall?.[0].cancel;
  };
  return { session, call, isCancelled };
}

describe('a session', () => {
  test('reaches nothing but the page’s own files', () => {
    const { isCancelled } = guardedSession();
    for (const url of [PAGE_URL, 'blob:app://purge-desk/1', 'data:,x', 'devtools://devtools/x'])
      expect(isCancelled(url), url).toBe(false);
    expect(refused).not.toHaveBeenCalled();
    const others = [
      ...['https://example.org/', 'http://localhost:5173/', 'ws://localhost:5173/'],
      ...['file:///etc/passwd', 'ftp://example.org/', 'http://127.0.0.1/', 'wss://example.org/'],
      ...['chrome://version', 'about:blank', 'no address', ''],
    ];
    for (const url of others) expect(isCancelled(url), url).toBe(true);
    // By its name only: an address could hold something about a person.
    expect(refused.mock.calls).toEqual(others.map(() => ['network']));
  });

  test('reaches the development server while there is one, and no other', () => {
    const { isCancelled } = guardedSession(DEVELOPMENT);
    for (const url of [DEVELOPMENT, 'ws://localhost:5173/hot'])
      expect(isCancelled(url), url).toBe(false);
    for (const url of [
      'http://localhost:5174/',
      'https://localhost:5173/',
      'http://localhost.evil:5173/',
    ])
      expect(isCancelled(url), url).toBe(true);
  });

  test('gets no permission, no device, no download and no dictionary', () => {
    const { session, call } = guardedSession();
    const answer = vi.fn();
    call('permission', {}, 'media', answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
    expect(call('check')).toBe(false);
    expect(call('device')).toBe(false);
    for (const name of [
      'select-hid-device',
      'select-serial-port',
      'select-usb-device',
      'will-download',
    ]) {
      const preventDefault = vi.fn();
      session.emit(name, { preventDefault });
      expect(preventDefault, name).toHaveBeenCalledOnce();
    }
    expect(session.setSpellCheckerLanguages).toHaveBeenCalledWith([]);
    expect(session.setSpellCheckerEnabled).toHaveBeenCalledWith(false);
  });
});

describe('a page', () => {
  function guardedPage(developmentUrl: DevelopmentUrl = null, shown = PAGE_URL) {
    guardEverything(developmentUrl, log);
    const setWindowOpenHandler = vi.fn();
    const contents = Object.assign(new EventEmitter(), {
      getURL: () => shown,
      setWindowOpenHandler,
      setWebRTCIPHandlingPolicy: vi.fn(),
    });
    hooks('web-contents-created')({}, contents as unknown as WebContents);
    const isRefused = (name: string, event: object = {}, ...more: unknown[]): boolean => {
      const preventDefault = vi.fn();
      contents.emit(name, { ...event, preventDefault }, ...more);
      return preventDefault.mock.calls.length > 0;
    };
    return { isRefused, openWindow: () => setWindowOpenHandler.mock.lastCall?.[0]() };
  }
  const goes = (url: string, isMainFrame = true) => ({ url, isMainFrame });

  test('can be loaded again, and goes nowhere else', () => {
    const { isRefused } = guardedPage();
    expect(isRefused('will-frame-navigate', goes(PAGE_URL))).toBe(false);
    for (const event of [
      goes(PAGE_URL, false),
      goes('https://example.org/'),
      goes('app://purge-desk.evil/index.html'),
      goes('app://purge-desk@evil/index.html'),
      goes('file:///index.html'),
      goes('http://localhost:5173/'),
    ])
      expect(isRefused('will-frame-navigate', event), event.url).toBe(true);
  });

  test('of another origin doesn’t get back to ours', () => {
    const { isRefused } = guardedPage(null, 'data:text/html,x');
    expect(isRefused('will-frame-navigate', goes(PAGE_URL))).toBe(true);
  });

  test('of the development server can be loaded again while there is one', () => {
    const { isRefused } = guardedPage(DEVELOPMENT, DEVELOPMENT);
    expect(isRefused('will-frame-navigate', goes(DEVELOPMENT))).toBe(false);
    expect(isRefused('will-frame-navigate', goes('http://localhost:5174/'))).toBe(true);
  });

  test('isn’t redirected, embeds nothing, finds no device and opens no window', () => {
    const { isRefused, openWindow } = guardedPage();
    expect(isRefused('will-redirect')).toBe(true);
    expect(isRefused('will-attach-webview')).toBe(true);
    const choose = vi.fn();
    expect(isRefused('select-bluetooth-device', {}, [], choose)).toBe(true);
    expect(choose).toHaveBeenCalledExactlyOnceWith('');
    expect(openWindow()).toEqual({ action: 'deny' });
    expect(refused.mock.calls.flat()).toEqual(['redirect', 'webview', 'device', 'window']);
  });
});
