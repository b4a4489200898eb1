/**
 * The exports that the page asked for and that run or wait, with how far they are: for the status bar and the taskbar.
 * Fed by the engine's events; an export leaves when its answer is here. Never shows anything itself.
 */
import { create } from 'zustand';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { ExportedWhat, ExportFormat } from '#shared/contract/shapes/exports.ts';
import { engine } from './engineClient.ts';

export interface RunningExport {
  readonly exportId: string;
  /** What is exported, as a noun: `review list`. */
  readonly title: string;
  readonly form: ExportFormat | 'print';
  /** Undefined while it waits for the one before it. */
  readonly progress: ExportProgress | undefined;
  /** The librarian has asked for its end. */
  readonly cancelled: boolean;
}

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
  readonly rowsPerSecond: number;
}

export interface WantedExport {
  readonly title: string;
  readonly what: ExportedWhat;
  readonly format: ExportFormat;
  /** Of the file to write. */
  readonly token: string;
  readonly locales: string[];
}

export type WantedPages = Pick<WantedExport, 'title' | 'what' | 'locales'>;

interface ExportsState {
  /** In the order in which they were asked for: the first one runs. */
  readonly running: readonly RunningExport[];
}

export const useExports = create<ExportsState>(() => ({ running: [] }));

/** @returns when the file is whole and in its place */
export async function writeExport(
  wanted: WantedExport,
): Promise<{ fileName: string; rows: number }> {
  const { title, what, format, token, locales } = wanted;
  return shown(title, format, (exportId) =>
    engine.exports.write({ exportId, what, format, file: token, locales }),
  );
}

/** @returns when the system's print dialog has been answered */
export async function writePages({ title, what, locales }: WantedPages): Promise<void> {
  await shown(title, 'print', (exportId) => engine.exports.print({ exportId, what, locales }));
}

type Form = RunningExport['form'];

async function shown<T>(
  title: string,
  form: Form,
  ask: (exportId: string) => Promise<T>,
): Promise<T> {
  const exportId = crypto.randomUUID();
  useExports.setState(({ running }) => ({
    running: [...running, { exportId, title, form, progress: undefined, cancelled: false }],
  }));
  try {
    return await ask(exportId);
  } finally {
    leave(exportId);
  }
}

function leave(exportId: string): void {
  useExports.setState(({ running }) => ({
    running: running.filter((each) => each.exportId !== exportId),
  }));
}

/** Its answer is a refusal then; nothing is left of the file. */
export async function cancelExport(exportId: string): Promise<void> {
  change(exportId, { cancelled: true });
  await engine.exports.cancel({ exportId });
}

/** Told of each event; concerns itself with those of exports. */
export function noteExport(event: EngineEvent): void {
  // Of a print: it is in the hands of the system's dialog now.
  if (event.type === 'export.ended') leave(event.exportId);
  if (event.type !== 'export.progressed') return;
  const { exportId, done, total, rowsPerSecond } = event;
  change(exportId, { progress: { done, total, rowsPerSecond } });
}

function change(exportId: string, changes: Partial<RunningExport>): void {
  useExports.setState(({ running }) => ({
    running: running.map((each) => (each.exportId === exportId ? { ...each, ...changes } : each)),
  }));
}
