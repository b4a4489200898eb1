/**
 * Documents as HTML: each value is text and nothing else, nothing is left out in silence, and the summary is made small
 * enough for its sheet. What Chromium makes of it is tested with the real one.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListRow } from '#shared/documents/document.ts';
import {
  documentHtml,
  MOST_PRINTED,
  rowsPrinted,
} from '../../src-main/engine/reports/documentHtml.ts';
import { cssString, html } from '../../src-main/engine/reports/html/markup.ts';
import { HOSTILE, LIST_COLUMNS, sampleSource } from '../support/sampleDocument.ts';

const written = (...[sample]: Parameters<typeof sampleSource>) =>
  [...documentHtml(sampleSource(sample))].join('');

/** Markup of a page without what is said in it. */
const markupOf = (page: string) =>
  page.replaceAll(/>[^<]*</g, '><').replace(/<style>.*<\/style>/s, '');

const listOf = (users: number) => [{ id: 'purged', title: 'Purged users', users }];

describe('a value', () => {
  test('is never markup, whatever it holds', () => {
    const allowed = /^[^<>"']*$/;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html(text)).toMatch(allowed);
        expect(html(text)).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
    expect(html('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc');
    expect(html('Zoë 😀 שלום')).toBe('Zoë 😀 שלום');
  });

  test('never ends a string of a style sheet, nor its element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cssString(text)).toMatch(/^"(?:[A-Za-z0-9 ]|\\[0-9a-f]+ )*"$/);
      }),
    );
    expect(cssString('"</style>')).toBe('"\\22 \\3c \\2f style\\3e "');
  });

  test('makes no element, attribute or address that a plain document hasn’t', () => {
    const said = HOSTILE.join(' ');
    const plainRow = LIST_COLUMNS.map(({ is }) =>
      is === 'count' || is === 'amount' || is === 'instant' ? 0 : '2026-01-01',
    );
    const hostileRow = plainRow.map((cell) => (cell === 0 ? cell : said)) as ListRow;
    const withDates = hostileRow.map((cell, n) =>
      LIST_COLUMNS[n]?.is === 'date' ? '2026-01-01' : cell,
    );
    const common = { lists: listOf(1), institution: { name: 'Plain' } };
    const plain = written({ ...common, rows: () => [plainRow] });
    const hostile = written({
      lists: listOf(1),
      rows: () => [withDates],
      institution: { name: said },
      report: {
        name: said,
        user: said,
        withoutApproval: said,
        settings: [{ label: said, value: said }],
      },
    });
    const tags = (page: string) => [...new Set(markupOf(page).match(/<[a-z0-9]+/gi))].sort();
    expect(tags(hostile)).toEqual(tags(plain));
    expect(hostile).not.toMatch(/<script|<a |javascript:alert\(1\)">|onerror=/i);
    expect(hostile.match(/<\/style>/g)).toHaveLength(1);
    // The page it is shown in would take none of it.
    expect(markupOf(hostile)).not.toMatch(/ style=/);
    expect(hostile).toContain(html(said));
    // Its typefaces and its picture are all that it loads.
    expect(
      markupOf(hostile).match(/(?:src|href)="(?!data:image\/png|\/fonts\/fonts\.css)/g),
    ).toBeNull();
  });
});

describe('a list', () => {
  const rows = (printed: string) =>
    printed
      .match(/<tbody>[\s\S]*?<\/tbody>/g)
      ?.at(-1)
      ?.match(/<tr>/g)?.length;

  test('of more users than go on paper says so, above and below, and is read no further', () => {
    let read = 0;
    function* endless(): Generator<ListRow> {
      for (;;) {
        read += 1;
        yield LIST_COLUMNS.map(() => null);
      }
    }
    const most = MOST_PRINTED.ofList;
    const users = most + 1234;
    const page = written({ lists: listOf(users), rows: endless });
    const said = (number: number) => number.toLocaleString('en-US');
    expect(page).toContain(`The first ${said(most)} of ${said(users)} users are printed here.`);
    expect(page).toContain('1,234 users more are in the workbook');
    expect(rows(page)).toBe(most);
    expect(read).toBeLessThanOrEqual(most + 1);
  });

  test('that is short goes on paper as a whole beside long ones', () => {
    const { ofList, ofDocument } = MOST_PRINTED;
    expect(rowsPrinted([1835, 99, 604])).toEqual([1835, 99, 604]);
    expect(rowsPrinted([90_000, 99, 604])).toEqual([ofList, 99, 604]);
    const three = rowsPrinted([90_000, 80_000, 100]);
    expect(three).toEqual([(ofDocument - 100) / 2, (ofDocument - 100) / 2, 100]);
    expect(rowsPrinted([0, 1])).toEqual([0, 1]);
  });

  test('that fits says nothing of a limit; an empty one says that it is', () => {
    const page = written({ lists: listOf(3) });
    expect(rows(page)).toBe(3);
    expect(page).not.toContain('printed here');
    expect(written({ lists: listOf(0) })).toContain('<p>Nobody.</p>');
  });

  test('has the columns that can be read on paper, and says how many the workbook has', () => {
    const row = LIST_COLUMNS.map(({ is }) => {
      if (is === 'text' || is === 'code') return 'nine ten eleven '.repeat(9);
      return is === 'date' ? '2026-02-03' : 123450;
    });
    const page = written({ lists: listOf(1), rows: () => [row] });
    expect(page).toMatch(/Here are \d+ of its 14 columns; the workbook has all\./);
    expect(page).toContain('>Original group</th>');
    expect(page).not.toContain('>File and row</th>');
    const short = row.map((value) => (String(value).length > 10 ? '007' : value));
    expect(written({ lists: listOf(1), rows: () => [short] })).toContain('>File and row</th>');
  });

  test('writes its values as the system does, in the zone of the institution', () => {
    const row = LIST_COLUMNS.map(({ is }) => {
      if (is === 'count') return 12345;
      if (is === 'amount') return 123450;
      if (is === 'instant') return Date.UTC(2026, 0, 1, 3, 30);
      return is === 'date' ? '2026-02-03' : '007';
    });
    const page = written({
      lists: listOf(1),
      rows: () => [row],
      locales: ['de-AT'],
      institution: { timeZone: 'America/New_York' },
    });
    const cells = [
      ...page.slice(page.indexOf('class="list"')).matchAll(/<td class="(\w+)">(.*?)<\/td>/g),
    ];
    const cell = (is: string) =>
      cells.find(([, kind]) => kind === is)?.[2]?.replaceAll('\u00a0', ' ');
    expect(cell('count')).toBe('12 345');
    expect(cell('date')).toBe('03.02.2026');
    expect(cell('instant')).toBe('31.12.2025, 22:30');
    expect(cell('amount')).toBe('$ 1.234,50');
    expect(cell('code')).toBe('<code>007</code>');
  });
});

test('headings go down by one level at a time, and each section is named by its own', () => {
  const page = written();
  const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [n, level] of levels.entries())
    expect(level - (levels[n - 1] ?? 0)).toBeLessThanOrEqual(1);
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, name] of page.matchAll(/aria-labelledby="([^"]*)"/g)) expect(ids).toContain(name);
  expect(page).toMatch(/<th scope="col"[^>]*>Primary identifier<\/th>/);
  expect(page).toMatch(/<th scope="row">Candidates<\/th>/);
  expect(page).toMatch(/<img class="capture" alt="The page with the settings of job 7/);
});
