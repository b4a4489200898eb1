/**
 * Owns recognising the few byte sequences of which nearly every cell of every sheet consists.
 * Must never: make a string or an object.
 */
import { TableError } from '../tableError.ts';
import { Byte } from './xmlBytes.ts';

const ROW_LIMIT = 0x7fffffff;

/** Tells whether `</v>` stands at a position. */
export function endsPlainValue(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === Byte.lessThan &&
    bytes[at + 1] === Byte.slash &&
    bytes[at + 2] === 0x76 &&
    bytes[at + 3] === Byte.greaterThan
  );
}

/** Takes the position of a '<'; tells whether `</t></is>` stands there. */
export function endsPlainInline(bytes: Buffer, at: number): boolean {
  return (
    bytes[at + 1] === Byte.slash &&
    bytes[at + 2] === 0x74 &&
    bytes[at + 3] === Byte.greaterThan &&
    bytes[at + 4] === Byte.lessThan &&
    bytes[at + 5] === Byte.slash &&
    bytes[at + 6] === 0x69 &&
    bytes[at + 7] === 0x73 &&
    bytes[at + 8] === Byte.greaterThan
  );
}

/** Takes the start of a number such as -12.50E+3; gives the position behind it, or 0 when there is none. */
export function numberEnd(bytes: Buffer, from: number): number {
  let i = from;
  if (bytes[i] === 0x2d || bytes[i] === 0x2b) i++;
  const start = i;
  while (isDigit(bytes[i]!)) i++;
  let digits = i - start;
  if (bytes[i] === 0x2e) {
    i++;
    while (isDigit(bytes[i]!)) {
      i++;
      digits++;
    }
  }
  if (digits === 0) return 0;
  if ((bytes[i]! | 0x20) !== 0x65) return i;
  i++;
  if (bytes[i] === 0x2d || bytes[i] === 0x2b) i++;
  if (!isDigit(bytes[i]!)) return 0;
  while (isDigit(bytes[i]!)) i++;
  return i;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Takes the digits of a row number; throws TableError when they are none or too large. */
export function rowNumberOf(bytes: Buffer, start: number, stop: number): number {
  let n = 0;
  for (let p = start; p < stop; p++) {
    if (!isDigit(bytes[p]!)) throw new TableError('damaged', 'a row number');
    n = n * 10 + bytes[p]! - 0x30;
  }
  if (n === 0 || n > ROW_LIMIT) throw new TableError('damaged', 'a row number');
  return n;
}

const HIDDEN_NAME = Buffer.from('hidden');

/** Takes the start of an attribute's name of six letters, and of its value; tells whether they hide a row. */
export function hidesRow(bytes: Buffer, name: number, value: number): boolean {
  for (let k = 0; k < HIDDEN_NAME.length; k++) if (bytes[name + k] !== HIDDEN_NAME[k]) return false;
  // 1 or true.
  return bytes[value] === 0x31 || (bytes[value]! | 0x20) === 0x74;
}

/** The type of a cell, from its attribute `t`. */
export const CellType = {
  number: 0,
  shared: 1,
  inline: 2,
  string: 3,
  boolean: 4,
  error: 5,
  date: 6,
  unknown: 7,
} as const;

/** The frequent ones first; `s` and `n` are recognised without this list. */
const CELL_TYPES: readonly { readonly name: Buffer; readonly type: number }[] = [
  { name: Buffer.from('inlineStr'), type: CellType.inline },
  { name: Buffer.from('str'), type: CellType.string },
  { name: Buffer.from('b'), type: CellType.boolean },
  { name: Buffer.from('e'), type: CellType.error },
  { name: Buffer.from('d'), type: CellType.date },
];

/** Takes the range of a `t` attribute's value. */
export function cellTypeOf(bytes: Buffer, start: number, stop: number): number {
  for (const { name, type } of CELL_TYPES) {
    if (name.length !== stop - start) continue;
    let k = 0;
    while (k < name.length && name[k] === bytes[start + k]) k++;
    if (k === name.length) return type;
  }
  return CellType.unknown;
}
