/**
 * A program that opens a workbook, reads all its sheets and prints what came of it and how much memory it took.
 * Called by zipBomb.test.ts, which bundles it: only a process of its own has a peak of its own.
 */
import { openWorkbook } from '#engine/importing/workbook/readWorkbook.ts';
import { WorkbookError } from '#engine/importing/workbook/workbookError.ts';

/** What the program prints. */
export interface BombReport {
  /** How it ended: '' when everything was read, otherwise a WorkbookError's code. */
  readonly code: string;
  readonly message: string;
  readonly detail: string;
  readonly rows: number;
  readonly characters: number;
  readonly peakMiB: number;
  readonly seconds: number;
}

async function report(path: string): Promise<BombReport> {
  let rows = 0;
  let characters = 0;
  let failure: WorkbookError | undefined;
  try {
    const workbook = await openWorkbook(path);
    for (const { index } of workbook.sheets) {
      await workbook.readSheet(index, (row) => {
        rows++;
        for (let k = 0; k < row.width; k++) characters += row.texts[k].length;
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
    characters,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    seconds: Math.round(performance.now() / 10) / 100,
  };
}

process.stdout.write(JSON.stringify(await report(process.argv[2])));
