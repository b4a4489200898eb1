/** Reads a text file with separators, character by character. */
import { readFile } from 'node:fs/promises';
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import type { ExpectedCell, ExpectedRow, ExpectedSheet } from './tableOracle.ts';

export async function textOracle(
  path: string,
  encoding: TextEncodingName,
  separator: Separator,
): Promise<ExpectedSheet[]> {
  const decoded = new TextDecoder(encoding).decode(await readFile(path));
  const records = recordsOf(withoutEnd(decoded), separator);
  const rows = records.map((record, n) => rowOf(record, n + 1));
  const declared = /^"?sep=[,;\t]"?(?:[\r\n]|$)/i.test(decoded);
  return [{ name: 'Text', rows: declared ? rows.slice(1) : rows, date1904: false }];
}

/** Old programs end a text with Ctrl-Z. */
function withoutEnd(text: string): string {
  const bare = text.trimEnd();
  return bare.endsWith('\x1a') ? withoutEnd(bare.slice(0, -1)) : text;
}

function rowOf(record: readonly string[], number: number): ExpectedRow {
  const cells = new Map<number, ExpectedCell[]>();
  for (const [column, text] of record.entries())
    if (text !== '') cells.set(column, [{ kind: 'text', text: forced(text) }]);
  return { number, cells };
}

/** `="00123"` is how programs force a text upon Excel. */
function forced(text: string): string {
  const inside = /^="((?:[^"]|"")*)"$/s.exec(text)?.[1];
  return inside === undefined ? text : inside.replaceAll('""', '"');
}

function recordsOf(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let at = 0;
  const endRecord = () => {
    records.push([...record, cell]);
    record = [];
    cell = '';
  };
  while (at < text.length) {
    const character = text[at]!;
    if (cell === '' && character === '"' && isCellStart(text, at, separator)) {
      const end = quotedEnd(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      // What stands behind the closing mark belongs to the cell, quotation marks and all.
      while (at < text.length && !endsCell(text[at]!, separator)) cell += text[at++];
    } else if (character === separator) {
      record.push(cell);
      cell = '';
      at++;
    } else if (character === '\r' || character === '\n') {
      endRecord();
      at += character === '\r' && text[at + 1] === '\n' ? 2 : 1;
    } else {
      cell += character;
      at++;
    }
  }
  if (cell !== '' || record.length > 0) endRecord();
  return records;
}

const endsCell = (character: string, separator: string) =>
  character === separator || character === '\r' || character === '\n';

const isCellStart = (text: string, at: number, separator: string) =>
  at === 0 || endsCell(text[at - 1]!, separator);

/** The place of the mark that closes the cell; the text's end when none does. */
function quotedEnd(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return text.length;
    if (text[at + 1] !== '"') return at;
  }
}
