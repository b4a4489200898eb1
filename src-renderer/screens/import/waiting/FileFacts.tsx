/**
 * Where a file's rows come from: its name, size and checksum, the sheet or the way its text is written,
 * and the title rows above the headings, which tell what report it was and of which day.
 */
import type { ReactNode } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { formatBytes } from '../../../ui/words/components.tsx';
import { erasedWords } from '../../../ui/words/erased.tsx';
import { factWords, formatWords } from '../words/waiting.tsx';
import styles from './FileFacts.module.css';

export function FileFacts({ check }: { readonly check: ImportCheck }) {
  const { fileName, fileSize, sha256, format, sheetName, headingRow, provenance } = check;
  return (
    <dl className={styles.facts}>
      <Fact label={factWords.fileName}>{fileName}</Fact>
      <Fact label={factWords.size}>{formatBytes(fileSize)}</Fact>
      <Fact label={factWords.format}>{formatWords(check)}</Fact>
      {format.type === 'workbook' && <Fact label={factWords.sheet}>{sheetName}</Fact>}
      {format.type !== 'almaXml' && (
        <Fact label={factWords.headings}>
          {headingRow > 0 ? factWords.headingRow(headingRow) : factWords.noHeadings}
        </Fact>
      )}
      <Fact label={factWords.titleRows}>
        {provenance.length === 0
          ? factWords.noTitleRows
          : provenance.map((line, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one file, never reordered
              <div key={n}>{line}</div>
            ))}
      </Fact>
      <Fact label={factWords.checksum}>
        <span className={styles.sum}>{sha256}</span>
      </Fact>
      <Fact label={factWords.original}>
        <Original check={check} />
      </Fact>
    </dl>
  );
}

function Original({ check }: { readonly check: ImportCheck }) {
  if (check.originalKept) return factWords.kept;
  const erased = check.originalErased;
  if (erased) return erasedWords.original(<InstantText instant={erased.at} />, erased.requestId);
  const gone = check.originalDeleted;
  return gone ? factWords.deleted(<InstantText instant={gone.at} />, gone.by) : factWords.notKept;
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </>
  );
}
