/**
 * Electron's main process: puts the parts of app/ together. Electron starts it. Order matters here:
 * folders and switches before Electron is ready, guards before the first page, the engine beside the
 * window, and at the end the engine before everything else. It holds no rule about users or sets.
 */
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { EVENT_CHANNEL } from '#shared/contract/desktopChannels.ts';
import type { DesktopEvent } from '#shared/contract/desktopContract.ts';
import { nameAboutPanel, showAbout, startedAs } from './about.ts';
import { setAppMenu } from './appMenu.ts';
import { PAGE_URL, registerAppScheme, serveAppScheme } from './appScheme.ts';
import { clearCopied } from './clipboardCells.ts';
import { desktopHandlers, grantDropped, systemUser } from './desktopRequests.ts';
import { DEVELOPMENT_URL, FOR_DEVELOPERS } from './developers.ts';
import { engineInspections } from './engineInspections.ts';
import { superviseEngine } from './engineProcess.ts';
import { fileTokens } from './fileTokens.ts';
import { formatLocales } from './formatLocales.ts';
import { guardEverything } from './guards.ts';
import { openGate } from './ipcGate.ts';
import { lastWorkspace } from './lastWorkspace.ts';
import { leaveInOrder } from './leaveInOrder.ts';
import { lettingGo } from './lettingGo.ts';
import { type Log, openLog } from './log.ts';
import { bringToFront, openMainWindow, pageSession, zoomWindow } from './mainWindow.ts';
import { removeOverwritten } from './overwritten.ts';
import { ownFolder } from './ownFolder.ts';
import { documentPrinting } from './printing.ts';
import { type OwnPaths, ownPaths, programPlaces } from './programPlaces.ts';
import { recentWorkspaces } from './recentWorkspaces.ts';
import { rememberedByPages } from './remembered.ts';
import { startFile, workspaceIn } from './startFile.ts';
import { applySwitches } from './switches.ts';
import { workUnderWay } from './workUnderWay.ts';

const OUT = resolve(import.meta.dirname, '..');

/** Where this librarian's settings and logs are kept; the browser's own files stay apart from them. */
function chooseFolders(): OwnPaths {
  app.setName('Purge Desk');
  app.setAppUserModelId('purge-desk');
  // What PDFs name as their creator; nothing else ever hears it.
  app.userAgentFallback = `Purge Desk ${app.getVersion()}`;
  const given = process.env.PURGE_DESK_USER_DATA;
  const folder = given ? resolve(given) : join(app.getPath('appData'), 'Purge Desk');
  const own = ownPaths(folder);
  ownFolder(folder);
  app.setPath('userData', folder);
  app.setPath('sessionData', own.browser);
  app.setPath('crashDumps', own.crashes);
  return own;
}

/**
 * Chromium writes a document into a file on its way to a printer of Linux: here, where it is found again if that is broken
 * off. Once no other program of ours can run: it is theirs as well. The engine goes on in the system's folder.
 */
function takeTemporaryFolder(folder: string): void {
  if (process.platform !== 'linux') return;
  ownFolder(folder);
  process.env.TMPDIR = folder;
  app.setPath('temp', folder);
}

/** A bug in this process: told in one sentence, once in a while, and noted in the log. */
function catchBugs(log: Log): void {
  let lastShown = Number.NEGATIVE_INFINITY;
  const caught = (operation: string) => (error: unknown) => {
    log.failed(operation, error);
    if (FOR_DEVELOPERS) console.error(error);
    if (!app.isReady() || performance.now() - lastShown < 60_000) return;
    lastShown = performance.now();
    void dialog.showMessageBox({
      type: 'error',
      message: 'Something went wrong in Purge Desk.',
      detail:
        'What was saved is safe. If something no longer works, quit Purge Desk and start it again.',
    });
  };
  process.on('uncaughtException', caught('main.exception'));
  process.on('unhandledRejection', caught('main.rejection'));
}

/** Reloads a page that crashed, but not one that crashes each time. */
function watchPage(window: BrowserWindow, log: Log): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.done(`page.gone.${reason}`, { exitCode });
    if (reason === 'clean-exit' || reloads >= 3 || window.isDestroyed()) return;
    reloads += 1;
    window.webContents.reload();
  });
  window.webContents.on('unresponsive', () => log.done('page.unresponsive'));
  window.webContents.on('preload-error', (_event, _path, error) => log.failed('preload', error));
}

