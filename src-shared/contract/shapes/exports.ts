/** What can be exported, and as what kinds of file. */
import { z } from 'zod';
import { criteriaSchema } from '../../domain/criteria.ts';
import { person } from '../../domain/person.ts';
import { id } from '../../domain/valueShapes.ts';
import { updateNotifyUsers } from '../../jobKinds/updateNotifyUsers.ts';
import { auditFilter } from './auditTrail.ts';
import { exportedGroup } from './rowGroup.ts';
import { sortTerm } from './users.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf', 'json', 'folder'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportedWhat = z.discriminatedUnion('of', [
  /** The whole report of a job. */
  z.strictObject({ of: z.literal('job'), jobId: id }),
  /** One list of users of a job's report, by its name in the document. */
  z.strictObject({ of: z.literal('job-list'), jobId: id, list: z.string().min(1).max(100) }),
  /** Users as they are listed: filtered, sorted, with these columns. */
  z.strictObject({
    of: z.literal('users'),
    /** Which list of the program it is. */
    list: z.enum(['review', 'users']),
    criteria: criteriaSchema,
    sort: z.array(sortTerm).max(5),
    /** By the ids of the grid's columns. */
    columns: z.array(z.string().max(1010)).min(1).max(1000),
    /** The filter in words. */
    title: z.string().max(1000),
  }),
  /** Everything that is held about one person. */
  z.strictObject({ of: z.literal('person'), person }),
  /** The certificate of an erasing. */
  z.strictObject({ of: z.literal('certificate'), jobId: id }),
  /** Entries of the audit trail. */
  z.strictObject({ of: z.literal('trail'), filter: auditFilter }),
  /** What an erasure left to be done. */
  z.strictObject({ of: z.literal('after-erasing'), jobId: id }),
  /** Rows of an import, or its errors. */
  z.strictObject({ of: z.literal('import-rows'), importId: id, rowGroup: exportedGroup }),
  /** What leads back from an update that was not submitted yet: users as they are. */
  z.strictObject({ of: z.literal('kit'), job: updateNotifyUsers.request }),
  /** The same of one that has run: users as the job found them. */
  z.strictObject({ of: z.literal('kit-of-job'), jobId: id }),
]);
export type ExportedWhat = z.infer<typeof exportedWhat>;

/** A workbook and a PDF hold a whole report; a text file holds one list of users; a reversal kit is a folder. */
export const FORMATS_OF: Readonly<Record<ExportedWhat['of'], readonly ExportFormat[]>> = {
  job: ['xlsx', 'pdf'],
  'job-list': ['csv'],
  users: ['xlsx', 'csv', 'pdf'],
  person: ['pdf', 'json'],
  certificate: ['pdf', 'json'],
  trail: ['xlsx', 'csv', 'pdf'],
  'after-erasing': ['xlsx', 'pdf'],
  'import-rows': ['xlsx'],
  kit: ['folder'],
  'kit-of-job': ['folder'],
};
