/**
 * The line below a table that comes a page at a time: which rows are shown, what to do with all of
 * them, and the pages.
 */
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Pages } from '../../../ui/Pages.tsx';
import type { PageWords } from '../words/rows.ts';

export const PAGE = 25;

interface PagerProps {
  readonly page: number;
  readonly total: number;
  /** What is counted. */
  readonly words: PageWords;
  readonly onPage: (page: number) => void;
  /** A sentence after the numbers. */
  readonly about?: string;
  /** A button for all of them. */
  readonly action?: ReactNode;
}

export function Pager({ page, total, words, onPage, about, action }: PagerProps) {
  const first = (page - 1) * PAGE + 1;
  const last = Math.min(total, page * PAGE);
  return (
    <Group justify="space-between" mt={8} mih={32} gap="sm">
      <Text size="sm" c="dimmed">
        {total > PAGE ? words.some(first, last, total) : words.all(total)} {about}
      </Text>
      <Group gap="sm">
        {action}
        <Pages total={total} rowsPerPage={PAGE} page={page} onPage={onPage} />
      </Group>
    </Group>
  );
}
