/**
 * One cell of a row of a part: what the file says, and above it what was known before where that was
 * something else. Told by words, strike and weight, never by colour alone.
 */
import type { FieldKind } from '#shared/fields/userField.ts';
import { ReadValue } from '../reading/ReadValue.tsx';
import styles from './PartRows.module.css';

interface PartCellProps {
  readonly kind: FieldKind | undefined;
  readonly value: string;
  /** Null where there is nothing to compare. */
  readonly before: string | null;
}

export function PartCell({ kind, value, before }: PartCellProps) {
  if (before === null || before === value) return <ReadValue kind={kind} value={value} />;
  return (
    <span className={styles.changed}>
      <del className={styles.before}>
        <span className="pd-visually-hidden">before: </span>
        <Filled kind={kind} value={before} />
      </del>
      <ins className={styles.after}>
        <span className="pd-visually-hidden">now: </span>
        <Filled kind={kind} value={value} />
      </ins>
    </span>
  );
}

function Filled({ kind, value }: { readonly kind: FieldKind | undefined; readonly value: string }) {
  if (value === '') return <span className={styles.blank}>blank</span>;
  return <ReadValue kind={kind} value={value} />;
}
