/** The certificate of an erasing as files, wherever the erasing is told of: each in one click. */
import { Button, Group } from '@mantine/core';
import { IconFileTypePdf, IconJson } from '@tabler/icons-react';
import { isProof } from '#shared/contract/shapes/certificate.ts';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { CERTIFICATE_WORDS } from '#shared/documents/certificate/words.ts';
import { exportFile } from './exportFile.ts';
import { SAY } from './failure.ts';
import { notifyFailure } from './notify.tsx';
import { certificateWords as words } from './words/certificate.ts';

/** @returns when the place has been chosen */
export async function exportCertificate(
  { jobId, erasure }: JobSummary,
  format: 'pdf' | 'json',
): Promise<void> {
  const requestId = erasure?.requestId ?? String(jobId);
  await exportFile({
    what: { of: 'certificate', jobId },
    format,
    title: words.title(requestId),
    suggestedName: words.fileName(requestId),
    written: words.written,
  });
}

/** Why it is no proof that somebody was erased; undefined: it is one, or there is none. */
export function whyUnproved({ erasure }: JobSummary): string | undefined {
  const certificate = erasure?.certificate;
  if (!certificate || isProof(certificate)) return undefined;
  const { findings, notRead } = certificate;
  return CERTIFICATE_WORDS.alarm(findings, notRead, SAY);
}

/** Nothing where there is none yet, or never will be. */
export function CertificateButtons({ job }: { readonly job: JobSummary }) {
  const { erasure } = job;
  if (!erasure?.certificate) return null;
  const save = (format: 'pdf' | 'json') => () => {
    exportCertificate(job, format).catch(notifyFailure);
  };
  return (
    <Group gap={6}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
        aria-label={words.pdfOf(erasure.requestId)}
        onClick={save('pdf')}
      >
        {words.pdf}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconJson size={16} aria-hidden />}
        aria-label={words.jsonOf(erasure.requestId)}
        onClick={save('json')}
      >
        {words.json}
      </Button>
    </Group>
  );
}
