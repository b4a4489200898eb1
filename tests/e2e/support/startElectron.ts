/**
 * Starts Electron for a test, again where the runtime itself didn't come up, and asks it again where an answer was
 * lost. It knows nothing of our program.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  type ElectronApplication,
  _electron as electron,
  errors as failures,
} from '@playwright/test';
import { ownDisplay } from './ownDisplay.ts';

interface Options {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
  /** Done before the program makes its first page. */
  readonly beforePages?: (app: ElectronApplication) => Promise<unknown>;
}

const HELD_START = join(import.meta.dirname, 'heldStart.cjs');

/**
 * Chromium without a display of its own hangs now and then before any code of ours runs, or doesn't find the
 * display; then it is started again. A program of ours that doesn't start does so each time.
 */
export async function startElectron(options: Options): Promise<ElectronApplication> {
  const env = { ...options.env, ...(await ownDisplay()) };
  const launch = async (timeout: number) => {
    const started = await electron.launch({
      ...options,
      env,
      args: ['--require', HELD_START, ...options.args],
      timeout,
    });
    const app = askedAgain(started);
    await options.beforePages?.(app);
    await app.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
    return app;
  };
  for (const timeout of TRIES_MS) {
    try {
      return await launch(timeout);
    } catch (error) {
      if (!(error instanceof failures.TimeoutError || WITHOUT_DISPLAY.test(String(error))))
        throw error;
    }
  }
  return launch(LAST_TRY_MS);
}

const WITHOUT_DISPLAY = /Missing X server or \$DISPLAY/;

/** Together with the last one shorter than a test may take. */
const TRIES_MS = [15_000, 20_000];
const LAST_TRY_MS = 30_000;

/**
 * Main's collector may take the promise by which Playwright waits for an answer, at any time. What was asked has been
 * done by then and must not be done twice: main keeps each answer under a key and gives it when asked again.
 */
function askedAgain(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app);
  const once = async (asked: unknown, arg: unknown) => {
    // Sent as text, as Playwright does.
    const kept = new Function(
      'electron',
      '{ key, arg }',
      `const kept = (globalThis.keptAnswers ??= {}); return (kept[key] ??= { it: (${asked})(electron, arg) }).it;`,
    ) as Parameters<typeof evaluate>[0];
    const given = { key: randomUUID(), arg };
    for (let time = 1; ; time++) {
      try {
        return await evaluate(kept, given);
      } catch (error) {
        if (time === MOST_TIMES || !/garbage collected/.test(String(error))) throw error;
      }
    }
  };
  return Object.assign(app, { evaluate: once });
}

const MOST_TIMES = 5;
