/** Refusals about files that are read, added and taken back. */
import type { IsoDate } from '../domain/calendar.ts';
import { type CellExample, cellExampleText, type Said, type Say } from '../domain/said.ts';

/** Why a file can't be taken back out. */
export const UNDO_BLOCKS = {
  'not-added': 'This file was not added.',
  'earlier-version':
    'It was added by an earlier version of Purge Desk, which didn’t keep what users were before.',
  'job-since': 'A job was submitted after it was added. What the job did rests on this file.',
} as const;
export type UndoBlock = keyof typeof UNDO_BLOCKS;
export const UNDO_BLOCKED = Object.keys(UNDO_BLOCKS) as [UndoBlock, ...UndoBlock[]];

export interface MixedDates extends Record<'monthFirst' | 'dayFirst', CellExample> {
  readonly heading: string;
}

const HOW_TO_READ = 'Choose how they are to be read.';

export const IMPORT_REFUSALS = {
  'import.gone': { text: 'This import is no longer there.' },
  'import.wasAdded': {
    text: 'This file was added, so it can’t be read another way.',
    todo: 'Undo the import first, or choose the file anew.',
  },
  'import.fileGone': {
    text: 'The file of this import is no longer available.',
    todo: 'Discard it and choose the file again.',
  },
  'import.jobRunning': {
    text: 'A job has not finished yet, and it works on the users as they were.',
    todo: 'Add the file when the job has completed.',
  },
  'import.erasing': {
    text: 'A job that erases users stopped half way, and rows of theirs may stand in this file.',
    todo: 'Open Jobs, choose Try again at that job, then add the file.',
  },
  'import.fileChanged': {
    text: 'The file was changed while it was being read. Nothing was imported.',
    todo: 'Wait until it is saved or downloaded completely, then try again.',
  },
  'import.empty': ({ workbook }: { workbook: boolean }): Said => ({
    text: workbook ? 'The workbook holds no rows.' : 'The file holds no rows.',
    todo: 'Check the report’s filters in Analytics and export it again.',
  }),
  'import.emptySheet': ({ name }: { name: string }): Said => ({
    text: `The sheet “${name}” holds no rows.`,
    todo: 'Choose another sheet.',
  }),
  'import.noSheet': ({ number }: { number: number }, say: Say): Said => ({
    text: `The file has no sheet ${say.count(number)}.`,
    todo: 'Choose another sheet.',
  }),
  'import.tooManyRows': ({ most }: { most: number }, say: Say): Said => ({
    text: `The file has more than ${say.count(most)} rows.`,
    todo: 'Split the report into several files.',
  }),
  'import.mixedDates': ({ heading, monthFirst, dayFirst }: MixedDates, say: Say): Said => ({
    text: `The column “${heading}” mixes dates with the month first (${cellExampleText(monthFirst, say)}) and with the day first (${cellExampleText(dayFirst, say)}), so no order fits all of it.`,
    todo: 'Export it again with dates in one order.',
  }),
  'import.notChecked': {
    text: 'This file is not ready to be added; it was already added, discarded, or is still being read.',
  },
  'import.missingColumn': {
    text: 'This kind of file needs a column that hasn’t been found yet.',
    todo: 'Say which column of the file holds it, or choose another kind.',
  },
  'import.decimals': ({ column }: { column: string }): Said => ({
    text: `The numbers in the column “${column}” may have a point or a comma before their decimals.`,
    todo: HOW_TO_READ,
  }),
  'import.dateOrder': ({ column }: { column: string }): Said => ({
    text: `The dates in the column “${column}” could have the month or the day first.`,
    todo: HOW_TO_READ,
  }),
  'import.noIdentifiers': {
    text: 'No row of this file has a primary identifier that can be used.',
    todo: 'See the errors, correct the file, and choose it again.',
  },
  'import.staffEmpty': {
    text: 'This list of staff names nobody, so everybody would count as having no staff role.',
    todo: 'Choose a list that names your staff.',
  },
  'import.staffErrors': ({ rows }: { rows: number }, say: Say): Said => ({
    text: `${say.count(rows)} ${rows === 1 ? 'row' : 'rows'} of this list of staff can’t be used, and whoever is in ${rows === 1 ? 'it' : 'them'} would count as having no staff role.`,
    todo: 'Correct the rows that the errors name, and choose the file again.',
  }),
  'import.everybodyErrors': (
    { fileName, rows, first }: { fileName: string; rows: number; first: number },
    say: Say,
  ): Said => ({
    text: `${
      rows === 1
        ? `Row ${say.count(first)} of “${fileName}” can’t be used, and whoever is in it`
        : `${say.count(rows)} rows of “${fileName}”, row ${say.count(first)} first, can’t be used, and whoever is in them`
    } would count as having none, since the report is said to cover everybody.`,
    todo: 'Add it without saying so, or correct the rows that the errors name, and choose the file again.',
  }),
  'import.notAList': { text: 'This file is not a list of identifiers.' },
  'import.unknownList': {
    text: 'No heading of this file is known, and none of the values in its first column is a primary identifier of this workspace.',
    todo: 'Say what kind of file it is, or discard it.',
  },
  'import.purpose': {
    text: 'Nobody has said yet what this list is for.',
    todo: 'Say whether its users are to be kept, or whether it is just a set.',
  },
  'import.staffAdded': {
    text: 'A list that was added can’t be turned into a list of staff, and a list of staff can’t be turned into another kind of list.',
    todo: 'Take it back, or choose the file again.',
  },
  'import.cannotUndo': ({ block }: { block: UndoBlock }): Said => ({
    text: 'This import can’t be taken back.',
    todo: UNDO_BLOCKS[block],
  }),
  'import.originalErased': (
    { requestId, day }: { requestId: string; day: IsoDate },
    say: Say,
  ): Said => ({
    text: `The original of this import was erased on ${say.date(day)} by request ${requestId}: it held a user who was purged for good.`,
    todo: 'Its other rows are still here. Where it was downloaded, the file may still lie.',
  }),
  'import.returnRows': ({ rows }: { rows: number }, say: Say): Said => ({
    text: `The decision is about ${say.count(rows)} ${rows === 1 ? 'row' : 'rows'} of erased users, and another number was typed.`,
    todo: 'Type the number of rows that is shown.',
  }),
  'import.returnOver': {
    text: 'This decision no longer holds: it was withdrawn, or whoever it let in was erased again. Nothing was withdrawn.',
  },
  'import.returnUsed': ({ users }: { users: number }, say: Say): Said => ({
    text: `${say.users(users)} ${users === 1 ? 'was' : 'were'} entered by this decision already. Nothing was withdrawn.`,
    todo: 'Undo the import that brought them, then withdraw the decision; or erase them again, which ends it by itself.',
  }),
  'import.returnWithdrawn': {
    text: 'Since this file was read, a decision to enter rows of erased users again was withdrawn.',
    todo: 'Read the file again, then add it: rows of theirs are set aside.',
  },
  'import.returnGone': {
    text: 'Not all of these rows are set aside as those of erased users.',
    todo: 'Look at the rows again.',
  },
  'import.originalGone': {
    text: 'The original of this import is not kept in the workspace.',
    todo: 'Settings say how long originals are kept.',
  },
  'profile.noHeadings': {
    text: 'This file has no headings by which a profile could be offered again.',
  },
  'profile.off': ({ requestId }: { requestId: string }): Said => ({
    text: `This profile is off: it named a user who was erased by request ${requestId}.`,
    todo: 'Read the file as it is to be read, and save the profile again.',
  }),
  'profile.gone': { text: 'This profile is no longer there.' },
} as const;
