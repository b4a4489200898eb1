/**
 * The rows of files that speak of a user, each with every column as it was read, those the program doesn't know too.
 */
import { Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { columnLabel, importKind } from '#shared/importKinds/importKinds.ts';
import { navigate } from '../place/navigation.ts';
import { FileValueText } from '../ui/FileValueText.tsx';
import { type EvidenceRow, isBlank } from './flagEvidence.ts';
import styles from './UserPanel.module.css';
import { evidenceWords } from './words.tsx';

export function EvidenceRows({ evidence }: { readonly evidence: readonly EvidenceRow[] }) {
  if (evidence.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {evidenceWords.noRows}
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {evidence.map((row, n) => (
        <li key={`${row.importId} ${row.row}`}>
          <FileRow row={row} openAtFirst={n === 0} />
        </li>
      ))}
    </ul>
  );
}

function FileRow({
  row,
  openAtFirst,
}: {
  readonly row: EvidenceRow;
  readonly openAtFirst: boolean;
}) {
  const [open, setOpen] = useState(openAtFirst);
  return (
    <div className={styles.fileRow}>
      <UnstyledButton
        className={styles.fileRowHead}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight
          size={16}
          aria-hidden
          className={styles.chevron}
          data-open={open || undefined}
        />
        <span className={styles.fileRowWords}>
          <span className={styles.fileName} title={row.fileName}>
            {row.fileName}
          </span>
          <span className={styles.aside}>
            {evidenceWords.where(importKind(row.kind).label, row)}
          </span>
        </span>
      </UnstyledButton>
      {open && (
        <>
          <dl className={styles.cells}>
            {row.values.map((cell) => (
              <div key={cell.field ?? cell.heading}>
                <dt>{columnLabel(row.kind, cell)}</dt>
                <dd>
                  {isBlank(cell.value) ? (
                    <span className={styles.aside}>{evidenceWords.blank}</span>
                  ) : (
                    <FileValueText kind={cell.kind} value={cell.value} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <UnstyledButton
            className={styles.link}
            onClick={() => navigate({ screen: 'import', importId: row.importId })}
          >
            {evidenceWords.showFile}
          </UnstyledButton>
        </>
      )}
    </div>
  );
}
