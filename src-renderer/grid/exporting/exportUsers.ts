/**
 * Exports users of a grid as they are listed: the rows that match or are selected, in the grid's order. Where to save is
 * asked first; the rest goes on beside all other work.
 */
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { currentDay } from '../../client/workspace.ts';
import { exportFile } from '../../ui/exportFile.ts';
import type { Api } from '../columns/columnVerbs.ts';
import { sortOf } from '../rows/gridRows.ts';
import type { ExportedList } from '../rows/gridStore.ts';
import { exportUsersWords } from '../words/exporting.ts';
import type { ExportChoices } from './exportMemory.ts';

interface AskedUsers {
  readonly criteria: Criteria;
  /** Not all that match: only those who are selected among them. */
  readonly selected: boolean;
  /** Ids, in their order. */
  readonly columns: readonly string[];
  readonly format: ExportChoices['format'];
}

/** A title that the engine takes. */
const MOST_OF_A_TITLE = 1000;

export async function exportUsers(api: Api, list: ExportedList, asked: AskedUsers): Promise<void> {
  const { criteria, selected, columns, format } = asked;
  const words = selected ? exportUsersWords.selectedAmong(list.words) : list.words;
  const what: ExportedWhat = {
    ...{ of: 'users', list: list.of, criteria, sort: sortOf(api), columns: [...columns] },
    title: words.slice(0, MOST_OF_A_TITLE),
  };
  await exportFile({
    what,
    format,
    title: exportUsersWords.lists[list.of],
    suggestedName: exportUsersWords.fileNames[list.of](currentDay()),
    written: exportUsersWords.written,
  });
}
