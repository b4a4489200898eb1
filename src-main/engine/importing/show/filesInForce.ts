/** The files of which the replica is made, as a report names its sources. */
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { all, type ReadableDb } from '../../db/db.ts';

type Source = NonNullable<NonNullable<JobReport['review']>['sources']>[number];

/** Those that were added and not taken back, oldest first. */
export function filesInForce(db: ReadableDb): Source[] {
  return all<Omit<Source, 'coversAll'> & { readonly coversAll: number }>(
    db,
    `SELECT import_id AS importId, kind, file_name AS fileName, sha256, row_count AS rows, data_date AS dataDate,
       coalesce(imported_at, started_at) AS addedAt, imported_by AS addedBy,
       covered IS NOT NULL AS coversAll
     FROM import_file WHERE state = 'committed' ORDER BY imported_at, import_id`,
  ).map((source) => ({ ...source, coversAll: source.coversAll === 1 }));
}
