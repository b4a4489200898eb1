/** The heading of a check with the help about its rule, and what it is about in one or two sentences. */
import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface CheckHeadProps {
  readonly title: string;
  /** A RuleHelp. */
  readonly help?: ReactNode;
  /** Right of the heading, such as a choice. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function CheckHead({ title, help, aside, children }: CheckHeadProps) {
  return (
    <div>
      <Group justify="space-between" gap={8} mih={28}>
        <Group gap={4} wrap="nowrap">
          <Title order={2}>{title}</Title>
          {help}
        </Group>
        {aside}
      </Group>
      <Text component="div" maw={760} mt={4}>
        {children}
      </Text>
    </div>
  );
}
