/** A titled card of the report. */
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './ReportsScreen.module.css';

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <div className={styles.sectionTitle}>
        <Title order={2} fz="md">
          {title}
        </Title>
        {aside}
      </div>
      <div className={styles.card}>{children}</div>
    </section>
  );
}
