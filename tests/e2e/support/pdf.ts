/** What a PDF holds, as poppler reads it: a reader that knows nothing of who wrote the file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

/** As pdfinfo names them: Title, Pages, Tagged, Page size ... */
export function infoOf(pdf: string): Readonly<Record<string, string>> {
  const lines = run('pdfinfo', pdf).split('\n');
  return Object.fromEntries(
    lines
      .map((line) => /^([^:]+): *(.*)$/.exec(line))
      .filter((found) => found !== null)
      .map(([, name, value]) => [name, value]),
  );
}

/** Text as it stands on the pages, or on one of them. */
export function textOf(pdf: string, page?: number): string {
  const pages = page === undefined ? [] : ['-f', String(page), '-l', String(page)];
  return run('pdftotext', '-layout', ...pages, pdf, '-');
}

/** Cell by cell: a text of more than one line stands together. */
export const runningTextOf = (pdf: string): string => run('pdftotext', '-raw', pdf, '-');

export interface PdfFont {
  readonly name: string;
  readonly type: string;
  readonly embedded: boolean;
  readonly hasUnicode: boolean;
}

export function fontsOf(pdf: string): readonly PdfFont[] {
  const [heads, rule = '', ...lines] = run('pdffonts', pdf).trimEnd().split('\n');
  if (!heads) return [];
  const ends = [...rule.matchAll(/-+/g)].map(({ index, 0: dashes }) => [
    index,
    index + dashes.length,
  ]);
  return lines.map((line) => {
    const [name = '', type = '', , emb, , uni] = ends.map(([from, to]) =>
      line.slice(from, to).trim(),
    );
    return { name, type, embedded: emb === 'yes', hasUnicode: uni === 'yes' };
  });
}

/** The tags with their text, as a screen reader goes through them. */
export const tagsOf = (pdf: string): string => run('pdfinfo', '-struct-text', pdf);

/** The tags with their attributes, without text. */
export const structureOf = (pdf: string): string => run('pdfinfo', '-struct', pdf);

/** Bookmarks, one behind the other. */
export function outlineOf(pdf: string): readonly string[] {
  const xml = run('pdftohtml', '-xml', '-i', '-stdout', pdf);
  const outline = /<outline>[\s\S]*<\/outline>/.exec(xml)?.[0] ?? '';
  return [...outline.matchAll(/<item[^>]*>([^<]*)<\/item>/g)].map(([, title = '']) => title);
}

/** Links to somewhere outside. */
export const linksOf = (pdf: string): readonly string[] =>
  run('pdfinfo', '-url', pdf).trimEnd().split('\n').slice(1);

/** Width and height of each page, in points. */
export function sizesOf(pdf: string): readonly (readonly [number, number])[] {
  const sizes = run('pdfinfo', '-f', '1', '-l', infoOf(pdf).Pages ?? '1', pdf).matchAll(
    /^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm,
  );
  return [...sizes].map(([, width, height]) => [Number(width), Number(height)]);
}

/** Sizes of the type on a page, in points. */
export function typeSizesOf(pdf: string, page: number): readonly number[] {
  const only = ['-f', String(page), '-l', String(page), '-zoom', '3'];
  const xml = run('pdftohtml', '-xml', '-i', '-stdout', ...only, pdf);
  return [...xml.matchAll(/<fontspec [^>]*size="(\d+)"/g)].map(([, size]) => Number(size) / 3);
}

/** Where the last line of a page ends, but for the one below it; millimetres from its top. */
export function lowestOf(pdf: string, page: number): number {
  const only = ['-f', String(page), '-l', String(page)];
  const words = run('pdftotext', '-bbox', ...only, pdf, '-').matchAll(/yMax="([\d.]+)"/g);
  const ends = [...words].map(([, end]) => Number(end)).sort((a, b) => b - a);
  const foot = ends[0] ?? 0;
  return ((ends.find((end) => end < foot - 5) ?? 0) * 25.4) / 72;
}

/** Its objects as they are written, also those that were compressed together. */
export function objectsOf(pdf: string): string {
  const file = readFileSync(pdf);
  const text = file.toString('latin1');
  const together = [...text.matchAll(/\/Type \/ObjStm.*? stream\n/g)].map(({ index, 0: head }) =>
    inflateSync(file.subarray(index + head.length)).toString('latin1'),
  );
  return [text, ...together].join('\n');
}
