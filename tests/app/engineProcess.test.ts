/**
 * Watching the engine: what it must know is told again to each new one, the page is connected to one
 * that is ready only, and one that stops three times within a minute isn't started for ever.
 */
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineToMain, MainToEngine } from '#shared/contract/desktopContract.ts';
import { restartDelay, superviseEngine } from '../../src-main/app/engineProcess.ts';
import type { Log } from '../../src-main/app/log.ts';
import type { Printed, Printing } from '../../src-main/app/printing.ts';
import { must } from '../support/must.ts';

class FakeEngine extends EventEmitter {
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly heard: MainToEngine[] = [];
  readonly kill = vi.fn();
  postMessage(message: MainToEngine): void {
    this.heard.push(message);
  }
  says(message: EngineToMain): void {
    this.emit('message', message);
  }
}

const engines: FakeEngine[] = [];
const newest = () => must(engines.at(-1));

vi.mock('electron', () => ({
  utilityProcess: {
    fork: () => {
      engines.push(new FakeEngine());
      return engines.at(-1);
    },
  },
  MessageChannelMain: class {
    port1 = 'port1';
    port2 = 'port2';
  },
}));

const GRANTED = { type: 'file.granted', token: 't', path: '/list.xlsx', use: 'open' } as const;
const WANTED = {
  type: 'print.wanted',
  printId: 'p',
  html: '<p>',
  paper: 'A4',
  title: 'Report',
  dialog: false,
} as const;
const READY = { type: 'ready', sqlite: '3.47.0' } as const;

/** Prints that a test ends as it likes. */
const prints: { signal: AbortSignal; end: (printed: Printed) => void }[] = [];
const printing: Printing = {
  print: (_job, signal) => new Promise((end) => prints.push({ signal, end })),
};

