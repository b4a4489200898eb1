/**
 * A program that opens a workbook, reads all its sheets and prints what came of it and how much memory it took.
 * Arguments: path, limits other than the usual ones.
 */
import { TableError } from '#engine/tables/tableError.ts';
import { defaultTuning, type ReadTuning } from '#engine/tables/workbook/readTuning.ts';
import { openWorkbook } from '#engine/tables/workbook/readWorkbook.ts';

/** What the program prints. */
export interface BombReport {
  /** How it ended: '' when everything was read, otherwise a TableError's code. */
  readonly code: string;
  readonly detail: string;
  readonly rows: number;
  readonly peakMiB: number;
}

async function report(path: string, tuning: Partial<ReadTuning>): Promise<BombReport> {
  let rows = 0;
  let failure: TableError | undefined;
  try {
    const workbook = await openWorkbook(path, { ...defaultTuning, ...tuning });
    for (const { index } of workbook.sheets) {
      await workbook.readSheet(index, () => {
        rows++;
      });
    }
    workbook.close();
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    failure = error;
  }
  return {
    code: failure?.code ?? '',
    detail: failure?.detail ?? '',
    rows,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const [path = '', tuning = '{}'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await report(path, JSON.parse(tuning))));
// The runtime hangs now and then while it takes itself down, when all has been said.
process.kill(process.pid, 'SIGKILL');
