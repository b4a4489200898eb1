/**
 * One cell of a row of a row group: what the file says, and above it what was known before where that was
 * something else. Told by words, strike and weight, never by colour alone.
 */
import type { FileValue, ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import { FileValueText } from '../../../ui/FileValueText.tsx';
import { rowTableWords as words } from '../words/rows.ts';
import styles from './RowGroupRows.module.css';

interface RowGroupCellProps {
  readonly kind: ShownColumn['kind'];
  readonly value: FileValue;
  /** Undefined where there is nothing to compare. */
  readonly before: FileValue | undefined;
}

export function RowGroupCell({ kind, value, before }: RowGroupCellProps) {
  if (before === undefined || before === value) return <FileValueText kind={kind} value={value} />;
  return (
    <span className={styles.changed}>
      <del className={styles.before}>
        <span className="pd-visually-hidden">{words.before} </span>
        <Filled kind={kind} value={before} />
      </del>
      <ins className={styles.after}>
        <span className="pd-visually-hidden">{words.now} </span>
        <Filled kind={kind} value={value} />
      </ins>
    </span>
  );
}

function Filled({ kind, value }: Pick<RowGroupCellProps, 'kind' | 'value'>) {
  if (value === null || value === '') return <span className={styles.blank}>{words.blank}</span>;
  return <FileValueText kind={kind} value={value} />;
}
