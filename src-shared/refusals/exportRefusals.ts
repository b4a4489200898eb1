/** Refusals about what is exported or printed. */
import type { Said } from '../domain/said.ts';

const NOTHING_WRITTEN = 'Nothing was written.';

/** The disk on which a file was to stand: by its own name where it has one, else by the file's folder. */
export type ExportDisk = { readonly disk: string } | { readonly folder: string };

const NOT_PRINTED = {
  failed: {
    text: 'The pages could not be made.',
    todo: 'Close other programs and try again, or save the workbook, which holds the same.',
  },
  late: {
    text: 'Making the pages took too long and was given up.',
    todo: 'Try again when this computer is less busy, or save the workbook, which holds the same.',
  },
  noPrinter: {
    text: 'Nothing was printed: no printer took the document.',
    todo: 'Check the printer, or export a PDF and print that.',
  },
  cancelled: { text: 'Nothing was printed: the window was closed.', todo: 'Try again.' },
} as const satisfies Record<string, Said>;

/** Why nothing came on paper: Chromium gave up, it took too long, no printer took it, or it was called off. */
export type NotPrinted = keyof typeof NOT_PRINTED;

export const EXPORT_REFUSALS = {
  'export.cancelled': { text: `The export was cancelled. ${NOTHING_WRITTEN}` },
  'export.left': {
    text: `The workspace was closed before the export was done. ${NOTHING_WRITTEN}`,
    todo: 'Open the workspace and export again.',
  },
  'export.stopped': {
    text: `The export ended unexpectedly. ${NOTHING_WRITTEN}`,
    todo: 'Try again. If it ends again, export fewer users at a time.',
  },
  'export.diskFull': (where: ExportDisk): Said => ({
    text: `The disk ${'disk' in where ? where.disk : `with the folder “${where.folder}”`} is full. ${NOTHING_WRITTEN}`,
    todo: 'Free some space, or choose another disk.',
  }),
  'export.folderTaken': ({ name }: { name: string }): Said => ({
    text: `There is already something named “${name}” in this folder. ${NOTHING_WRITTEN}`,
    todo: 'Choose another folder, or move away what is there.',
  }),
  'export.nothingChanges': {
    text: `This job changes nobody, so there is nothing to put back. ${NOTHING_WRITTEN}`,
  },
  'export.noKit': { text: 'Only jobs that update users have a reversal kit.' },
  'export.noPrinter': {
    text: 'Only the program with its window can print and make a PDF.',
    todo: 'Choose the workbook.',
  },
  'export.notPrinted': ({ failure }: { failure: NotPrinted }): Said => NOT_PRINTED[failure],
} as const;
