/**
 * The line below a table that comes a page at a time: which rows are shown, what to do with all of
 * them, and the pages.
 */
import { Group, Pagination, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type PageWords, pagerWords } from '../words/rows.ts';

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
  const pages = Math.ceil(total / PAGE);
  const first = (page - 1) * PAGE + 1;
  const last = Math.min(total, page * PAGE);
  return (
    <Group justify="space-between" mt={8} mih={32} gap="sm">
      <Text size="sm" c="dimmed">
        {pages > 1 ? words.some(first, last, total) : words.all(total)} {about}
      </Text>
      <Group gap="sm">
        {action}
        {pages > 1 && (
          <Pagination
            size="sm"
            total={pages}
            value={page}
            onChange={onPage}
            siblings={1}
            getItemProps={(number) => ({ 'aria-label': pagerWords.page(number) })}
            getControlProps={(control) => ({
              'aria-label': control === 'next' ? pagerWords.next : pagerWords.previous,
            })}
          />
        )}
      </Group>
    </Group>
  );
}
