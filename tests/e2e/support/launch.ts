/**
 * The fixture of all end-to-end tests: `desk` is the built program with its own user data and an
 * empty work folder. A test fails when the page or main reports an error that it did not expect, when
 * a native dialog opens that nobody answered, or when the program doesn't close in order.
 * Stories that neither end the program nor change what it is share one (`test.use({ program: 'shared' })`): each
 * begins on its first screen, as in a new program, and none may lean on what another one left.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  test as base,
  type ElectronApplication,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import type { MenuCommand } from '#shared/contract/desktopContract.ts';
import { preparedDialogs, type ShownDialog } from './dialogs.ts';
import { seeEnginePorts } from './enginePort.ts';
import { makeFresh } from './freshProgram.ts';
import { startElectron } from './startElectron.ts';

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
  /** Once people were erased: the page was loaded anew and the engine started anew, and both are there again. */
  begunAnew(): Promise<void>;
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

interface OpenDesk {
  readonly desk: Desk;
  /** The same program is another test's, from its first screen on. @returns whether it can be: else it is closed */
  passOn(to: TestInfo): Promise<boolean>;
  /** Of the test: what it didn't expect fails it. The program goes on when it may be another test's. */
  finish(goesOn: boolean): Promise<void>;
  /** Closes what goes on, and checks how it ended. */
  end(): Promise<void>;
}

// One closure: a desk is one program with what was seen of it.
async function openDesk(first: TestInfo, options: DeskOptions): Promise<OpenDesk> {
  let testInfo = first;
  const userData = mkdtempSync(join(tmpdir(), 'purge-desk-data-'));
  const newFolder = () => mkdtempSync(join(tmpdir(), 'purge-desk-work-'));
  let folder = newFolder();
  let logged = 0;
  /** How often that was waited for since the test began. */
  let renewed = 0;
  let errors: string[] = [];
  let allowed: RegExp[] = [];
  let output = '';
  let starts = 0;
  let running: { app: ElectronApplication; page: Page } | null = null;

  const current = () => {
    if (!running) throw new Error('The program is closed');
    return running;
  };

  const logFile = join(userData, 'logs', 'purge-desk.log');
  const wholeLog = () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : '');
  /** Since the test began. */
  const log = () => wholeLog().slice(logged);

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
    const app = await startElectron({
      executablePath: EXECUTABLE,
      // Without a graphics card Chromium's GPU process fails and is tried again while the page starts.
      args: [...root, '--disable-gpu', build, ...args],
      env: { ...(inherited as Record<string, string>), PURGE_DESK_USER_DATA: userData, ...env },
      beforePages: seeEnginePorts,
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
    starts += 1;
  }

  async function noteUnanswered(app: ElectronApplication): Promise<void> {
    const unanswered = await preparedDialogs.unanswered(app).catch(() => []);
    errors.push(...unanswered.map((each) => `unanswered dialog: ${each.title}`));
  }

  async function close(): Promise<void> {
    if (!running) return;
    const { app } = running;
    await noteUnanswered(app);
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
    get folder() {
      return folder;
    },
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
    async begunAnew() {
      const count = (text: string) => log().split(text).length - 1;
      await expect
        .poll(() => count('done engine.renewed'), { timeout: 120_000 })
        .toBeGreaterThan(renewed);
      renewed = count('done engine.renewed');
      await expect
        .poll(() => log().lastIndexOf('engine.ready'))
        .toBeGreaterThan(log().lastIndexOf('engine.renewed'));
      const { page } = current();
      await page.waitForLoadState('domcontentloaded');
      await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible({
        timeout: 60_000,
      });
    },
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

  async function finish(goesOn: boolean): Promise<void> {
    const failed = testInfo.status !== testInfo.expectedStatus;
    if (failed && running) await desk.screenshot('at-failure').catch(() => {});
    if (goesOn && !failed && running) await noteUnanswered(running.app);
    else await close();
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
    if (!running)
      for (const each of [userData, folder]) rmSync(each, { recursive: true, force: true });
    expect(unexpected, 'errors that the test did not expect').toEqual([]);
  }

  /** Only a program that was started once and is still there is like a new one. */
  async function passOn(to: TestInfo): Promise<boolean> {
    if (!running || starts > 1) return false;
    const fresh = await makeFresh(running.app, running.page).catch(() => false);
    if (!fresh) return false;
    rmSync(folder, { recursive: true, force: true });
    [testInfo, folder, logged] = [to, newFolder(), wholeLog().length];
    [errors, allowed, output] = [[], [], ''];
    renewed = 0;
    return true;
  }

  async function end(): Promise<void> {
    [errors, logged] = [[], wholeLog().length];
    await close();
    for (const each of [userData, folder]) rmSync(each, { recursive: true, force: true });
    expect(errors, 'how the program ended that stories shared').toEqual([]);
  }

  await start(options);
  return { desk, passOn, finish, end };
}

interface Shared {
  /** The program as a test may have it: that of the test before, or a new one. */
  deskFor(testInfo: TestInfo): Promise<OpenDesk>;
}

/** The program of one worker that its stories share. */
function sharing() {
  let open: OpenDesk | null = null;
  const shared: Shared = {
    async deskFor(testInfo) {
      if (open && !(await open.passOn(testInfo))) {
        await open.end();
        open = null;
      }
      open ??= await openDesk(testInfo, NOTHING);
      return open;
    },
  };
  return { shared, end: async () => open?.end() };
}

const NOTHING: DeskOptions = { args: [], env: {} };

interface TestFixtures {
  readonly deskOptions: DeskOptions;
  readonly program: 'own' | 'shared';
  readonly desk: Desk;
}

export const test = base.extend<TestFixtures, { shared: Shared }>({
  deskOptions: [NOTHING, { option: true }],
  program: ['own', { option: true }],
  shared: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures it needs
    async ({}, use) => {
      const { shared, end } = sharing();
      await use(shared);
      await end();
    },
    { scope: 'worker' },
  ],
  desk: async ({ deskOptions, program, shared }, use, testInfo) => {
    const shares = program === 'shared';
    const { desk, finish } = shares
      ? await shared.deskFor(testInfo)
      : await openDesk(testInfo, deskOptions);
    await use(desk);
    await finish(shares);
  },
});
