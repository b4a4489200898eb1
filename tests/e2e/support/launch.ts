/**
 * The fixture of all end-to-end tests: `desk` is the built program with its own user data and an
 * empty work folder. A test fails when the page or main reports an error that it did not expect, when
 * a native dialog opens that nobody answered, or when the program doesn't close in order.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  errors as failures,
  type Page,
  type TestInfo,
} from '@playwright/test';
import type { MenuCommand } from '#shared/contract/desktopContract.ts';
import { preparedDialogs, type ShownDialog } from './dialogs.ts';

export { expect };

/** The checkout, or another folder with a build (to try out a change of one file). */
const APP = process.env.PURGE_DESK_APP ?? resolve(import.meta.dirname, '../../..');
const EXECUTABLE: string = createRequire(import.meta.url)('electron');
const CLOSE_MS = 20_000;

export interface DeskOptions {
  /** Command line of the program, for example a workspace file. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Another folder with a build. */
  readonly app?: string;
}

/** One running program. */
export interface Desk {
  /** Playwright's handle on main; replaced by restart(). */
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The program's settings and logs. */
  readonly userData: string;
  /** Empty folder for the test's files; gone afterwards. */
  readonly folder: string;
  /** Answers the next open dialog; an empty list cancels it. */
  answerOpen(paths: readonly string[]): Promise<void>;
  /** Answers the next save dialog; null cancels it. */
  answerSave(path: string | null): Promise<void>;
  /** Answers the next question with the button of this label. */
  answerQuestion(button: string): Promise<void>;
  /** What the native dialogs of this run showed, in order. */
  shownDialogs(): Promise<readonly ShownDialog[]>;
  /** Chooses a command of the application menu. */
  menu(command: MenuCommand): Promise<void>;
  /** Process id of the engine. */
  enginePid(): Promise<number>;
  log(): string;
  /** From now on, errors with this text don't fail the test. */
  allowErrors(text: RegExp): void;
  /** Attaches a picture of the page to the test's report and returns its path. */
  screenshot(name: string): Promise<string>;
  /** Closes in order and starts again with the same user data. */
  restart(options?: Partial<DeskOptions>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Chromium without a display of its own hangs now and then before any code of ours runs, or doesn't find the
 * display; then it is started again. A program of ours that doesn't start does so each time.
 */
async function launched(options: Parameters<typeof electron.launch>[0]) {
  for (const timeout of TRIES_MS) {
    try {
      return await electron.launch({ ...options, timeout });
    } catch (error) {
      if (!(error instanceof failures.TimeoutError || WITHOUT_DISPLAY.test(String(error))))
        throw error;
    }
  }
  return electron.launch({ ...options, timeout: LAST_TRY_MS });
}

const WITHOUT_DISPLAY = /Missing X server or \$DISPLAY/;

/** Together with the last one shorter than a test may take. */
const TRIES_MS = [15_000, 20_000];
const LAST_TRY_MS = 30_000;

// One closure: a desk is one program with what was seen of it.
async function openDesk(testInfo: TestInfo, options: DeskOptions) {
  const userData = mkdtempSync(join(tmpdir(), 'purge-desk-data-'));
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-work-'));
  const errors: string[] = [];
  const allowed: RegExp[] = [];
  let output = '';
  let running: { app: ElectronApplication; page: Page } | null = null;

  const current = () => {
    if (!running) throw new Error('The program is closed');
    return running;
  };

  const logFile = join(userData, 'logs', 'purge-desk.log');
  const log = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');

  /**
   * Chromium of the runtime without a display crashes now and then while it takes itself down. Nothing is lost
   * by then: the engine has closed its file and ended in order.
   */
  const crashedAfterAll = (signal: NodeJS.Signals | null) =>
    signal === 'SIGSEGV' && /engine\.exited code=0\s*$/.test(log());

  async function start({ args, env, app: build = APP }: DeskOptions): Promise<void> {
    if (!existsSync(join(APP, 'out/main/main.js'))) {
      throw new Error('Build the program first: out/main/main.js is missing.');
    }
    const { ELECTRON_RENDERER_URL: _url, ELECTRON_RUN_AS_NODE: _node, ...inherited } = process.env;
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const app = await launched({
      executablePath: EXECUTABLE,
      // Without a graphics card Chromium's GPU process fails and is tried again while the page starts.
      args: [...root, '--disable-gpu', build, ...args],
      env: { ...(inherited as Record<string, string>), PURGE_DESK_USER_DATA: userData, ...env },
    });
    for (const stream of [app.process().stdout, app.process().stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
      });
    }
    app.context().on('weberror', (error) => errors.push(`page: ${error.error().stack}`));
    app.context().on('console', (message) => {
      if (message.type() === 'error') errors.push(`console: ${message.text()}`);
    });
    app.context().on('page', (page) => page.on('crash', () => errors.push('page crashed')));
    await preparedDialogs.install(app);
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    running = { app, page };
  }

  async function close(): Promise<void> {
    if (!running) return;
    const { app } = running;
    const unanswered = await preparedDialogs.unanswered(app).catch(() => []);
    errors.push(...unanswered.map((each) => `unanswered dialog: ${each.title}`));
    running = null;
    const main = app.process();
    const ended = new Promise<number | null>((done) => main.once('exit', (code) => done(code)));
    const late = setTimeout(() => {
      errors.push(`not closed within ${CLOSE_MS / 1000} s`);
      main.kill('SIGKILL');
    }, CLOSE_MS);
    await app.close().catch(() => {});
    const code = main.exitCode ?? (await ended);
    clearTimeout(late);
    if (code !== 0 && !crashedAfterAll(main.signalCode)) {
      errors.push(`ended with ${code ?? main.signalCode}`);
    }
  }

  const desk: Desk = {
    get app() {
      return current().app;
    },
    get page() {
      return current().page;
    },
    userData,
    folder,
    answerOpen: (paths) => preparedDialogs.answer(current().app, { open: paths }),
    answerSave: (path) => preparedDialogs.answer(current().app, { save: path }),
    answerQuestion: (button) => preparedDialogs.answer(current().app, { button }),
    shownDialogs: () => preparedDialogs.shown(current().app),
    menu: (command) =>
      current().app.evaluate(({ Menu }, id) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(id);
        if (!item?.enabled) throw new Error(`The menu has no enabled command ${id}`);
        item.click();
      }, command),
    async enginePid() {
      const find = () =>
        current().app.evaluate(
          ({ app }) => app.getAppMetrics().find((each) => each.name === 'Purge Desk engine')?.pid,
        );
      await expect.poll(find, { message: 'the engine runs' }).toBeTruthy();
      return (await find()) as number;
    },
    log,
    allowErrors: (text) => void allowed.push(text),
    async screenshot(name) {
      const path = testInfo.outputPath(`${name}.png`);
      await current().page.screenshot({ path });
      await testInfo.attach(name, { path, contentType: 'image/png' });
      return path;
    },
    async restart(changed = {}) {
      await close();
      await start({ ...options, ...changed });
    },
    close,
  };

  async function finish(): Promise<void> {
    const failed = testInfo.status !== testInfo.expectedStatus;
    if (failed && running) await desk.screenshot('at-failure').catch(() => {});
    await close();
    const bugs = log()
      .split('\n')
      .filter((line) => line.includes(' failed '));
    const unexpected = [...errors, ...bugs].filter((text) => !allowed.some((a) => a.test(text)));
    if (failed || unexpected.length > 0) {
      for (const [name, body] of [
        ['output.txt', output],
        ['log.txt', log()],
      ] as const) {
        writeFileSync(testInfo.outputPath(name), body);
        await testInfo.attach(name, { path: testInfo.outputPath(name), contentType: 'text/plain' });
      }
    }
    for (const each of [userData, folder]) rmSync(each, { recursive: true, force: true });
    expect(unexpected, 'errors that the test did not expect').toEqual([]);
  }

  await start(options);
  return { desk, finish };
}

export const test = base.extend<{ deskOptions: DeskOptions; desk: Desk }>({
  deskOptions: [{ args: [], env: {} }, { option: true }],
  desk: async ({ deskOptions }, use, testInfo) => {
    const { desk, finish } = await openDesk(testInfo, deskOptions);
    await use(desk);
    await finish();
  },
});
