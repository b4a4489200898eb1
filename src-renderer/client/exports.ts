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
  readonly format: ExportFormat;
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
  const exportId = crypto.randomUUID();
  useExports.setState(({ running }) => ({
    running: [...running, { exportId, title, format, progress: undefined, cancelled: false }],
  }));
  try {
    return await engine.exports.write({ exportId, what, format, file: token, locales });
  } finally {
    useExports.setState(({ running }) => ({
      running: running.filter((each) => each.exportId !== exportId),
    }));
  }
}

/** Its answer is a refusal then; nothing is left of the file. */
export async function cancelExport(exportId: string): Promise<void> {
  change(exportId, { cancelled: true });
  await engine.exports.cancel({ exportId });
}

/** Told of each event; concerns itself with those of exports. */
export function noteExport(event: EngineEvent): void {
  if (event.type !== 'export.progressed') return;
  const { exportId, done, total, rowsPerSecond } = event;
  change(exportId, { progress: { done, total, rowsPerSecond } });
}

function change(exportId: string, changes: Partial<RunningExport>): void {
  useExports.setState(({ running }) => ({
    running: running.map((each) => (each.exportId === exportId ? { ...each, ...changes } : each)),
  }));
}
