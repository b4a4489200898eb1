/** A button in the bar above the rows that opens a menu; in a narrow grid its icon alone. */
import { Button, type ButtonProps } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';
import styles from './BarButton.module.css';

interface BarButtonProps
  extends ButtonProps,
    Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> {
  readonly word: string;
  readonly icon: TablerIcon;
}

/** What is left of the properties is the menu's, which opens at it. */
export function BarButton({ word, icon: Icon, ...opens }: BarButtonProps) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      aria-label={word}
      leftSection={<Icon size={16} aria-hidden />}
      classNames={{ section: styles.icon! }}
      {...opens}
    >
      <span className={styles.word}>{word}</span>
    </Button>
  );
}
