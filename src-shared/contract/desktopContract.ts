/**
 * What a page can ask of the desktop (Electron's main process): files chosen by the librarian, screen
 * captures, the window. Files are tokens here, never paths. Inputs are checked in main.
 */
import { z } from 'zod';
import { fileToken } from '../domain/valueShapes.ts';
import type { NotPrinted } from '../refusals/exportRefusals.ts';
import type { SentRefusal } from '../refusals/refusals.ts';
import type { ProgramKnown } from './program.ts';
import { type PicturedTexts, picturedTexts } from './shapes/picturedTexts.ts';
import { type WorkspaceSummary, workspaceSummary } from './shapes/workspace.ts';

/** A file that the librarian chose: its token, and what may be shown of it. */
const grantedFile = z.object({ token: fileToken, name: z.string(), folder: z.string() });
export type GrantedFile = z.infer<typeof grantedFile>;

/** A workspace that was used before, with what can be known without opening it. */
const recentWorkspace = grantedFile.extend({
  /** It is the one that is open. */
  isOpen: z.boolean(),
  /** When it was last closed here, or its file changed otherwise; an instant. */
  usedAt: z.number(),
  /** As noted when it was last closed here; null when its file has changed since. */
  summary: workspaceSummary.nullable(),
});
export type RecentWorkspace = z.infer<typeof recentWorkspace>;

const openPurpose = z.enum(['workbooks', 'workspace', 'picture']);
const savePurpose = z.enum([
  'workspace',
  'copy',
  'set-file',
  'workbook',
  'csv',
  'pdf',
  'json',
  'original',
  'capture',
  'letter',
  /** A folder in which a new one is made. */
  'kit',
]);

/** Under which name and as what text the pages remember something on this computer. */
export const rememberedName = z
  .string()
  .regex(/^[a-zA-Z][\w.-]*$/)
  .max(60);
export const rememberedText = z.string().max(200_000);

/** Characters: a hundred thousand rows of many columns. */
const MOST_COPIED = 256_000_000;

export const desktopContract = {
  /** Native open dialog; an empty list when cancelled. */
  chooseFiles: { input: z.strictObject({ purpose: openPurpose }), output: z.array(grantedFile) },
  /** Native save dialog; null when cancelled. */
  chooseTarget: {
    input: z.strictObject({ purpose: savePurpose, suggestedName: z.string().min(1).max(200) }),
    output: grantedFile.nullable(),
  },
  recentWorkspaces: { input: z.undefined(), output: z.array(recentWorkspace) },
  /**
   * The workspace to open now: one given on the command line or by double click, or the one that was
   * open when the program or the engine last stopped. Null when the librarian closed it.
   */
  lastWorkspace: {
    input: z.undefined(),
    output: z
      .object({
        file: grantedFile,
        /** Opening it came to nothing twice: it is named, not opened. */
        leftOut: z.boolean(),
        /** It was open for reading only, and is opened so again. */
        readOnly: z.boolean(),
      })
      .nullable(),
  },
  /** Asks whether files that are being read or exported may be given up; true where none is. */
  mayGiveUp: { input: z.undefined(), output: z.boolean() },
  forgetRecent: { input: z.undefined(), output: z.null() },
  /** The workbooks of the sample cycle that ship with the program. */
  sampleFiles: { input: z.undefined(), output: z.array(grantedFile) },
  /** Takes a picture of the page as shown and hands it to the engine; the token goes into jobs.submit. */
  capture: {
    /** Which words stand in it and where; undefined: nobody knows. */
    input: picturedTexts.optional(),
    output: z.object({ token: z.string(), width: z.number(), height: z.number() }),
  },
  /** Shows a file that was just saved in the system's file manager. */
  showSaved: { input: z.strictObject({ token: fileToken }), output: z.null() },
  /** Puts copied cells on the clipboard: text with tabs, and the same as an HTML table. */
  copyCells: {
    input: z.strictObject({
      text: z.string().max(MOST_COPIED),
      html: z.string().max(MOST_COPIED),
    }),
    output: z.null(),
  },
  /** Chromium was told to copy a text with this hash: so it can be taken away again once people were erased. */
  noteCopied: {
    input: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.null(),
  },
  /** Remembers it beyond the end of the program; null: no more. Read by `remembered` of the bridge. */
  remember: {
    input: z.strictObject({ name: rememberedName, text: rememberedText.nullable() }),
    output: z.null(),
  },
  /** A notification of the system, where the window isn't in front. Answered when it is clicked or gone. */
  notify: {
    input: z.strictObject({ title: z.string().max(200), body: z.string().max(500) }),
    output: z.object({ clicked: z.boolean() }),
  },
  /** Taskbar progress, 0 to 1; null removes it. */
  setProgress: {
    input: z.strictObject({ fraction: z.number().min(0).max(1).nullable() }),
    output: z.null(),
  },
  about: {
    input: z.undefined(),
    output: z.object({
      version: z.string(),
      electron: z.string(),
      sqlite: z.string(),
      userName: z.string(),
      platform: z.string(),
    }),
  },
} as const;

export type DesktopContract = typeof desktopContract;
export type DesktopRequest = keyof DesktopContract;
export type DesktopInput<R extends DesktopRequest> = z.input<DesktopContract[R]['input']>;
export type DesktopOutput<R extends DesktopRequest> = z.output<DesktopContract[R]['output']>;

