/**
 * How a summary is made to fit its sheet: never smaller than can be read, what is said shorter still says beginning and
 * end, and nothing goes that nothing else says. What Chromium makes of it is measured in tests/e2e/documents.spec.ts.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEAST_SCALE } from '#engine/reports/html/density.ts';
import { summaryLayout } from '#engine/reports/html/fitting.ts';
import { withoutMiddle } from '#engine/reports/html/shortening.ts';
import { roomOf } from '#engine/reports/html/style.ts';
import { linesOf, widthOfText } from '#engine/reports/html/textWidth.ts';
import type { DocumentSection } from '#shared/documents/document.ts';
import { LONGEST_INSTITUTION, longestReport } from '../support/longestReport.ts';
import { sampleReport, sampleSource } from '../support/sampleDocument.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });

describe('a name without its middle', () => {
  test('is no wider than its room and keeps what it begins and ends with', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 60 }), (name, wide) => {
        const short = withoutMiddle(name, wide);
        expect(widthOfText(short)).toBeLessThanOrEqual(wide);
        const [before = '', after = ''] = short.split('…');
        expect(name.startsWith(before) || name.includes('…')).toBe(true);
        expect(name.endsWith(after) || name.includes('…')).toBe(true);
        expect(short).not.toMatch(/\p{Surrogate}/u);
      }),
    );
    expect(
      withoutMiddle('Users with Purge Dates of Current Date or Earlier 2026.xlsx', 14),
    ).toMatch(/^Users .+….*\.xlsx$/);
  });
});

test('a text has more lines the narrower its room, and the words of any text fit in as many', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 80 }), (said, wide) => {
      const lines = linesOf(said, wide);
      expect(lines).toBeGreaterThanOrEqual(Math.ceil(widthOfText(said.trim()) / wide / 1.1));
      expect(linesOf(said, wide + 5)).toBeLessThanOrEqual(lines);
    }),
  );
  expect(linesOf('', 10)).toBe(1);
  expect(linesOf('Ä'.repeat(40), 10)).toBe(Math.ceil((40 * widthOfText('Ä')) / 10));
});

describe('a summary', () => {
  const layoutOf = (report: ReturnType<typeof sampleReport>, paper: 'A4' | 'Letter') => {
    const { document, format } = sampleSource({
      report,
      institution: { paper, ...LONGEST_INSTITUTION },
      lists: [],
    });
    return { document, layout: summaryLayout(document, { paper, format, logo: null }) };
  };
  const sectionsOf = ({ layout }: ReturnType<typeof layoutOf>): DocumentSection[] =>
    layout.blocks.flatMap((block) => ('across' in block ? [block.across] : block.columns.flat()));

  test.each(['A4', 'Letter'] as const)(
    'on %s has its sections once each, however long',
    (paper) => {
      const long = longestReport();
      for (let files = 0; files <= 40; files += 8) {
        const sources = Array.from({ length: files }, (_, n) => long.review!.sources![n % 10]!);
        const made = layoutOf({ ...long, review: { ...long.review!, sources } }, paper);
        const ids = sectionsOf(made).map(({ id }) => id);
        expect(ids.toSorted()).toEqual(made.document.summary.map(({ id }) => id).toSorted());
        expect(made.layout.scale).toBeGreaterThanOrEqual(LEAST_SCALE);
        expect(made.layout.height).toBeLessThanOrEqual(roomOf(paper));
        const table = sectionsOf(made).find(({ id }) => id === 'files');
        if (table?.form !== 'table') continue;
        // Who isn't named is counted.
        const last = JSON.stringify(table.rows.at(-1));
        const more = Number(/"(\d+) more stand/.exec(last)?.[1] ?? 0);
        expect(table.rows.length - (more > 0 ? 1 : 0) + more).toBe(files);
      }
    },
  );

  test('that is short is left as it is', () => {
    const { layout, document } = layoutOf({ ...sampleReport(), review: null }, 'A4');
    expect(layout).toMatchObject({ scale: 1, density: { className: '' } });
    expect(sectionsOf({ layout, document })).toEqual(expect.arrayContaining([...document.summary]));
  });
});
