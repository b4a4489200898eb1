/** Requests about exports: files that are written and pages that are printed beside all other work. */
import { z } from 'zod';
import { count, fileToken, id, locales } from '../../domain/valueShapes.ts';
import { EXPORT_FORMATS, exportedWhat, FORMATS_OF } from '../shapes/exports.ts';
import { base } from './base.ts';

const printedWhat = exportedWhat.refine(({ of }) => FORMATS_OF[of].includes('pdf'), {
  message: 'something that has pages',
});

/** Made by the page, so that it can name an export before the first answer. */
const exportId = z.string().min(8).max(100);

export const exportRequests = {
  /** The lists in a job's report, each of which can be a text file. */
  lists: base.input(z.strictObject({ jobId: id })).output(
    z.array(
      z.object({
        list: z.string(),
        title: z.string(),
        /** How many rows it has. */
        users: count,
      }),
    ),
  ),
  /**
   * Writes a file, one export after another; progress comes as events. Shows the workspace as it was when the export
   * began. Answers when the file is whole and in its place.
   */
  write: base
    .input(
      z
        .strictObject({
          exportId,
          what: exportedWhat,
          format: z.enum(EXPORT_FORMATS),
          file: fileToken,
          locales,
        })
        .refine(({ what, format }) => FORMATS_OF[what.of].includes(format), {
          message: 'a format in which this can be written',
        }),
    )
    /** `rows`: how many rows of users or of a file it holds. */
    .output(z.object({ fileName: z.string(), rows: count })),
  /** Hands it to the system's print dialog, behind the exports before it. */
  print: base.input(z.strictObject({ exportId, what: printedWhat, locales })).output(z.object({})),
  /** Ends an export that is under way or waits; nothing is left of it. One that has ended is no failure. */
  cancel: base.input(z.strictObject({ exportId })).output(z.object({})),
};
