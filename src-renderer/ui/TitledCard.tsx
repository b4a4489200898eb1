/** A card with a title: the parts of a report. */
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './TitledCard.module.css';

interface TitledCardProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function TitledCard({ title, aside, children }: TitledCardProps) {
  return (
    <section aria-label={title}>
      <div className={styles.title}>
        <Title order={2} fz="md">
          {title}
        </Title>
        {aside}
      </div>
      <div className={styles.card}>{children}</div>
    </section>
  );
}
