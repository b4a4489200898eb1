/**
 * One part of the Settings screen: what it is about on the left, its fields on the right. It comes
 * into view when it is asked for.
 */
import { Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { type SettingsSection, usePlace } from '../../place/navigation.ts';
import styles from './SettingsScreen.module.css';

interface SectionProps {
  readonly title: string;
  readonly about: string;
  readonly name: SettingsSection;
  readonly children: ReactNode;
}

export function Section({ title, about, name, children }: SectionProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = usePlace('settings');
  useEffect(() => {
    if (place.section !== name) return;
    heading.current?.closest('section')?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [name, place]);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div>
        <Title order={2} id={id} ref={heading} tabIndex={-1}>
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