beforeEach(() => {
  prints.length = 0;
  engines.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function supervised() {
  const logged: string[] = [];
  const log: Log = {
    done: (operation, facts) => logged.push(`${operation} ${JSON.stringify(facts ?? {})}`),
    refused: (rule) => logged.push(rule),
    failed: (operation) => logged.push(operation),
  };
  const told = {
    onOpened: vi.fn(),
    onClosed: vi.fn(),
    onRestarted: vi.fn(),
    onFailed: vi.fn(),
    onLeft: vi.fn(),
    onErased: vi.fn(),
    onPeopleErased: vi.fn(),
    program: { known: vi.fn(() => ({ places: [], texts: ['/a.purgedesk'] })), forget: vi.fn() },
    env: {},
    onDisplaced: vi.fn(),
    onReading: vi.fn(),
    onExporting: vi.fn(),
    onEnded: vi.fn(),
  };
  const engine = superviseEngine({
    script: 'engine.js',
    log,
    echo: false,
    greeting: () => [{ type: 'user.named', userName: 'Tester' }],
    printing,
    inspections: { wanted: vi.fn(), cancelled: vi.fn(), cancelAll: vi.fn() },
    ...told,
  });
  engine.start();
  return { engine, logged, ...told };
}

const somePage = () => {
  const posted = vi.fn();
  return {
    page: { isDestroyed: () => false, postMessage: posted } as unknown as WebContents,
    posted,
  };
};

describe('how long until the next start', () => {
  test('is short, then longer, then for ever; what is a minute ago doesn’t count', () => {
    const now = 1_000_000;
    expect(restartDelay([now], now)).toBe(100);
    expect(restartDelay([now - 5000, now], now)).toBe(1500);
    expect(restartDelay([now - 9000, now - 5000, now], now)).toBeNull();
    expect(restartDelay([now - 200_000, now - 60_000, now], now)).toBe(100);
  });
});

describe('an engine', () => {
  test('hears who works here before the page is connected, and not before it is ready', () => {
    const { engine } = supervised();
    const { page, posted } = somePage();
    engine.connectPage(page);
    expect(newest().heard).toEqual([]);
    expect(posted).not.toHaveBeenCalled();
    newest().says(READY);
    expect(newest().heard.map(({ type }) => type)).toEqual(['user.named', 'connect']);
    expect(posted).toHaveBeenCalledExactlyOnceWith('purge-desk:engine-port', null, ['port2']);
    expect(engine.sqliteVersion()).toBe('3.47.0');
  });

  test('is told of a file once, however many ask, and each waits for the answer', async () => {
    const { engine } = supervised();
    newest().says(READY);
    const both = [engine.tell(GRANTED), engine.tell(GRANTED)];
    expect(newest().heard.filter(({ type }) => type === 'file.granted')).toHaveLength(1);
    newest().says({ type: 'token.acknowledged', token: 't' });
    await expect(Promise.all(both)).resolves.toEqual([undefined, undefined]);
  });

  test('that doesn’t answer fails the request, and another try is told again', async () => {
    const { engine } = supervised();
    newest().says(READY);
    const asked = engine.tell(GRANTED);
    const failed = expect(asked).rejects.toThrow('did not answer');
    await vi.advanceTimersByTimeAsync(15_000);
    await failed;
    void engine.tell(GRANTED);
    expect(newest().heard.filter(({ type }) => type === 'file.granted')).toHaveLength(2);
    newest().says({ type: 'token.acknowledged', token: 't' });
  });

  test('that stops is followed by one that hears everything unanswered; the page is told', async () => {
    const { engine, onRestarted } = supervised();
    const { page, posted } = somePage();
    newest().says(READY);
    engine.connectPage(page);
    const asked = engine.tell(GRANTED);
    newest().emit('exit', 1);
    await vi.advanceTimersByTimeAsync(100);
    expect(engines).toHaveLength(2);
    newest().says(READY);
    expect(newest().heard.map(({ type }) => type)).toEqual([
      'user.named',
      'file.granted',
      'connect',
    ]);
    expect(posted).toHaveBeenCalledTimes(2);
    expect(onRestarted).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('Nothing that was saved'),
    );
    newest().says({ type: 'token.acknowledged', token: 't' });
    await expect(asked).resolves.toBeUndefined();
  });

  test('that stops three times within a minute is given up, for those who wait and who come later', async () => {
    const { engine, onFailed } = supervised();
    const asked = engine.tell(GRANTED);
    const refused = expect(asked).rejects.toThrow('stopped three times');
    for (const delay of [100, 1500, 60_000]) {
      newest().emit('exit', 1);
      await vi.advanceTimersByTimeAsync(delay);
    }
    await refused;
    expect(engines).toHaveLength(3);
    await expect(engine.tell(GRANTED)).rejects.toThrow('stopped three times');
    // A page that is loaded after that learns of it.
    engine.connectPage(somePage().page);
    expect(onFailed).toHaveBeenCalledTimes(2);
  });

  test('closes its workspace before it is ended, and that isn’t the librarian’s closing', async () => {
    const { engine, onOpened, onClosed } = supervised();
    newest().says(READY);
    newest().says({ type: 'workspace.opened', readOnly: false, path: '/a.purgedesk', name: 'a' });
    expect(onOpened).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ path: '/a.purgedesk', name: 'a' }),
    );
    newest().says({ type: 'workspace.closed' });
    expect(onClosed).toHaveBeenCalledOnce();
    const stopping = engine.stop(vi.fn());
    expect(newest().heard.at(-1)).toEqual({ type: 'shutdown' });
    newest().says({ type: 'workspace.closed' });
    expect(onClosed).toHaveBeenCalledOnce();
    expect(newest().kill).not.toHaveBeenCalled();
    newest().says({ type: 'shutdown.done' });
    await stopping;
    expect(newest().kill).toHaveBeenCalledOnce();
    await expect(engine.tell(GRANTED)).rejects.toThrow('closing');
    newest().emit('exit', 0);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engines).toHaveLength(1);
  });

  test('that hangs is ended all the same, and doesn’t keep the window open', async () => {
    const { engine } = supervised();
    newest().says(READY);
    const onSoon = vi.fn();
    const stopping = engine.stop(onSoon);
    await vi.advanceTimersByTimeAsync(1000);
    expect(onSoon).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(9000);
    await stopping;
    expect(newest().kill).toHaveBeenCalledOnce();
  });

  test('that adds a file is waited for as long as it says so, and so is its page', async () => {
    const { engine } = supervised();
    newest().says(READY);
    const onSoon = vi.fn();
    const stopping = engine.stop(onSoon);
    for (let second = 0; second < 60; second++) {
      newest().says({ type: 'shutdown.goesOn', takesTime: true });
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(onSoon).not.toHaveBeenCalled();
    newest().says({ type: 'shutdown.goesOn', takesTime: false });
    expect(onSoon).toHaveBeenCalled();
    expect(newest().kill).not.toHaveBeenCalled();
    newest().says({ type: 'shutdown.done' });
    await stopping;
    expect(newest().kill).toHaveBeenCalledOnce();
  });

  test('that falls silent over it is ended', async () => {
    const { engine } = supervised();
    newest().says(READY);
    const stopping = engine.stop(vi.fn());
    newest().says({ type: 'shutdown.goesOn', takesTime: true });
    await vi.advanceTimersByTimeAsync(10_000);
    await stopping;
    expect(newest().kill).toHaveBeenCalledOnce();
  });

  test('has its output counted, never logged', () => {
    const { logged } = supervised();
    newest().stderr.emit('data', Buffer.from('TypeError: Jane Doe\n  at x\n'));
    newest().stdout.emit('data', Buffer.from('4711\n'));
    newest().emit('exit', 1);
    expect(logged).toContain('engine.output {"lines":3}');
    expect(logged).toContain('engine.wrote.TypeError {}');
    expect(logged.join()).not.toMatch(/Doe|4711/);
  });
});

