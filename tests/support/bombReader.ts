/**
 * A program that opens a workbook, reads all its sheets and prints what came of it and how much memory it took.
 * Arguments: path, limits other than the usual ones.
 * Called by zipBomb.test.ts, which bundles it: only a process of its own has a peak of its own.
 */
import { defaultTuning, type ReadTuning } from '#engine/importing/workbook/readTuning.ts';
import { openWorkbookTuned } from '#engine/importing/workbook/readWorkbook.ts';
import { WorkbookError } from '#engine/importing/workbook/workbookError.ts';

/** What the program prints. */
export interface BombReport {
  /** How it ended: '' when everything was read, otherwise a WorkbookError's code. */
  readonly code: string;
  readonly message: string;
  readonly detail: string;
  readonly rows: number;
  readonly peakMiB: number;
}

async function report(path: string, tuning: Partial<ReadTuning>): Promise<BombReport> {
  let rows = 0;
  let failure: WorkbookError | undefined;
  try {
    const workbook = await openWorkbookTuned(path, { ...defaultTuning, ...tuning });
    for (const { index } of workbook.sheets) {
      await workbook.readSheet(index, () => {
        rows++;
      });
    }
    workbook.close();
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    failure = error;
  }
  return {
    code: failure?.code ?? '',
    message: failure?.message ?? '',
    detail: failure?.detail ?? '',
    rows,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const [path, tuning] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await report(path, JSON.parse(tuning))));
