/**
 * The order in which the program ends: the engine first, the page as long as it has something to say. The bug it would
 * catch: a window that is gone while a file is still being added, or that can't be closed at all.
 */
import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, test, vi } from 'vitest';
import { leaveInOrder } from '../../src-main/app/leaveInOrder.ts';
import type { WorkUnderWay } from '../../src-main/app/workUnderWay.ts';

const { app } = vi.hoisted(() => {
  const listeners: ((event: { preventDefault(): void }) => void)[] = [];
  return {
    app: {
      listeners,
      on: (_name: string, listener: (typeof listeners)[number]) => listeners.push(listener),
      quit: () => {
        for (const listener of listeners) listener({ preventDefault() {} });
      },
    },
  };
});
vi.mock('electron', () => ({ app }));

class FakeWindow extends EventEmitter {
  isClosed = false;
  close(): void {
    if (this.isClosed) return;
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
    });
    this.isClosed = !prevented;
  }
}

function program(reading = false) {
  const window = new FakeWindow();
  let soon = () => {};
  let end = () => {};
  const engine = {
    stop: vi.fn((onSoon: () => void) => {
      soon = onSoon;
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    }),
    breakOff: vi.fn(() => end()),
  };
  const underWay = {
    any: () => reading,
    mayGiveUp: vi.fn(async () => true),
    mayBreakOff: vi.fn(async () => false),
  };
  const given = window as unknown as BrowserWindow;
  const leave = leaveInOrder(() => given, engine, underWay as unknown as WorkUnderWay);
  leave.guard(given);
  return { window, engine, underWay, soon: () => soon(), end: () => end() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  app.listeners.length = 0;
});

test('the window closes as soon as nothing takes its time, before the engine has ended', () => {
  const { window, engine, soon } = program();
  window.close();
  expect(window.isClosed).toBe(false);
  expect(engine.stop).toHaveBeenCalledOnce();
  soon();
  expect(window.isClosed).toBe(true);
});

test('it stays while something does, however often it is closed, until the engine has ended', async () => {
  const { window, engine, underWay, end } = program();
  window.close();
  window.close();
  await settled();
  expect(underWay.mayBreakOff).toHaveBeenCalledOnce();
  expect(engine.breakOff).not.toHaveBeenCalled();
  expect(window.isClosed).toBe(false);
  end();
  await settled();
  expect(window.isClosed).toBe(true);
  expect(engine.stop).toHaveBeenCalledOnce();
});

test('who won’t wait ends it', async () => {
  const { window, engine, underWay } = program();
  underWay.mayBreakOff.mockResolvedValueOnce(true);
  window.close();
  window.close();
  await settled();
  expect(engine.breakOff).toHaveBeenCalledOnce();
  expect(window.isClosed).toBe(true);
});

test('files that are being read are asked about first, once', async () => {
  const { window, engine, underWay } = program(true);
  underWay.mayGiveUp.mockResolvedValueOnce(false);
  window.close();
  await settled();
  expect(engine.stop).not.toHaveBeenCalled();
  window.close();
  await settled();
  expect(underWay.mayGiveUp).toHaveBeenCalledTimes(2);
  expect(engine.stop).toHaveBeenCalledOnce();
});
