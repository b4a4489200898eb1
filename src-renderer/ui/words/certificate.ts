/** Words of certificates of erasure, wherever they can be had. What stands on them: src-shared/documents/certificate. */
export const certificateWords = {
  pdf: 'Certificate (PDF)',
  json: 'JSON',
  pdfOf: (requestId: string) => `Certificate (PDF) of purge request ${requestId}`,
  jsonOf: (requestId: string) => `JSON certificate of purge request ${requestId}`,
  title: (requestId: string) => `certificate of ${requestId}`,
  fileName: (requestId: string) => `Certificate of erasure ${requestId}`,
  written: (file: string) => `${file} was written.`,
  asPdf: 'Certificate of erasure as PDF…',
  asJson: 'Certificate of erasure as JSON…',
  request: (requestId: string) => `Purge request ${requestId}`,
} as const;
