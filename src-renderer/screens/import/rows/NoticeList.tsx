/**
 * Things to know about a file before it is added: numeric identifiers, odd spaces, repeated
 * identifiers and so on, each with its number, its meaning and, where there are any, its rows.
 */
import { Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { noticeWords } from './noticeWords.ts';
import { RowGroupList } from './RowGroupList.tsx';

export function NoticeList({ check }: { readonly check: ImportCheck }) {
  if (check.notices.length === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        Nothing unusual was found in this file.
      </Text>
    );
  }
  return (
    <RowGroupList
      check={check}
      lines={check.notices.map(({ code, count, text, rowGroup }) => ({
        key: code,
        count,
        text,
        rowGroup,
        ...noticeWords(code),
        within: columnsWithin(check, code),
      }))}
    />
  );
}

/** Of values that couldn’t be read, the columns that are asked about. */
function columnsWithin({ openQuestions, columns }: ImportCheck, code: string) {
  return openQuestions.flatMap(({ column, answer, rowGroup, rows }) => {
    if (!column) return [];
    const { field } = columns.find(({ position }) => position === column.position) ?? {};
    const held = field === 'expiry_date' ? 'unreadable-expiry' : 'unreadable-value';
    if (code !== (answer === 'unknown' ? 'not-told' : held)) return [];
    return [{ rowGroup, label: column.heading, count: rows }];
  });
}
