/**
 * The export's side of its threads: performs the one export that the thread was started for, tells how it went, and
 * ends; or makes pieces for another one. Must never throw past its messages.
 */
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import { storeFailure } from '../writer/writer.ts';
import type { ExportWork, FromExport } from './exporter.ts';
import { watchRows } from './exportProgress.ts';
import type { PiecesGiven } from './otherThread.ts';
import { performExport } from './performExport.ts';
import { servePieces } from './servePieces.ts';

const tell = (message: FromExport) => parentPort!.postMessage(message);

/** @param script where the thread's script stands, as a URL: a second thread runs the same one */
export function serveExport(script: string): void {
  const { pieces } = workerData as { readonly pieces?: PiecesGiven };
  if (pieces) servePieces(pieces);
  else performOne(workerData as ExportWork, fileURLToPath(script));
}

function performOne({ workspacePath, given, cancelled }: ExportWork, script: string): void {
  const wish = new Int32Array(cancelled);
  const watch = watchRows(
    (progress) => tell({ type: 'progressed', progress }),
    () => {
      if (Atomics.load(wish, 0) !== 0) throw new Refusal('export.cancelled');
    },
  );
  performExport(workspacePath, given, watch, script).then(
    (exported) => tell({ type: 'done', exported }),
    (error: unknown) => tell({ type: 'failed', failure: storeFailure(error) }),
  );
}