// One closure over the parts: each needs one or two of the others, and nobody else needs any.
function run(own: OwnPaths): void {
  const log = openLog(own.logs);
  catchBugs(log);
  log.done(startedAs(process.versions));
  let window: BrowserWindow | null = null;
  let workspaceOpen = false;
  let readOnly = false;
  const ourWindow = () => (window?.isDestroyed() ? null : window);
  const send = (event: DesktopEvent) => ourWindow()?.webContents.send(EVENT_CHANNEL, event);
  const systemTemporary = tmpdir();
  const places = programPlaces(own, systemTemporary);
  // What a print left that was broken off, and what Chromium kept of the pages in earlier versions.
  for (const gone of [own.temporary, own.earlierBrowser]) removeOverwritten(gone);
  takeTemporaryFolder(own.temporary);
  const recents = recentWorkspaces(own.recents);
  const remembered = rememberedByPages(own.remembered);
  app.on('will-quit', remembered.flush);
  const start = startFile(workspaceIn(process.argv, process.cwd()));
  const last = lastWorkspace(recents, process.argv);
  const underWay = workUnderWay();

  const engine = superviseEngine({
    script: join(OUT, 'engine', 'engine.js'),
    log,
    echo: FOR_DEVELOPERS,
    greeting: () => [{ type: 'user.named', userName: systemUser() }, ...tokens.all()],
    onOpened({ path, name, readOnly: isReadOnly }) {
      workspaceOpen = true;
      readOnly = isReadOnly;
      last.opened();
      recents.opened(path, readOnly);
      app.addRecentDocument(path);
      ourWindow()?.setTitle(`${name} - Purge Desk`);
      updateMenu();
    },
    onClosed() {
      workspaceOpen = false;
      recents.closed();
      ourWindow()?.setTitle('Purge Desk');
      updateMenu();
    },
    onLeft(path, summary) {
      recents.left(path, summary);
      send({ type: 'recentsChanged' });
    },
    onErased(path) {
      recents.erased(path);
      // The system's list can only be cleared as a whole.
      app.clearRecentDocuments();
      for (const other of recents.list().toReversed()) app.addRecentDocument(other.path);
      updateMenu();
      send({ type: 'recentsChanged' });
    },
    env: { PURGE_DESK_PIECES: own.pieces, TMPDIR: systemTemporary },
    program: {
      known: () => ({ places, texts: [...recents.paths(), ...remembered.texts()] }),
      forget(texts) {
        recents.forgetThese(texts);
        remembered.forgetThese(texts);
      },
    },
    onPeopleErased: () => erasing.erased(),
    onDisplaced(isDisplaced) {
      underWay.displaced(isDisplaced);
      erasing.underWayChanged();
    },
    onReading(names) {
      underWay.reading(names);
      erasing.underWayChanged();
    },
    onExporting(files) {
      underWay.exporting(files);
      erasing.underWayChanged();
    },
    onEnded(inOrder) {
      last.ended(inOrder);
      underWay.engineEnded();
    },
    printing: documentPrinting({
      fontsFolder: join(OUT, 'main', 'fonts'),
      log,
    }),
    inspections: engineInspections(join(OUT, 'engine', 'inspection.js'), recents.isKnown),
    onRestarted: (reason) => send({ type: 'engineRestarted', reason }),
    onFailed: (reason) => send({ type: 'engineFailed', reason }),
  });
  const erasing = lettingGo({
    tellPage(event) {
      send(event);
      return ourWindow() !== null;
    },
    isUnderWay: underWay.any,
    renewEngine() {
      tokens.forget();
      engine.renew();
    },
    clearClipboard: () => void clearCopied().catch((error) => log.failed('clipboard', error)),
  });
  const tokens = fileTokens((message) => engine.tell(message));

  async function openInPage(path: string): Promise<void> {
    try {
      send({ type: 'openWorkspace', file: await tokens.grant(path, 'open') });
    } catch (error) {
      log.failed('openInPage', error);
    }
  }

  function updateMenu(): void {
    setAppMenu({
      workspaceOpen,
      writable: workspaceOpen && !readOnly,
      recent: recents.list().map(({ path }) => ({
        name: path.slice(path.search(/[^/\\]*$/)),
        open: () => void openInPage(path),
      })),
      devTools: FOR_DEVELOPERS,
      about: () => void showAbout(ourWindow(), engine.sqliteVersion()),
      send: (command) => send({ type: 'menu', command }),
      forgetRecent: () => {
        recents.forget();
        app.clearRecentDocuments();
        updateMenu();
      },
      zoom: (step) => {
        const current = ourWindow();
        if (current) zoomWindow(current, step);
      },
    });
  }

  function open(): void {
    window = openMainWindow({
      url: DEVELOPMENT_URL ?? PAGE_URL,
      preload: join(OUT, 'preload', 'preload.cjs'),
      stateFile: own.window,
      devTools: FOR_DEVELOPERS,
      locales: formatLocales({
        platform: process.platform,
        env: process.env,
        systemLocale: app.getSystemLocale(),
        languages: app.getPreferredSystemLanguages(),
      }),
    });
    watchPage(window, log);
    window.once('closed', engine.cancelPrints);
    leave.guard(window);
  }

  app.on('second-instance', (_event, argv, from) => {
    const current = ourWindow();
    if (current) bringToFront(current);
    const path = workspaceIn(argv, from);
    if (path) start.asked(path);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    start.asked(path);
  });
  app.on('window-all-closed', () => app.quit());
  const leave = leaveInOrder(ourWindow, engine, underWay);
  guardEverything(DEVELOPMENT_URL, log);

  void app.whenReady().then(() => {
    nameAboutPanel();
    app.configureHostResolver({ secureDnsMode: 'off', enableAdditionalDnsQueryTypes: false });
    serveAppScheme(pageSession(), join(OUT, 'renderer'), () => log.refused('page.file'));
    const samplesFolder = app.isPackaged
      ? join(process.resourcesPath, 'samples')
      : resolve(OUT, '..', 'resources', 'samples');
    openGate({
      window: ourWindow,
      developmentUrl: DEVELOPMENT_URL,
      log,
      handlers: desktopHandlers({
        window: ourWindow,
        engine,
        tokens,
        recents,
        remembered,
        last,
        underWay,
        start,
        samplesFolder,
        onRecentsChanged: updateMenu,
      }),
      dropped: (paths) => grantDropped(tokens, paths),
      remembered: remembered.all,
      connect() {
        const current = ourWindow();
        if (!current) return;
        erasing.pageBegan();
        engine.connectPage(current.webContents);
        start.deliverTo((path) => void openInPage(path));
      },
    });
    engine.start();
    updateMenu();
    open();
  });
}

const own = chooseFolders();
applySwitches(DEVELOPMENT_URL ? new URL(DEVELOPMENT_URL).hostname : null);
registerAppScheme();
if (app.requestSingleInstanceLock()) run(own);
else app.exit(0);
