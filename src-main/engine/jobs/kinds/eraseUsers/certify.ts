/**
 * The certificate of an erasing, out of what was searched: entered in the audit trail first, so that it can name the entry;
 * then kept, and its hash entered. Must run inside the transaction that completes the job.
 */
import { CERTIFICATE_FORMAT, type Certificate } from '#shared/contract/shapes/certificate.ts';
import { ERASURE_RULES_VERSION, erasureDue } from '#shared/domain/erasure.ts';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import type { EraseUsersRequest } from '#shared/jobKinds/eraseUsers.ts';
import type { WritableDb } from '../../../db/db.ts';
import { record, staffNoOf, trailHead } from '../../../db/trail/record.ts';
import { PROGRAM_VERSION } from '../../../programVersion.ts';
import { institutionZone } from '../../../replica/settings.ts';
import { storeCertificate } from '../../certificates.ts';
import { endOfJob, parametersOf, type StoredJob } from '../../jobRows.ts';
import type { Searched } from './searchErased.ts';

/** @param taken what was taken out beside the users, and how many texts weren't looked for because others have them */
export function certify(
  db: WritableDb,
  job: StoredJob,
  searched: Searched,
  taken: Certificate['takenOut'] & { readonly shared: number },
): void {
  const jobId = job.job_id;
  const { needles, tooShort, places, found, bytes, notRead, findings } = searched;
  const counts = { bytes, notRead, findings };
  const { shared, rows, quotations, files } = taken;
  record(db, job.user, { what: 'erasure.searched', details: { jobId, needles, ...counts } });
  const { requestId, due } = parametersOf(job) as EraseUsersRequest['parameters'];
  const { finished, failed } = endOfJob(db, jobId);
  const requestedOn = dayOfInstant(job.submitted_at, institutionZone(db));
  const certificate: Certificate = {
    format: CERTIFICATE_FORMAT,
    requests: requestId === undefined ? [] : [requestId],
    jobId,
    erased: finished,
    leftAlone: failed,
    takenOut: { rows, quotations, files },
    requestedAt: job.submitted_at,
    due: due ?? erasureDue(requestedOn),
    searchedAt: Date.now(),
    confirmedBy: { staffNo: staffNoOf(db, job.user) },
    rule: { program: PROGRAM_VERSION, version: ERASURE_RULES_VERSION },
    search: { needles, tooShort, shared, places: [...places], ...counts },
    trail: trailHead(db)!,
  };
  const sha256 = storeCertificate(db, certificate, found);
  record(db, job.user, { what: 'erasure.certified', details: { jobId, sha256 } });
}
