/**
 * Table module of certificate: what came of an erasing, kept with its job. It is hashed as canonical JSON; whoever reads it
 * gets it as it was stored, so that a changed letter shows. Must never be given anything that names somebody.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type Certificate,
  certificate as certificateShape,
  type FoundErased,
  foundErased,
  type SealedCertificate,
} from '#shared/contract/shapes/certificate.ts';
import { canonicalJson } from '#shared/domain/canonicalJson.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { nameOfStaff } from '../db/trail/readTrail.ts';

/** A certificate as it stands in the file. */
export interface StoredCertificate {
  readonly job_id: number;
  readonly certificate: string;
  readonly sha256: string;
  readonly found: string;
}

/** Over a certificate as canonical JSON, in hexadecimal. */
export const hashOfText = (json: string): string =>
  createHash('sha256').update(json, 'utf8').digest('hex');

/** One that there was of the job is replaced. Must run inside a transaction. @returns its hash */
export function storeCertificate(
  db: WritableDb,
  certificate: Certificate,
  found: readonly FoundErased[],
): string {
  const json = canonicalJson(certificateShape.parse(certificate));
  const sha256 = hashOfText(json);
  run(
    db,
    'INSERT OR REPLACE INTO certificate (job_id, certificate, sha256, found) VALUES (?, ?, ?, ?)',
    certificate.jobId,
    json,
    sha256,
    JSON.stringify(found),
  );
  return sha256;
}

/** In the order of their jobs. */
export function storedCertificates(db: ReadableDb): StoredCertificate[] {
  return all<StoredCertificate>(db, 'SELECT * FROM certificate ORDER BY job_id');
}

/** Undefined: there is none. @throws Refusal for one that can't be read */
export function certificateOf(db: ReadableDb, jobId: number): SealedCertificate | undefined {
  const stored = get<StoredCertificate>(db, 'SELECT * FROM certificate WHERE job_id = ?', jobId);
  if (!stored) return undefined;
  const at = { table: 'certificate', row: jobId };
  const certificate = parseStored(certificateShape, stored.certificate, at);
  return {
    certificate,
    sha256: stored.sha256,
    found: parseStored(z.array(foundErased), stored.found, at),
    confirmedBy: nameOfStaff(db, certificate.confirmedBy.staffNo),
  };
}
