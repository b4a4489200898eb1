/** A workbook from its first row to its last: filled by the caller, finished here, left nowhere when that fails. */
import { writeWhole } from '../db/wholeFile.ts';
import { type WorkbookOptions, WorkbookWriter } from './workbookWriter.ts';

/** Puts it in place when it is whole. */
export async function writeWorkbook<T>(
  path: string,
  fill: (workbook: WorkbookWriter) => Promise<T>,
  options?: WorkbookOptions,
): Promise<T> {
  return (await writeWhole(path, (beside) => fillWorkbook(beside, fill, options))).filled;
}

/** For who puts it in place themselves; `bytes` is the size of the file. */
export async function fillWorkbook<T>(
  path: string,
  fill: (workbook: WorkbookWriter) => Promise<T>,
  options?: WorkbookOptions,
): Promise<{ filled: T; bytes: number }> {
  const workbook = new WorkbookWriter(path, options);
  try {
    const filled = await fill(workbook);
    return { filled, bytes: await workbook.finish() };
  } catch (error) {
    workbook.abandon();
    throw error;
  }
}
