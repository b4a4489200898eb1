/**
 * Reads a workbook straight from its XML, with a ZIP library and an XML parser alone: no styles, no repairs. What a
 * number means (a date, zeros in front) is left to the comparison.
 */
import { posix } from 'node:path';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import type { ExpectedCell, ExpectedRow, ExpectedSheet } from './tableOracle.ts';

/** Takes a path; gives the worksheets in the order of the workbook. Throws where the file isn't plain enough. */
export async function workbookOracle(path: string): Promise<ExpectedSheet[]> {
  const parts = await partsOf(path);
  const book = officeDocument(parts);
  const relations = relationsOf(parts, book);
  const strings: string[] = [];
  for (const { type, target } of relations.values())
    if (type.endsWith('/sharedStrings')) strings.push(...sharedStrings(text(parts, target)));
  const { sheets, date1904 } = workbookOf(text(parts, book));
  return sheets.flatMap(({ name, id }) => {
    const relation = relations.get(id);
    if (!relation?.type.endsWith('/worksheet')) return [];
    return [{ name, rows: sheetRows(text(parts, relation.target), strings), date1904 }];
  });
}

type Parts = ReadonlyMap<string, Buffer>;

async function partsOf(path: string): Promise<Parts> {
  const zip = await yauzl.openPromise(path, { autoClose: false });
  try {
    const parts = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      if (!/\.(xml|rels)$/i.test(entry.fileName)) continue;
      const pieces: Buffer[] = [];
      for await (const piece of await zip.openReadStreamPromise(entry))
        pieces.push(piece as Buffer);
      parts.set(entry.fileName.toLowerCase().replace(/^\//, ''), Buffer.concat(pieces));
    }
    return parts;
  } finally {
    zip.close();
  }
}

function text(parts: Parts, name: string): string {
  const bytes = parts.get(name.toLowerCase());
  if (!bytes) throw new Error(`no part ${name}`);
  const declared = /^<\?xml[^>]*encoding=["']([\w.-]+)/.exec(bytes.toString('latin1', 0, 200))?.[1];
  const [first, second] = bytes;
  const wide =
    first === 0xff || second === 0
      ? 'utf-16le'
      : first === 0xfe || first === 0
        ? 'utf-16be'
        : undefined;
  return new TextDecoder(wide ?? declared ?? 'utf-8').decode(bytes);
}

interface Opened {
  readonly name: string;
  readonly attribute: (local: string) => string | undefined;
}

/** Local names alone: workbooks have many namespaces for the same words. */
function parse(
  xml: string,
  on: {
    readonly open?: (tag: Opened) => void;
    readonly close?: (name: string) => void;
    readonly text?: (text: string) => void;
  },
): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const attribute = (local: string) =>
      Object.values(tag.attributes).find((each) => each.local === local)?.value;
    on.open?.({ name: tag.local, attribute });
  });
  parser.on('closetag', (tag) => on.close?.(tag.local));
  parser.on('text', (piece) => on.text?.(piece));
  parser.on('cdata', (piece) => on.text?.(piece));
  parser.write(xml).close();
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

function relationsOf(parts: Parts, part: string): Map<string, Relation> {
  const folder = posix.dirname(part);
  const found = new Map<string, Relation>();
  parse(text(parts, posix.join(folder, '_rels', `${posix.basename(part)}.rels`)), {
    open: ({ name, attribute }) => {
      const target = attribute('Target');
      if (name !== 'Relationship' || target === undefined) return;
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      found.set(attribute('Id') ?? '', { type: attribute('Type') ?? '', target: path });
    },
  });
  return found;
}

function officeDocument(parts: Parts): string {
  for (const { type, target } of relationsOf(parts, '').values())
    if (type.endsWith('/officeDocument')) return target;
  throw new Error('no workbook');
}

function workbookOf(xml: string) {
  const sheets: { name: string; id: string }[] = [];
  let date1904 = false;
  parse(xml, {
    open: ({ name, attribute }) => {
      if (name === 'sheet')
        sheets.push({ name: attribute('name') ?? '', id: attribute('id') ?? '' });
      if (name === 'workbookPr') date1904 = /^(1|true|on)$/.test(attribute('date1904') ?? '');
    },
  });
  return { sheets, date1904 };
}

/** Runs of a rich text belong together; readings of Japanese words (rPh) do not. */
class RichText {
  #text = '';
  #inside = false;
  #readings = 0;

  open(name: string): void {
    if (name === 'rPh') this.#readings++;
    if (name === 't') this.#inside = this.#readings === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.#readings--;
    if (name === 't') this.#inside = false;
  }

  add(piece: string): void {
    if (this.#inside) this.#text += piece;
  }

  take(): string {
    const taken = this.#text;
    this.#text = '';
    return taken;
  }
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  const rich = new RichText();
  parse(xml, {
    open: ({ name }) => rich.open(name),
    close: (name) => {
      rich.close(name);
      if (name === 'si') strings.push(rich.take());
    },
    text: (piece) => rich.add(piece),
  });
  return strings;
}

function sheetRows(xml: string, strings: readonly string[]): ExpectedRow[] {
  const rows: ExpectedRow[] = [];
  const rich = new RichText();
  let cells = new Map<number, ExpectedCell[]>();
  let rowNumber = 0;
  let column = -1;
  let type = '';
  let value: string | undefined;
  let inValue = false;
  const path: string[] = [];
  parse(xml, {
    open: ({ name, attribute }) => {
      path.push(name);
      rich.open(name);
      if (name === 'row' && path.at(-2) === 'sheetData') {
        rowNumber = Number(attribute('r') ?? rowNumber + 1);
        column = -1;
        cells = new Map();
      }
      if (name === 'c' && path.at(-2) === 'row') {
        const letters = /^[A-Z]+/.exec(attribute('r') ?? '')?.[0];
        column = letters ? columnOf(letters) : column + 1;
        type = attribute('t') ?? 'n';
        value = undefined;
        rich.take();
      }
      if (name === 'v' && path.at(-2) === 'c') {
        inValue = true;
        value = '';
      }
    },
    close: (name) => {
      path.pop();
      rich.close(name);
      if (name === 'v') inValue = false;
      if (name === 'row' && path.at(-1) === 'sheetData') rows.push({ number: rowNumber, cells });
      if (name !== 'c' || path.at(-1) !== 'row') return;
      const cell = cellOf(type, value, rich.take(), strings);
      if (cell) cells.set(column, [...(cells.get(column) ?? []), cell]);
    },
    text: (piece) => {
      if (inValue) value += piece;
      rich.add(piece);
    },
  });
  return rows;
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellOf(
  type: string,
  value: string | undefined,
  inline: string,
  strings: readonly string[],
): ExpectedCell | undefined {
  const plain = (value ?? '').trim();
  const cell = ((): ExpectedCell => {
    switch (type) {
      case 's':
        return { kind: 'text', text: plain === '' ? '' : unescaped(strings[Number(plain)] ?? '') };
      case 'inlineStr':
        return { kind: 'text', text: unescaped(inline || (value ?? '')) };
      case 'str':
        return { kind: 'text', text: unescaped(value ?? inline) };
      case 'b':
        return { kind: 'boolean', text: plain };
      case 'e':
        return { kind: 'error', text: plain };
      case 'd':
        return { kind: 'date', text: plain };
      default:
        return { kind: 'number', text: plain };
    }
  })();
  return cell.text === '' ? undefined : cell;
}

/** `_x000D_` stands for a character that XML can't hold. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
