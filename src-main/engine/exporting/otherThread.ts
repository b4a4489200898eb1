/**
 * A second thread for the long lists of a job's workbook. It ends with the export, whatever becomes of that; what it
 * doesn't make the first one makes.
 */
import { Worker } from 'node:worker_threads';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { MadePiece, OtherThread, PieceWork } from '../reports/listPieces.ts';

/** What it is started with. */
export interface PiecesGiven {
  readonly workspacePath: string;
  /** Of the export; it makes nothing of another. */
  readonly moment: string;
  readonly report: JobReport;
  readonly locales: readonly string[];
}

export class PieceThread implements OtherThread {
  readonly #worker: Worker;
  #take: (made: MadePiece) => void = () => {};
  #lost = () => {};
  #isLost = false;

  /** @param script path of the built export thread */
  constructor(script: string, pieces: PiecesGiven) {
    this.#worker = new Worker(script, { workerData: { pieces } });
    const lose = () => {
      this.#isLost = true;
      this.#lost();
    };
    this.#worker.on('message', (made: MadePiece) => this.#take(made));
    this.#worker.on('error', lose);
    this.#worker.on('exit', lose);
  }

  begin(work: PieceWork, take: (made: MadePiece) => void, lost: () => void): void {
    this.#take = take;
    this.#lost = lost;
    if (this.#isLost) lost();
    else this.#worker.postMessage(work);
  }

  /** When it has ended, its connection is closed, too. */
  async close(): Promise<void> {
    this.#lost = () => {};
    await this.#worker.terminate();
  }
}
