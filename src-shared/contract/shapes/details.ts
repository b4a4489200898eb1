/** The details of one user: lines of each kind, each with the row that tells it or the job that gave it. */
import { z } from 'zod';
import { DETAIL_FIELD_NAMES, DETAIL_KINDS } from '../../details/details.ts';
import { count, id, instant, isoDate } from '../../domain/valueShapes.ts';
import { fileValue } from './fileValues.ts';

export const kindDetails = z.object({
  kind: z.enum(DETAIL_KINDS),
  /** How many files that were added tell this kind of any user; 0: what there is of it is unknown. */
  files: count,
  /** The file whose lines stand, also where it says that there are none; null: none of them names the user. */
  source: z
    .object({
      importId: id,
      fileName: z.string(),
      sheetName: z.string(),
      dataDate: isoDate.nullable(),
      importedAt: instant,
    })
    .nullable(),
  /** The fields that this file tells; what the others hold is unknown, not blank. */
  told: z.array(z.enum(DETAIL_FIELD_NAMES)),
  lines: z.array(
    z.object({
      /** Of the file; 0: no file tells it, but a job here gave it. */
      row: count,
      /** The job that gave the line or switched it off; undefined: it is as the file tells it. */
      jobId: id.optional(),
      /** One for each field of the kind, in the catalogue’s order; null: blank or not told. */
      values: z.array(fileValue),
    }),
  ),
});
export type KindDetails = z.infer<typeof kindDetails>;
