/**
 * Reports on paper, as the real Chromium makes them and poppler reads them: one sheet that stands alone, numbered pages,
 * headings that come again, tags for screen readers, our typefaces, and values that are text whatever they look like.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { RETAIN_REASON_TEXTS, RETAIN_REASONS } from '#shared/domain/purgeRules.ts';
import { smallerPdf } from '../../src-main/engine/exporting/pdf/smallerPdf.ts';
import { documentHtml } from '../../src-main/engine/reports/documentHtml.ts';
import { LEAST_SIZE } from '../../src-main/engine/reports/html/density.ts';
import { summaryLayout } from '../../src-main/engine/reports/html/fitting.ts';
import { SUMMARY_MARGINS } from '../../src-main/engine/reports/html/style.ts';
import { LONGEST_INSTITUTION, longestLogo, longestReport } from '../support/longestReport.ts';
import {
  HOSTILE,
  LIST_COLUMNS,
  type Sample,
  sampleReport,
  sampleSource,
} from '../support/sampleDocument.ts';
import {
  fontsOf,
  infoOf,
  linksOf,
  lowestOf,
  objectsOf,
  outlineOf,
  runningTextOf,
  sizesOf,
  structureOf,
  textOf,
  typeSizesOf,
} from './support/pdf.ts';
import { openPrintDesk, type PrintDesk } from './support/printDesk.ts';

let desk: PrintDesk;
test.beforeAll(async () => {
  desk = await openPrintDesk();
});
test.afterAll(() => desk.close());

/** As Chromium makes it. */
async function laidOut(name: string, sample: Sample = {}): Promise<string> {
  const source = sampleSource(sample);
  const html = [...documentHtml(source)].join('');
  return desk.print(`${name}.pdf`, { html, paper: source.paper });
}

/** As a librarian gets it. */
async function printed(name: string, sample: Sample = {}): Promise<string> {
  const pdf = await laidOut(name, sample);
  writeFileSync(pdf, smallerPdf(readFileSync(pdf)));
  return pdf;
}

const PAPERS = {
  A4: [595, 842],
  Letter: [612, 792],
} as const;
const rounded = (sizes: ReturnType<typeof sizesOf>) => sizes.map((size) => size.map(Math.round));

