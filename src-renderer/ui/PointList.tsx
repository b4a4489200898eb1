/** A few points under what they are about, as a dialog lists what goes and what stays. */
import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './PointList.module.css';

interface PointListProps {
  readonly title: string;
  readonly points: readonly ReactNode[];
}

export function PointList({ title, points }: PointListProps) {
  return (
    <section>
      <Text size="sm" fw={600} component="h3">
        {title}
      </Text>
      <ul className={styles.points}>
        {points.map((point, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is read and never changes its order
          <li key={n}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
