/** The certificate of an erasing as a source of documents, and as JSON. Reads only, and gives away nobody who was erased. */
import { writeFile } from 'node:fs/promises';
import type { SealedCertificate } from '#shared/contract/shapes/certificate.ts';
import { certificateDocument } from '#shared/documents/certificate/certificateDocument.ts';
import type { ReadableDb } from '../db/db.ts';
import { writeWhole } from '../db/wholeFile.ts';
import { certificateToHandOut } from '../jobs/checkErasures.ts';
import { readSettings } from '../replica/settings.ts';
import type { DocumentSource } from './source.ts';
import { sourceOf } from './sourceOf.ts';

/**
 * @param locales of the page that asked for it; none: no page did
 * @throws Refusal where the job has none, or it was changed
 */
export function certificateSource(
  db: ReadableDb,
  jobId: number,
  locales: readonly string[],
): DocumentSource {
  const { context, source } = sourceOf(db, locales);
  return { ...source, document: certificateDocument(certificateToHandOut(db, jobId), context) };
}

/**
 * What is hashed stands under `certificate`; names that may be erased, and so aren't, beside it. Where something was left
 * isn't for whoever asked.
 */
function certificateJson(
  db: ReadableDb,
  { certificate, sha256, confirmedBy }: SealedCertificate,
): string {
  const { institution } = readSettings(db);
  const written = { certificate, sha256, confirmedBy, institution: institution.name };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** @throws Refusal where the job has none, or it was changed */
export async function writeCertificateJson(
  db: ReadableDb,
  jobId: number,
  path: string,
): Promise<void> {
  const json = certificateJson(db, certificateToHandOut(db, jobId));
  await writeWhole(path, (beside) => writeFile(beside, json, { flag: 'wx' }));
}