for (const paper of ['A4', 'Letter'] as const) {
  test(`a report on ${paper}: its sheets, and what comes again on each`, async () => {
    const pdf = await printed(paper, { institution: { paper } });
    const pages = Number(infoOf(pdf).Pages);
    const [width, height] = PAPERS[paper];
    const texts = Array.from({ length: pages }, (_, n) => textOf(pdf, n + 1));
    const firstList = texts.findIndex((text) => text.includes('Lists of users'));

    await test.step('the summary stands alone on the first', () => {
      expect(texts[0]).toMatch(/Purge User Records: job report[\s\S]*Seen by the director/);
      expect(texts[0]).not.toContain('Details');
      expect(texts[1]).toMatch(/^\s*Purge User Records: job report · Purge OK[^\n]*\s+Details\n/);
    });
    await test.step('upright ones, and lists on their side', () => {
      expect(rounded(sizesOf(pdf))).toEqual(
        texts.map((_, n) => (n < firstList ? [width, height] : [height, width])),
      );
    });
    await test.step('each has its number and whose it is', () => {
      for (const [n, text] of texts.entries()) {
        expect(text).toContain(`Page ${n + 1} of ${pages}`);
        expect(text).toContain('Institution: Samplefield University Library');
      }
    });
    await test.step('headings of a list come again on each of its sheets, rows once', () => {
      const ofLists = texts.slice(firstList).filter((text) => /^\s*\d{10} /m.test(text));
      expect(ofLists.length).toBeGreaterThan(3);
      for (const text of ofLists) expect(text).toContain('Primary identifier');
      expect(ofLists.join('').match(/^\s*\d{10} /gm)).toHaveLength(102);
      expect(texts.at(-1)).toContain('Nobody.');
    });
  });

  test(`the longest summary still stands on one sheet of ${paper}, and can be read`, async () => {
    const report = longestReport();
    const institution = { paper, ...LONGEST_INSTITUTION };
    const logo = longestLogo();
    const pdf = await printed(`long-${paper}`, { report, institution, lists: [], logo });
    const [summary, details] = [textOf(pdf, 1), textOf(pdf, 2)];
    expect(summary).toMatch(/4 users were purged without approval[\s\S]*3 Contacts were purged/);
    for (const reason of RETAIN_REASONS)
      expect(summary).toContain(RETAIN_REASON_TEXTS[reason].label);
    expect(summary).toMatch(/Signatures[\s\S]*Teodor Brandstätter[\s\S]*Seen by the director/);
    expect(details).toContain('Details');
    expect(Math.min(...typeSizesOf(pdf, 1))).toBeGreaterThanOrEqual(LEAST_SIZE);
    // What the sheet has no room for stands behind it in full.
    const letters = (text: string) => text.replaceAll(/\s/g, '');
    const whole = letters(runningTextOf(pdf));
    for (const { fileName } of report.review!.sources!) expect(whole).toContain(letters(fileName));
  });

  test(`a summary on ${paper} takes as much room as was counted, or a little less`, async () => {
    const long = longestReport();
    const samples: Sample[] = [
      {},
      { report: long, institution: LONGEST_INSTITUTION, logo: longestLogo() },
      { report: { ...long, review: { ...long.review!, sources: [] } } },
      { report: { review: { ...sampleReport().review!, sources: long.review!.sources } } },
      { report: { review: null, withoutApproval: null, purgedWithoutApproval: 0 } },
    ];
    for (const [n, sample] of samples.entries()) {
      const whole = { ...sample, lists: [], institution: { ...sample.institution, paper } };
      const { document, format, logo } = sampleSource(whole);
      const { height, scale } = summaryLayout(document, { paper, format, logo: logo() });
      const real = lowestOf(await printed(`height-${paper}-${n}`, whole), 1) - SUMMARY_MARGINS.top;
      expect(real, `${n} at ${scale}`).toBeLessThanOrEqual(height + 0.5);
      // Each long fact may be counted a line too much.
      expect(real, `${n} at ${scale}`).toBeGreaterThan(height * 0.93);
    }
  });
}

test('a table of many columns breaks no word of its headings', async () => {
  const findings = { 'as-reported': 40, differs: 2, 'not-in-alma': 1, open: 7 };
  const samples = ['Rosalind Okafor-Lindqvist', 'Teodor Brandstätter'].map((by, n) => ({
    ...{ sampleId: n + 1, at: Date.UTC(2026, 10, 20), by, among: 'approved' as const },
    ...{ perGroup: 10, drawnFrom: 2670, users: 50, findings, seed: 'a1147992946a6c7586adf594' },
  }));
  const review = { ...sampleReport().review!, samples };
  const text = runningTextOf(await printed('headings', { report: { review }, lists: [] }));
  const headings = ['Drawn', 'Among', 'group', 'reported', 'Differs', 'looked', 'Alma', 'Seed'];
  for (const word of headings) expect(text).toMatch(new RegExp(`^.*\\b${word}\\b`, 'm'));
});

