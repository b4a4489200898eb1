/**
 * Puts documents on paper: HTML of the engine's to the bytes of a PDF, or to the print dialog of the system. Each is
 * shown in a hidden window of its own, sandboxed and without scripts, in a session that serves this one document from
 * memory, the typefaces that ship with the program, and nothing else. It must never write a file, leave a window
 * behind, or tell a log what a document says.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, type Session, session } from 'electron';
import type { PrintRequest } from '#shared/contract/desktopContract.ts';
import type { NotPrinted } from '#shared/refusals/exportRefusals.ts';
import type { Log } from './log.ts';

const ORIGIN = 'app://purge-desk-print';
/** Holds the typefaces themselves: those that are loaded apart may come later than the document is printed. */
const TYPEFACES = `${ORIGIN}/fonts/fonts.css`;
/** In memory: nothing of it is ever stored. */
const PARTITION = 'purge-desk-print';

/** Twenty times what the longest document took on a slow computer. */
const PRINT_MS = 5 * 60_000;

/** What a document may load: the sheet of typefaces, pictures that stand in it, and of its own styles the first sheet alone. */
function policyOf(html: string): string {
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  const sheet = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'self' 'sha256-${sheet}'`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

export type PrintJob = Omit<PrintRequest, 'printId'>;

/** The PDF, unless it went to the system's dialog: printed or cancelled there, the librarian knows. */
export type Printed = { readonly pdf: Uint8Array | null; readonly failure: NotPrinted | null };

export interface PrintingOptions {
  /** With the style sheet of the typefaces, as the build wrote it. */
  readonly fontsFolder: string;
  readonly log: Log;
  readonly timeLimitMs?: number;
}

export interface Printing {
  /** One after another: each document is held in memory several times over. Never rejects. */
  print(job: PrintJob, signal: AbortSignal): Promise<Printed>;
}

export function documentPrinting(options: PrintingOptions): Printing {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    print(job, signal) {
      const printed = turn.then(() => printOne(job, signal, options));
      turn = printed;
      return printed;
    },
  };
}

async function printOne(
  job: PrintJob,
  signal: AbortSignal,
  options: PrintingOptions,
): Promise<Printed> {
  if (signal.aborted) return failed('cancelled');
  const { log, timeLimitMs = PRINT_MS } = options;
  const startedAt = performance.now();
  const shown = documentSession(job.html, options);
  const window = documentWindow(shown.session, job.title);
  const end = ending(window, signal);
  const timer = setTimeout(() => end.now('late'), timeLimitMs);
  const work = async (): Promise<Printed> => {
    await window.loadURL(shown.url);
    if (!job.dialog) return { pdf: await pdfOf(window), failure: null };
    // From here on it is the librarian's time.
    clearTimeout(timer);
    return { pdf: null, failure: await askSystem(window, job.paper) };
  };
  const printed = await Promise.race([
    end.came,
    work().catch((error: unknown) => {
      // A window that is gone fails at whatever it did.
      if (!end.isOver()) log.failed('print', error);
      return failed('failed');
    }),
  ]);
  end.now('cancelled');
  clearTimeout(timer);
  if (!window.isDestroyed()) window.destroy();
  shown.end();
  log.done(printed.failure === null ? 'print' : `print.${printed.failure}`, {
    ms: Math.round(performance.now() - startedAt),
    bytes: printed.pdf?.byteLength ?? 0,
  });
  return printed;
}

const failed = (failure: NotPrinted): Printed => ({ pdf: null, failure });

/** Whatever ends a print before it is done; the first one counts. */
function ending(window: BrowserWindow, signal: AbortSignal) {
  let over = false;
  let now: (why: NotPrinted) => void = () => {};
  const came = new Promise<Printed>((resolve) => {
    now = (why) => {
      over = true;
      resolve(failed(why));
    };
  });
  signal.addEventListener('abort', () => now('cancelled'), { once: true });
  window.once('closed', () => now('cancelled'));
  // Too little memory, mostly.
  window.webContents.once('render-process-gone', () => now('failed'));
  return { came, isOver: () => over, now: (why: NotPrinted) => now(why) };
}

function documentWindow(shownIn: Session, title: string): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    // The system names the print after it.
    title,
    paintWhenInitiallyHidden: false,
    webPreferences: {
      session: shownIn,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      images: true,
      devTools: false,
      navigateOnDragDrop: false,
      // Page numbers and running heads in the margins; newer versions of Chromium need no switch for it.
      enableBlinkFeatures: 'PageMarginBoxes',
    },
  });
  window.removeMenu();
  return window;
}

async function pdfOf(window: BrowserWindow): Promise<Uint8Array> {
  return new Uint8Array(
    await window.webContents.printToPDF({
      // The document says its paper, its margins and what stands in them.
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    }),
  );
}

function askSystem(window: BrowserWindow, paper: PrintJob['paper']): Promise<NotPrinted | null> {
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: true, pageSize: paper }, (printed, reason) => {
      // The librarian knows when they called it off.
      resolve(printed || /cancel/i.test(reason) ? null : 'noPrinter');
    });
  });
}

/** Serves one document at an address that nobody can guess, until it ends. */
function documentSession(html: string, { fontsFolder, log }: PrintingOptions) {
  const url = `${ORIGIN}/${randomBytes(16).toString('base64url')}/document.html`;
  const shown = session.fromPartition(PARTITION, { cache: false });
  const allowed = (asked: string) => asked === url || asked === TYPEFACES;
  // Stricter than for all sessions, and in the place of that: there is one such listener.
  shown.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !allowed(details.url);
    if (cancel) log.refused('print.request');
    answer({ cancel });
  });
  shown.protocol.handle('app', async (request) => {
    if (request.url === url) return answered(html, 'text/html; charset=utf-8', policyOf(html));
    const css = request.url === TYPEFACES && (await sheetOf(fontsFolder));
    return css ? answered(css, 'text/css; charset=utf-8') : NOT_FOUND();
  });
  return { session: shown, url, end: () => shown.protocol.unhandle('app') };
}

const answered = (body: string | Uint8Array<ArrayBuffer>, type: string, policy = policyOf('')) =>
  new Response(body, {
    headers: { ...HEADERS, 'Content-Security-Policy': policy, 'Content-Type': type },
  });

const NOT_FOUND = () => new Response('Not found', { status: 404, headers: HEADERS });

const sheetOf = (folder: string) =>
  readFile(join(folder, 'fonts.css'), 'utf8').catch(() => undefined);
