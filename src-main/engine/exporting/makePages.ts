/** A document as pages for paper, of the moment of the export. Who lays them out is another program. */
import { documentHtml, rowsPrinted } from '../reports/documentHtml.ts';
import type { RowWatch } from '../reports/rowWatch.ts';
import type { DocumentSource } from '../reports/source.ts';

export interface Pages {
  readonly html: string;
  readonly title: string;
  readonly paper: 'A4' | 'Letter';
}

/** A row that isn't wanted any more ends it. @returns how many rows the pages hold, too */
export function makePages(source: DocumentSource, watch: RowWatch): { rows: number; pages: Pages } {
  const { document, paper } = source;
  const printed = rowsPrinted(document.lists.map(({ users }) => users));
  watch.begin(printed.reduce((sum, rows) => sum + rows, 0));
  let rows = 0;
  const watched: DocumentSource = {
    ...source,
    *rows(listId) {
      for (const row of source.rows(listId)) {
        yield row;
        // Not reached for a row that only shows that there are more.
        rows += 1;
        watch.wrote();
      }
    },
  };
  const html = [...documentHtml(watched)].join('');
  return { rows, pages: { html, title: document.title, paper } };
}
