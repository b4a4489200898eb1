/** A question about the format of a file that only the librarian can answer: what it is, why it matters, the answers. */
import { Group, Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import styles from './FormatQuestion.module.css';

interface FormatQuestionProps {
  readonly icon: Icon;
  readonly asks: ReactNode;
  /** What the question is about, on what the answer depends, and what a wrong guess would do. */
  readonly help: { readonly about: string; readonly source: string; readonly text: string };
  /** Where the file leaves it open. */
  readonly text: ReactNode;
  /** The answers. */
  readonly children: ReactNode;
}

export function FormatQuestion({ icon: Icon, asks, help, text, children }: FormatQuestionProps) {
  return (
    <div role="alert" className={styles.question}>
      <Icon size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <Group gap={4}>
          <Text fw={600}>{asks}</Text>
          <RuleHelp about={help.about} source={help.source}>
            {help.text}
          </RuleHelp>
        </Group>
        <Text size="sm">{text}</Text>
        <Group gap={8} mt={8}>
          {children}
        </Group>
      </div>
    </div>
  );
}
