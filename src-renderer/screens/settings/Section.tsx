/**
 * One part of the Settings screen: what it is about on the left, its fields on the right.
 */
import { Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import styles from './SettingsScreen.module.css';

interface SectionProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

export function Section({ title, about, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div>
        <Title order={2} id={id}>
          {title}
        </Title>
        <Text size="sm" c="dimmed" mt={4}>
          {about}
        </Text>
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