/** Commands of the application menu, told to the page, which does them. */
export const MENU_COMMANDS = [
  'workspace.new',
  'workspace.open',
  'workspace.openReadOnly',
  'workspace.close',
  'workspace.saveCopy',
  'workspace.snapshots',
  'workspace.erase',
  'import.choose',
  'print',
  'export.pdf',
  'edit.undo',
  'edit.redo',
  'view.search',
  'view.shortcuts',
  'view.back',
  'go.overview',
  'go.import',
  'go.review',
  'go.sets',
  'go.jobs',
  'go.reports',
  'go.users',
  'go.cleanup',
  'go.inbox',
  'go.settings',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** What main tells the page. */
export type DesktopEvent =
  | { type: 'menu'; command: MenuCommand }
  /** Files dropped on the dock or opened by double click. */
  | { type: 'openWorkspace'; file: GrantedFile }
  /** A workspace was noted as it was closed, or forgotten as it was erased. */
  | { type: 'recentsChanged' }
  /** The engine stopped and a new one was started; `reason` is a sentence for the librarian. */
  | { type: 'engineRestarted'; reason: string }
  /** The page is to begin anew, and the engine with it: what they have in memory may show whoever was erased. */
  | { type: 'peopleErased' }
  | { type: 'engineFailed'; reason: string };

/** What the sandboxed preload offers the page as `window.purgeDesk`. */
export interface DesktopBridge {
  /** In which the system writes numbers and dates, best first; may be empty. */
  readonly locales: readonly string[];
  /** What `remember` has kept, by name, as it is now. */
  remembered(): Readonly<Record<string, string>>;
  request<R extends DesktopRequest>(request: R, input?: DesktopInput<R>): Promise<DesktopOutput<R>>;
  /** Tokens for files dropped on the window. */
  grantDropped(files: File[]): Promise<GrantedFile[]>;
  onEvent(listener: (event: DesktopEvent) => void): () => void;
  /**
   * Main posts each new connection to the engine to the page as a window message
   * `{ type: 'purge-desk:engine-port' }` with one MessagePort; call this when ready for the first.
   */
  connectEngine(): void;
}

/** Stands in for DOM's File, which this program is compiled without. */
interface File {
  readonly name: string;
  readonly size: number;
}

/** A file that an export writes: `beside` holds what is written of it until it is whole. */
export interface ExportedFile {
  readonly name: string;
  readonly beside: string;
}

/** A document to be put on paper. */
export interface PrintRequest {
  readonly printId: string;
  /** A whole page, with its style. */
  readonly html: string;
  readonly paper: 'A4' | 'Letter';
  /** What the system calls the print. */
  readonly title: string;
  /** The print dialog of the system; else the bytes of a PDF. */
  readonly dialog: boolean;
}

/** Messages between main and the engine over the utility process's parent port. */
export type MainToEngine =
  | { type: 'connect' } // with one MessagePort
  | { type: 'file.granted'; token: string; path: string; use: 'open' | 'save' }
  | {
      type: 'capture.taken';
      token: string;
      png: Uint8Array;
      takenAt: number;
      width: number;
      height: number;
      texts: PicturedTexts | null;
    }
  | { type: 'user.named'; userName: string }
  /** No bytes and no failure: it went to the system's dialog. */
  | {
      type: 'print.done';
      printId: string;
      pdf: Uint8Array | null;
      failure: NotPrinted | null;
    }
  | InspectionDone
  /** What was asked is done; what is known of the program, whatever was asked. */
  | { type: 'program.answered'; askId: string; known: ProgramKnown }
  | { type: 'shutdown' };

/** What was found in a workspace that may come from anywhere. */
export interface InspectionDone {
  readonly type: 'inspection.done';
  readonly inspectionId: string;
  /** False where it is known from its last closing. */
  readonly inspected: boolean;
  readonly failure: StoredFailure | null;
}

/** A failure as it crosses threads and processes: a refusal with its values, or a bug with where it happened. */
export type StoredFailure =
  | { readonly refusal: SentRefusal; readonly message?: undefined }
  | { readonly refusal: null; readonly message: string };

export type EngineToMain =
  /** `sqlite` is its version, for the About window. */
  | { type: 'ready'; sqlite?: string }
  | { type: 'workspace.opened'; path: string; name: string; readOnly: boolean }
  | { type: 'workspace.closed' }
  /** At the end of the program, too: what is to be noted of it. */
  | { type: 'workspace.left'; path: string; summary: WorkspaceSummary }
  | { type: 'workspace.erased'; path: string }
  /** Whether its file is no longer in its place, so that it would be lost if it were closed now. */
  | { type: 'workspace.displaced'; isDisplaced: boolean }
  /** The files that are being read now or wait for it, by name. */
  | { type: 'files.reading'; names: readonly string[] }
  /** The same of the files that exports are writing or wait to write. */
  | { type: 'files.exporting'; files: readonly ExportedFile[] }
  /** A granted file or a capture is known; only then may the page use its token. */
  | { type: 'token.acknowledged'; token: string }
  | ({ type: 'print.wanted' } & PrintRequest)
  /** Nobody waits for it any more. */
  | { type: 'print.cancelled'; printId: string }
  /** At a shutdown, again and again until it is done: the engine is at work, on something that takes its time or not. */
  | { type: 'shutdown.goesOn'; takesTime: boolean }
  /** A workspace is to be looked at in a process that can be ended. */
  | {
      type: 'inspection.wanted';
      inspectionId: string;
      path: string;
      /** Even one that is known from its last closing. */
      always: boolean;
    }
  | { type: 'inspection.cancelled'; inspectionId: string }
  /** What does the program keep outside the workspace? */
  | { type: 'program.asked'; askId: string }
  /** These of its texts name somebody who is erased. */
  | { type: 'program.forget'; askId: string; texts: readonly string[] }
  /** The engine is to be started anew, and the pages with it, once nothing is under way that would be lost. */
  | { type: 'people.erased' }
  | { type: 'shutdown.done' };