describe('a print', () => {
  const PDF = { pdf: new Uint8Array([1]), failure: null };
  const answers = () => newest().heard.filter(({ type }) => type === 'print.done');
  const settled = () => vi.advanceTimersByTimeAsync(0);

  test('is answered with its number, and called off by it', async () => {
    supervised();
    newest().says(READY);
    newest().says(WANTED);
    newest().says({ ...WANTED, printId: 'q' });
    newest().says({ type: 'print.cancelled', printId: 'q' });
    expect(prints.map(({ signal }) => signal.aborted)).toEqual([false, true]);
    must(prints[0]).end(PDF);
    await settled();
    expect(answers()).toEqual([{ type: 'print.done', printId: 'p', ...PDF }]);
  });

  test('of an engine that stopped is called off, and its successor hears nothing of it', async () => {
    supervised();
    newest().says(READY);
    newest().says(WANTED);
    const first = newest();
    first.emit('exit', 1);
    expect(must(prints[0]).signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    newest().says(READY);
    must(prints[0]).end(PDF);
    await settled();
    expect(engines).toHaveLength(2);
    expect([...answers(), ...first.heard.filter(({ type }) => type === 'print.done')]).toEqual([]);
  });

  test('is called off when the window closes, and told so', async () => {
    const { engine } = supervised();
    newest().says(READY);
    newest().says(WANTED);
    engine.cancelPrints();
    expect(must(prints[0]).signal.aborted).toBe(true);
    must(prints[0]).end({ pdf: null, failure: 'cancelled' });
    await settled();
    expect(answers()).toMatchObject([{ printId: 'p', pdf: null, failure: 'cancelled' }]);
  });
});

test('what the program keeps is told to the engine that asks, and forgotten when it says so', () => {
  const { program } = supervised();
  newest().says(READY);
  newest().says({ type: 'program.asked', askId: 'a' });
  expect(program.forget).not.toHaveBeenCalled();
  newest().says({ type: 'program.forget', askId: 'b', texts: ['/a.purgedesk'] });
  expect(program.forget).toHaveBeenCalledExactlyOnceWith(['/a.purgedesk']);
  const known = program.known();
  expect(newest().heard.filter(({ type }) => type === 'program.answered')).toEqual([
    { type: 'program.answered', askId: 'a', known },
    { type: 'program.answered', askId: 'b', known },
  ]);
});

test('an engine that is renewed leaves in order, and the page is connected to the next, which is no restart', () => {
  const { engine, onRestarted, onEnded } = supervised();
  const { page, posted } = somePage();
  newest().says(READY);
  engine.renew();
  const left = newest();
  expect(left.heard.at(-1)).toEqual({ type: 'shutdown' });
  // The page that comes meanwhile waits for the next.
  engine.connectPage(page);
  expect(posted).not.toHaveBeenCalled();
  left.says({ type: 'shutdown.done' });
  return vi.waitFor(() => {
    expect(left.kill).toHaveBeenCalled();
    left.emit('exit', 0);
    expect(onEnded).toHaveBeenCalledExactlyOnceWith(true);
    expect(newest()).not.toBe(left);
    newest().says(READY);
    expect(posted).toHaveBeenCalledOnce();
    expect(onRestarted).not.toHaveBeenCalled();
  });
});
