/**
 * The export's side of its thread: performs the one export that the thread was started for, tells how it went, and
 * ends. Must never throw past its messages.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../refusal.ts';
import { storeFailure } from '../writer/writer.ts';
import type { ExportWork, FromExport } from './exporter.ts';
import { watchRows } from './exportProgress.ts';
import { performExport } from './performExport.ts';

const tell = (message: FromExport) => parentPort!.postMessage(message);

export function serveExport(): void {
  const { workspacePath, given, cancelled } = workerData as ExportWork;
  const wish = new Int32Array(cancelled);
  const watch = watchRows(
    (progress) => tell({ type: 'progressed', progress }),
    () => {
      if (Atomics.load(wish, 0) !== 0) throw new Refusal('export.cancelled');
    },
  );
  performExport(workspacePath, given, watch).then(
    (exported) => tell({ type: 'done', exported }),
    (error: unknown) => tell({ type: 'failed', failure: storeFailure(error) }),
  );
}
