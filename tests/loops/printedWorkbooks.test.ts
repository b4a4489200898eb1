/**
 * Written workbooks opened by LibreOffice and printed: any list is landscape and one page wide, its headings stand on
 * each page, a picture is printed once. Only where LibreOffice and poppler are; `npm run soak` sees to it that they are.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CellStyle } from '#engine/workbooks/cellStyles.ts';
import { WorkbookWriter } from '#engine/workbooks/workbookWriter.ts';
import { loop } from '../support/loop.ts';
import { canPrint, pagesOf, printed } from '../support/office.ts';
import { samplePng } from '../support/samplePng.ts';

const TITLE = 'a list is printed landscape, one page wide, with its headings on each page';

const HEADINGS = ['Identifier', 'Last name', 'Purge date', 'Loans', 'Balance', 'Decided', 'Reason'];
const STYLES: readonly CellStyle[] = [
  ...(['text', 'plain', 'date', 'count', 'amount', 'instant', 'wrap'] as const),
];

if (!canPrint) test.skip(TITLE, () => {});
else
  loop(TITLE, async ({ draw, folder, size }) => {
    const path = join(folder, 'Book.xlsx');
    const paper = draw(2) === 0 ? 'A4' : 'Letter';
    const rows = 90 + draw(size(60, 600));
    const workbook = new WorkbookWriter(path, { paper, timeZone: 'Europe/Berlin' });
    workbook.addSheet('Alone', { onePage: true }).addRow(['Alone on its page'], { style: 'title' });
    const widths = STYLES.map((style) => (style === 'wrap' ? 50 : 12 + draw(30)));
    const sheet = workbook.addSheet('List', {
      columns: STYLES.map((style, n) => ({ style, width: widths[n]! })),
      ...{ landscape: true, headings: 1, filter: true, footer: 'Oakley & Reed' },
    });
    sheet.addRow(HEADINGS, { style: 'heading' });
    for (let n = 0; n < rows; n++)
      sheet.addRow([
        ...[`00${1000 + n}`, '=1+1', '2024-02-29', n * 17, n * 12_345],
        ...[Date.UTC(2026, 6, 1, n), 'left in the middle of the year '.repeat(1 + draw(4))],
      ]);
    const capture = workbook.addSheet('Capture', { landscape: true, onePage: true });
    capture.addRow(['Settings']);
    const picture = { alt: 'Settings', column: 0, row: 3, width: 960, height: 600 };
    capture.addPicture({ ...picture, png: samplePng(1280, 800) });
    await workbook.finish();

    const pdf = printed(path, folder);
    const pages = pagesOf(pdf);
    const sizes = [
      ...execFileSync('pdfinfo', ['-l', '10000', pdf], { encoding: 'utf8' }).matchAll(
        /^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm,
      ),
    ].map(([, width, height]) => [Number(width), Number(height)] as const);
    expect(sizes).toHaveLength(pages.length);
    const [first, ...others] = sizes;
    expect(Math.round(first![0])).toBe(paper === 'A4' ? 595 : 612);
    for (const [width, height] of others) expect(width).toBeGreaterThan(height);
    const list = pages.slice(1, -1);
    expect(list.length).toBeGreaterThan(1);
    // Each page has all columns: no row goes on on another sheet of paper.
    const found = list.flatMap((page, n) => {
      for (const heading of HEADINGS)
        expect([n, page]).toEqual([n, expect.stringContaining(heading)]);
      expect(page).toContain(`Page ${n + 2} of ${pages.length}`);
      expect(page).toContain('Oakley & Reed');
      return [...page.matchAll(/^ *(00\d+) .*=1\+1/gm)].map(([, identifier]) => identifier);
    });
    expect(found).toEqual(Array.from({ length: rows }, (_, n) => `00${1000 + n}`));
    expect(list.join('')).not.toContain('###');
    const images = execFileSync('pdfimages', ['-list', pdf], { encoding: 'utf8' });
    expect([...images.matchAll(/^ +(\d+) +\d+ image/gm)].map(([, page]) => Number(page))).toEqual([
      pages.length,
    ]);
  });
