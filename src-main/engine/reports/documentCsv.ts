/** One list of a document as CSV: its headings and its rows, nothing above and nothing below, so that it opens as a table. */
import type { DocumentValue } from '#shared/documents/document.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { breathe } from '../workbooks/breathe.ts';
import type { CellStyle } from '../workbooks/cellStyles.ts';
import { writeCsv } from '../workbooks/csvWriter.ts';
import { decimalMarkOf } from './documentFormat.ts';
import type { RowWatch } from './rowWatch.ts';
import type { DocumentSource } from './source.ts';

/** Then others come in. */
const ROWS_AT_ONCE = 2000;

const STYLES: Readonly<Record<DocumentValue['is'], CellStyle>> = {
  text: 'text',
  code: 'text',
  count: 'count',
  amount: 'amount',
  date: 'date',
  instant: 'instant',
  tick: 'text',
};

/** @returns how many rows were written */
export async function writeDocumentCsv(
  source: DocumentSource,
  listId: string,
  path: string,
  watch: RowWatch,
): Promise<number> {
  const list = source.document.lists.find(({ id }) => id === listId);
  if (!list) throw new Error(`No list ${listId} in ${source.document.title}`);
  const { columns, users } = list;
  const options = {
    styles: columns.map(({ is }) => STYLES[is]),
    decimals: currencyDecimals(source.format.currency),
    timeZone: source.timeZone,
    decimalMark: decimalMarkOf(source.format.system),
  };
  return writeCsv(path, options, async (csv) => {
    watch.begin(users);
    csv.addHeadings(columns.map(({ heading }) => heading));
    let written = 0;
    for (const row of source.rows(listId)) {
      csv.addRow(row);
      watch.wrote();
      if (++written % ROWS_AT_ONCE === 0) await breathe();
    }
    return written;
  });
}
