/** Refusals about exports. */
import type { Said } from '../domain/said.ts';

const NOTHING_WRITTEN = 'Nothing was written.';

/** The disk on which a file was to stand: by its own name where it has one, else by the file's folder. */
export type ExportDisk = { readonly disk: string } | { readonly folder: string };

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
} as const;
