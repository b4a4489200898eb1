/**
 * Things to know about a file before it is added: numeric identifiers, odd spaces, repeated
 * identifiers and so on, each with its number, its meaning and, where there are any, its rows.
 */
import { Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { noticeWords } from './notices.ts';
import { PartList } from './PartList.tsx';

export function NoticeList({ check }: { readonly check: ImportCheck }) {
  if (check.notices.length === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        Nothing unusual was found in this file.
      </Text>
    );
  }
  return (
    <PartList
      check={check}
      lines={check.notices.map(({ code, count, text, part }) => ({
        key: code,
        count,
        text,
        part,
        ...noticeWords(code),
      }))}
    />
  );
}
