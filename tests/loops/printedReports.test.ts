/**
 * Reports of random cycles opened by LibreOffice and printed: the page that stands alone is one page, no sheet is wider
 * than a page, each page says what it belongs to, the picture of the settings is printed once. Only where LibreOffice
 * and poppler are; `npm run soak` sees to it that they are.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newEngine } from '../support/engine.ts';
import { loop } from '../support/loop.ts';
import { canPrint, pagesOf, printed } from '../support/office.ts';
import { reportCycle } from '../support/reportCycle.ts';

const TITLE =
  'a report of a purge prints: one page that stands alone, then pages that say what they belong to';

if (!canPrint) test.skip(TITLE, () => {});
else
  loop(TITLE, async ({ draw, folder, size }) => {
    const engine = await newEngine();
    const { report, capture } = await reportCycle(engine, draw, size(60, 400));
    const path = join(folder, 'Report.xlsx');
    await engine.exportReport(report.jobId, path);
    const pages = pagesOf(printed(path, folder));
    const [summary = '', ...others] = pages;
    expect(summary).toContain('What was done');
    expect(summary).toContain('Seen by the director');
    for (const [n, page] of pages.entries()) {
      expect([n, page]).toEqual([n, expect.stringContaining(`Page ${n + 1} of ${pages.length}`)]);
      expect([n, page]).toEqual([n, expect.stringContaining('Purge User Records: job report')]);
    }
    for (const page of others) expect(page).not.toContain('What was done');
    const cut = pages.flatMap((page) => page.split('\n').filter((line) => line.includes('###')));
    expect(cut.join('\n')).toBe('');
    // Each page of a list has its headings, beginning with whom it is about.
    const lists = others.filter((page) => /Printed: \d+ of \d+ columns\./.test(page));
    expect(lists.length).toBeGreaterThan(0);
    for (const page of lists) expect(page).toMatch(/Primary identifier +Last name/);
    const pdf = path.replace(/xlsx$/, 'pdf');
    const images = execFileSync('pdfimages', ['-list', pdf], { encoding: 'utf8' });
    expect([...images.matchAll(/^ +\d+ +\d+ image/gm)]).toHaveLength(capture === null ? 0 : 1);
  });
