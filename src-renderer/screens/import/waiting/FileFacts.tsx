/**
 * Where a file's rows come from: its name, size and checksum, the sheet or the way its text is written,
 * and the title rows above the headings, which tell what report it was and of which day.
 */
import type { ReactNode } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { formatBytes } from '../../../ui/words/components.tsx';
import styles from './FileFacts.module.css';
import { formatWords } from './formatWords.ts';

export function FileFacts({ check }: { readonly check: ImportCheck }) {
  const { fileName, fileSize, sha256, format, sheetName, headingRow, provenance } = check;
  return (
    <dl className={styles.facts}>
      <Fact label="File name">{fileName}</Fact>
      <Fact label="Size">{formatBytes(fileSize)}</Fact>
      <Fact label="Format">{formatWords(check)}</Fact>
      {format.type === 'workbook' && <Fact label="Sheet">{sheetName}</Fact>}
      <Fact label="Headings">{headingRow > 0 ? `Row ${headingRow}` : 'None that are known'}</Fact>
      <Fact label="Title rows">
        {provenance.length === 0
          ? 'None'
          : provenance.map((line, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one file, never reordered
              <div key={n}>{line}</div>
            ))}
      </Fact>
      <Fact label="SHA-256">
        <span className={styles.sum}>{sha256}</span>
      </Fact>
      <Fact label="Original">
        {check.originalKept ? 'Kept in this workspace' : 'Not kept in this workspace'}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}
