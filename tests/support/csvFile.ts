/**
 * A CSV as RFC 4180 has it, read strictly and by nothing of ours: what another program would stumble over is an error
 * here.
 */
import { readFileSync } from 'node:fs';

/** @throws Error for a file that isn't UTF-8 with its mark, or whose rows have not all the same number of values */
export function csvRows(path: string, separator: ',' | ';' = ','): string[][] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    readFileSync(path),
  );
  if (!text.startsWith('\ufeff')) throw new Error('no mark of UTF-8 at the start');
  const rows = rowsOf(text.slice(1), separator);
  const [first] = rows;
  for (const [n, row] of rows.entries())
    if (row.length !== first!.length)
      throw new Error(`row ${n + 1} has ${row.length} values, the first ${first!.length}`);
  return rows;
}

function rowsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    const value = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at, separator);
    row.push(value.text);
    at = value.end;
    if (text[at] === separator) at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error(`neither a separator nor the end of a row at ${at}`);
  }
  if (row.length > 0) throw new Error('the last row has no end');
  return rows;
}

interface ReadValue {
  readonly text: string;
  /** Behind it. */
  readonly end: number;
}

function quotedAt(text: string, start: number): ReadValue {
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') value += text[at];
    else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else return { text: value, end: at + 1 };
  }
  throw new Error(`a quotation mark at ${start} is never closed`);
}

function plainAt(text: string, start: number, separator: string): ReadValue {
  let end = start;
  while (end < text.length && text[end] !== separator && !text.startsWith('\r\n', end)) {
    if (/["\r\n]/.test(text[end]!)) throw new Error(`${JSON.stringify(text[end])} without quotes`);
    end += 1;
  }
  return { text: text.slice(start, end), end };
}
