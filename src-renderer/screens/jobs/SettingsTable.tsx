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
  /** What they are; the settings of the job where it isn't said. */
  readonly label?: string;
}

export function SettingsTable({ rows, label: name = wizardWords.settings }: SettingsTableProps) {
  return (
    <dl className={styles.table} aria-label={name}>
      {rows.map(({ label, value }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is called alike stands where it stands
        <div key={n} className={styles.row}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