test('screen readers find headings, tables with their headings, and the picture by its words', async () => {
  const pdf = await printed('tagged');
  expect(infoOf(pdf)).toMatchObject({
    Tagged: 'yes',
    Title: 'Purge User Records: job report: Purge OK to Purge, fall 2026',
  });
  const tags = structureOf(pdf);
  const count = (tag: string) => tags.match(new RegExp(`^ *${tag}\\b`, 'gm'))?.length ?? 0;
  expect(count('H1')).toBe(1);
  expect(count('H2')).toBe(3);
  expect(count('H3')).toBe(
    sampleSource().document.summary.length + sampleSource().document.details.length + 3,
  );
  expect(count('Figure')).toBe(1);
  expect(tags).toContain('/Scope /Column');
  expect(tags).toContain('/Scope /Row');
  // poppler tells of no words of pictures: as the file has them.
  expect(objectsOf(pdf)).toContain('/Alt (The page with the settings of job 7');
  // Repeated by the printer for the eye: told once.
  expect(count('TH')).toBeLessThan(120);
  const titles = (sections: readonly { readonly title: string }[]) =>
    sections.map(({ title }) => title);
  const { summary, details, lists } = sampleSource().document;
  const outline = outlineOf(pdf);
  const from = outline.indexOf('Details');
  // In two columns: the left one first.
  expect(outline.slice(0, from).sort()).toEqual(
    ['Purge User Records: job report', 'Summary', ...titles(summary)].sort(),
  );
  expect(outline.slice(from)).toEqual([
    'Details',
    ...titles(details),
    'Lists of users',
    ...titles(lists),
  ]);
});

test('made small, a PDF says the same to everybody who reads it', async () => {
  const large = await laidOut('large');
  const small = large.replace('large', 'small');
  writeFileSync(small, smallerPdf(readFileSync(large)));
  expect(statSync(small).size).toBeLessThan(statSync(large).size / 2);
  // What only wraps means nothing, a cell is one row and one column, and names are for headings of tables.
  const tags = (pdf: string) =>
    structureOf(pdf)
      .split('\n')
      .map((line) => line.replace(/ <node\d+>/, '').trim())
      .filter((line) => !/^(?:NonStruct\b|\/(?:Row|Col)Span 1$)/.test(line));
  expect(tags(small)).toEqual(tags(large));
  const asked = structureOf(small).matchAll(/\/Headers \[\((\w+)\)/g);
  const named = structureOf(small).match(/(?<=TH <)\w+/g);
  expect(named).toEqual(expect.arrayContaining([...asked].map(([, name]) => name)));
  expect(textOf(small)).toBe(textOf(large));
  expect(outlineOf(small)).toEqual(outlineOf(large));
  expect(fontsOf(small)).toEqual(fontsOf(large));
  expect(sizesOf(small)).toEqual(sizesOf(large));
  const { 'File size': _size, 'PDF version': _version, ...info } = infoOf(small);
  expect(infoOf(large)).toMatchObject(info);
});

test('all type is of our typefaces, embedded, and can be copied', async () => {
  const fonts = fontsOf(await printed('fonts'));
  expect(fonts.length).toBeGreaterThan(2);
  for (const font of fonts) {
    expect(font).toMatchObject({ type: 'CID TrueType', embedded: true, hasUnicode: true });
    expect(font.name).toMatch(/\+(Inter|IBMPlexMono)-/);
  }
});

test('what looks like markup, a formula, a link or a rule of style stays text', async () => {
  const row = LIST_COLUMNS.map(({ id, is }) => {
    if (id === 'last') return HOSTILE.join(' ');
    return is === 'text' || is === 'code' ? '=1+1' : null;
  });
  const pdf = await printed('hostile', {
    lists: [{ id: 'purged', title: 'Purged users', users: 1 }],
    rows: () => [row],
    institution: { name: HOSTILE[3] },
    report: {
      name: HOSTILE.join(' '),
      settings: HOSTILE.map((value) => ({ label: value, value })),
    },
  });
  const letters = (text: string) => text.replaceAll(/\s/g, '');
  const said = letters(textOf(pdf));
  for (const each of HOSTILE) expect(said).toContain(letters(each));
  // Each above every page, too.
  expect(letters(textOf(pdf, 2))).toContain(letters(HOSTILE[0]));
  expect(linksOf(pdf)).toEqual([]);
  expect(rounded(sizesOf(pdf))[0]).toEqual([...PAPERS.A4]);
  expect(infoOf(pdf)).toMatchObject({ JavaScript: 'no', Form: 'none' });
});
