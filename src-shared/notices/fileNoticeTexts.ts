/** What to know about a file as a whole: whether it is complete, how it was made, what was not read. */
import type { Say } from '../domain/said.ts';

/** Names of elements, as far as there is room for them. */
export interface NamedElements {
  readonly names: readonly string[];
  readonly more: number;
}

const named = ({ names, more }: NamedElements, say: Say): string =>
  more === 0 ? names.join(', ') : `${names.join(', ')} and ${say.count(more)} more`;

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

export const FILE_NOTICE_TEXTS = {
  'no-heading':
    'No heading that we know was found, so every row of the first column counts as an identifier.',
  'empty-report':
    'The report is empty: it has no rows, or a sentence in their place. It names nobody.',
  'export-limit': ({ rows }: { rows: number }, say: Say) =>
    `The file has just ${say.count(rows)} rows, as many as some exports write at most: the report may have been cut. Compare the number with the report in Analytics.`,
  'no-groups':
    'The file names no user groups, so the groups of the protected register protect nobody in it.',
  'never-taken': ({ headings }: { headings: readonly string[] }) =>
    `Passwords, PINs and gender are never taken in: ${quoted(headings)} ${headings.length === 1 ? 'was' : 'were'} not read, and the file itself isn’t kept in the workspace. Its SHA-256 is that of the file as you have it.`,
  'never-taken-beside': ({ sheets }: { sheets: readonly string[] }) =>
    `Passwords, PINs and gender are never taken in. ${sheets.length === 1 ? 'A sheet that wasn’t' : 'Sheets that weren’t'} read may hold some: ${quoted(sheets)}. So the file itself isn’t kept in the workspace.`,
  'erased-beside': ({ sheets }: { sheets: readonly string[] }) =>
    `Users were purged for good here, and ${sheets.length === 1 ? 'a sheet that wasn’t' : 'sheets that weren’t'} read may hold some of them: ${quoted(sheets)}. So the file itself isn’t kept in the workspace.`,
  'never-taken-removed': ({ headings }: { headings: readonly string[] }) =>
    `Passwords, PINs and gender are never taken in any more: what an earlier version had stored of ${quoted(headings)} was removed and overwritten, and so was the file itself. Snapshots and backups from before still hold ${headings.length === 1 ? 'it' : 'them'}, until you delete these.`,
  'left-out': ({ headings, by }: { headings: readonly string[]; by: string | null }) =>
    `Left out and not stored${by === null ? '' : `, as the profile “${by}” says`}: ${quoted(headings)}. The file itself holds ${headings.length === 1 ? 'it' : 'them'}, so it isn’t kept in the workspace. Its SHA-256 is that of the file as you have it.`,
  'needed-columns': ({ headings }: { headings: readonly string[] }) =>
    `${quoted(headings)} can’t be left out: rules of the purge and of the review ask for ${headings.length === 1 ? 'it. It was' : 'them. They were'} read.`,
  macros: 'The workbook holds macros. They are never run; only its cells are read.',
  misnamed: ({ ending }: { ending: string }) =>
    `The name ends in ${ending}, but the file is something else. It was read as what it is.`,
  'no-styles':
    'The workbook’s styles are missing. Numbers in columns of dates are read as the days that spreadsheets count; zeros that a number format showed are gone.',
  'leftover-sheets':
    'The workbook names sheets that are not in it, as old macros leave them. The others were read.',
  'trailing-bytes': ({ bytes }: { bytes: number }, say: Say) =>
    `The file goes on for ${say.count(bytes)} bytes after its end. They were not read.`,
  'other-sheets': ({ sheet }: { sheet: string }) =>
    `Other sheets were not read; the rows come from “${sheet}”.`,
  'not-in-file': (elements: NamedElements, say: Say) =>
    `No user of the file has these elements, so it tells nothing about them, and what is known already stays: ${named(elements, say)}.`,
  'unknown-elements': (elements: NamedElements, say: Say) =>
    `Elements that no public schema of Alma tells of were kept as they are, in the column “Other elements”: ${named(elements, say)}.`,
  'passed-over-elements': (elements: NamedElements, say: Say) =>
    `Elements that belong to no user were not read: ${named(elements, say)}.`,
  'other-files': 'The archive holds files that are not XML of users. They were not read.',
} as const;
