/**
 * A job's settings as label and value, on the page that is pictured at Submit. The element is handed
 * out, so that the picture can be refused when part of it is out of view.
 */
import type { ReactNode, Ref } from 'react';
import styles from './SettingsTable.module.css';

export interface SettingRow {
  readonly label: string;
  readonly value: ReactNode;
}

interface SettingsTableProps {
  readonly rows: readonly SettingRow[];
  readonly ref?: Ref<HTMLDListElement>;
}

export function SettingsTable({ rows, ref }: SettingsTableProps) {
  return (
    <dl className={styles.table} ref={ref} aria-label="Settings of the job">
      {rows.map(({ label, value }) => (
        <div key={label} className={styles.row}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
