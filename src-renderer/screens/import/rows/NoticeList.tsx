/**
 * Things to know about a file before it is added: numeric identifiers, odd spaces, repeated
 * identifiers and so on, each with its number, its meaning and, where there are any, its rows.
 */
import { Text } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { type NoticeCode, type NoticeValues, noticeText } from '#shared/notices/noticeText.ts';
import { SAY } from '../../../ui/failure.ts';
import { NOTICE_TITLES } from '../words/notices.ts';
import { rowGroupWords } from '../words/rows.ts';
import { NOTICE_LOOKS } from './noticeLooks.ts';
import { RowGroupList } from './RowGroupList.tsx';

export function NoticeList({ check }: { readonly check: ImportCheck }) {
  if (check.notices.length === 0) {
    return (
      <Text size="sm" c="dimmed" py={8}>
        {rowGroupWords.noNotices}
      </Text>
    );
  }
  return (
    <>
      {check.state === 'committed' && check.notices.some(({ code }) => COMPARED.has(code)) && (
        <Text size="sm" c="dimmed" pb={8}>
          {rowGroupWords.asChecked}
        </Text>
      )}
      <RowGroupList
        check={check}
        lines={check.notices.map((notice) => ({
          key: notice.code,
          count: notice.count,
          text: noticeText(notice, SAY),
          rowGroup: notice.rowGroup,
          title: NOTICE_TITLES[notice.code],
          ...NOTICE_LOOKS[notice.code],
          within: within(check, notice),
        }))}
      />
    </>
  );
}

/** Found by comparing the file with what was here before it; all others are true of it for good, or asked anew. */
const COMPARED: ReadonlySet<string> = new Set<NoticeCode>([
  'zero-loss-pair',
  'possible-pair',
  'not-moved-yet',
  'newer-count',
  'fees-disagree',
]);

function within(check: ImportCheck, { code, values }: ImportCheck['notices'][number]) {
  if (code === 'erased-before') return requestsWithin(values as NoticeValues<'erased-before'>[0]);
  return code === 'other-identifier'
    ? typesWithin(values as NoticeValues<'other-identifier'>[0])
    : columnsWithin(check, code);
}

/** By which request users were erased whose rows are set aside. */
function requestsWithin({ erasures }: NoticeValues<'erased-before'>[0]) {
  return erasures.map(({ jobId, requestId, rows }) => ({
    rowGroup: { of: 'erased-by', jobId } as const,
    label: requestId,
    count: rows,
  }));
}

/** By which type of identifier lines of a list mean users. */
function typesWithin({ types }: NoticeValues<'other-identifier'>[0]) {
  return types.map(({ type, lines }) => ({
    rowGroup: { of: 'other-identifier', type } as const,
    label: type,
    count: lines,
  }));
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
