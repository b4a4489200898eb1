/**
 * The check of the last day: planning with other days settles a few users and may defer many. It must not be the button
 * that catches the eye, and has to say whom it defers. And the words of which purge dates count: librarians' first, the
 * sources' where they are explained or reported.
 */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { BoundaryReport } from '#shared/contract/shapes/review.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { READING_TEXTS, READINGS, readingText } from '#shared/domain/dayBound.ts';
import { PURGE_LABELS } from '#shared/jobKinds/purgeUserRecords.ts';
import { queries, queryClient } from '../../src-renderer/client/engineClient.ts';
import { AgreeingDays } from '../../src-renderer/screens/review/checks/AgreeingDays.tsx';
import { leftOutWith } from '../../src-renderer/screens/review/checks/checkCriteria.ts';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

const REPORT: BoundaryReport = {
  runDate: '2026-11-21',
  days: 30,
  reading: 'carli',
  users: 16,
  byReading: { strict: 84, inclusive: 100, carli: 100 },
  groups: [],
  byDays: [],
  agreesWith: 61,
};

test('planning with other days is not the primary button, and says whom it leaves for later', () => {
  const input = { criteria: allOf(CANDIDATES, leftOutWith(REPORT, 61)) };
  queryClient.setQueryData(queries.users.count.queryKey({ input }), { users: 529 });
  const html = renderToStaticMarkup(
    <QueryClientProvider client={queryClient}>
      <MantineProvider env="test">
        <AgreeingDays report={REPORT} />
      </MantineProvider>
    </QueryClientProvider>,
  );
  const [button] = html.match(/<button[^>]*data-variant[^>]*>.*?<\/button>/) ?? [];
  expect(button).toContain('data-variant="default"');
  expect(button).toContain('Plan with 61 days, leaving 529 candidates for later');
});

test('what is chosen is called as librarians say it; reports add what the sources say', () => {
  expect(PURGE_LABELS.reading).toBe('Which purge dates count');
  expect(READINGS.map((reading) => READING_TEXTS[reading].name)).toEqual([
    'Before the day',
    'On or before the day',
    'As CARLI describes it',
  ]);
  expect(readingText('strict')).toMatch(/^Before the day \(strict\): /);
});
