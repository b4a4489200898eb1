/**
 * A job's settings as label and value, on the page that is pictured at Submit.
 */
import type { ReactNode } from 'react';
import styles from './SettingsTable.module.css';
import { wizardWords } from './words.tsx';

export interface SettingRow {
  readonly label: string;
  readonly value: ReactNode;
}

interface SettingsTableProps {
  readonly rows: readonly SettingRow[];
}

export function SettingsTable({ rows }: SettingsTableProps) {
  return (
    <dl className={styles.table} aria-label={wizardWords.settings}>
      {rows.map(({ label, value }) => (
        <div key={label} className={styles.row}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
