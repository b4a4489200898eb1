/**
 * Exports users of a grid as they are listed: the rows that match or are selected, in the grid's order. Where to save is
 * asked first; the rest goes on beside all other work.
 */
import type { ExportedWhat, ExportFormat } from '#shared/contract/shapes/exports.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { currentDay } from '../../client/workspace.ts';
import { exportFile, printPages } from '../../ui/exportFile.ts';
import { type Api, SELECT } from '../columns/columnVerbs.ts';
import { sortOf } from '../rows/gridRows.ts';
import type { ExportedList } from '../rows/gridStore.ts';
import { exportUsersWords } from '../words/exporting.ts';

interface AskedUsers {
  readonly criteria: Criteria;
  /** Not all that match: only those who are selected among them. */
  readonly selected: boolean;
  /** Ids, in their order. */
  readonly columns: readonly string[];
  readonly format: ExportFormat;
}

/** A title that the engine takes. */
const MOST_OF_A_TITLE = 1000;

export async function exportUsers(api: Api, list: ExportedList, asked: AskedUsers): Promise<void> {
  await exportFile({
    what: whatOf(api, list, asked),
    format: asked.format,
    title: exportUsersWords.lists[list.of],
    suggestedName: exportUsersWords.fileNames[list.of](currentDay()),
    written: exportUsersWords.written,
  });
}

/** The system's print dialog, when its pages are made. */
export function printUsers(api: Api, list: ExportedList, asked: Omit<AskedUsers, 'format'>): void {
  printPages({ what: whatOf(api, list, asked), title: exportUsersWords.lists[list.of] });
}

function whatOf(
  api: Api,
  list: ExportedList,
  { criteria, selected, columns }: Omit<AskedUsers, 'format'>,
): ExportedWhat {
  const words = selected ? exportUsersWords.selectedAmong(list.words) : list.words;
  return {
    ...{ of: 'users', list: list.of, criteria, sort: sortOf(api), columns: [...columns] },
    title: words.slice(0, MOST_OF_A_TITLE),
  };
}

/** Their ids, as they are seen from left to right. */
export function shownColumns(api: Api): string[] {
  return api.getAllDisplayedColumns().flatMap((column) => {
    const id = column.getColId();
    return id === SELECT ? [] : [id];
  });
}
