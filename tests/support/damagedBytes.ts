/**
 * Bytes of a package as a bad drive, a broken transfer or a hostile hand leaves them: a few of them changed, or the
 * directory telling wrong things of its parts. What is drawn depends on the draw alone.
 */
import { directoryEntries } from './bombBuilder.ts';
import { type Draw, oneOf } from './seed.ts';

const tokens = [
  '<',
  '>',
  '</',
  '/>',
  '"',
  "'",
  '&',
  ';',
  '&#',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE',
  '<row',
  '</row>',
  '<c ',
  '</c>',
  '<v>',
  '</v>',
  '<is>',
  '<t>',
  '</t>',
  '<si>',
  '</si>',
  '<f>',
  '<r>',
  '</r>',
  't="s"',
  'r="',
  's="99999999999"',
  '</sheetData>',
  '<sheetData/>',
  'x:',
  '\0',
  '\ufffd',
  '\xff',
  '99999999999',
  '-1',
  '_x0000_',
];

/** Changes, removes, repeats or inserts a few bytes. */
export function mutate(bytes: Buffer, random: Draw): Buffer {
  let result = Buffer.from(bytes);
  for (let changes = 1 + random(3); changes > 0 && result.length > 0; changes--) {
    const at = random(result.length);
    const span = random(random(4) === 0 ? 200 : 8);
    const [before, after] = [result.subarray(0, at), result.subarray(at)];
    const way = random(6);
    if (way === 0) result[at] = random(256);
    else if (way === 1) result.writeUInt8(result.readUInt8(at) ^ (1 << random(8)), at);
    else if (way === 2) result = Buffer.concat([before, after.subarray(span)]);
    else if (way === 3) result = Buffer.concat([before, after.subarray(0, span), after]);
    else if (way === 4)
      result = Buffer.concat([before, Buffer.from(oneOf(tokens, random), 'latin1'), after]);
    else
      result =
        random(4) === 0
          ? Buffer.from(before)
          : Buffer.concat([before, result.subarray(random(result.length))]);
  }
  return result;
}

const words = [0, 1, 21, 22, 46, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff];

/**
 * Changes what the directory says of the parts: fields get other values, other parts' values or values of
 * another kind, entries are doubled, and the end of the directory tells wrong counts and places.
 */
export function misdirect(bytes: Buffer, random: Draw): Buffer {
  const result = Buffer.from(bytes);
  const entries = directoryEntries(result);
  const pick = (): number => oneOf(entries, random).at;
  const fields = [8, 10, 16, 20, 24, 28, 30, 32, 42];
  for (let changes = 1 + random(3); changes > 0; changes--) {
    const at = pick() + oneOf(fields, random);
    const way = random(5);
    if (way === 0) result.writeUInt32LE(oneOf(words, random), at);
    else if (way === 1) result.writeUInt16LE(random(0x10000), at);
    else if (way === 2)
      result.writeUInt32LE(result.readUInt32LE(pick() + oneOf(fields, random)), at);
    else if (way === 3) {
      // The whole of what it says of another part, so that two entries have one place.
      const [from, to] = [pick(), pick()];
      result.copy(result, to + 16, from + 16, from + 28);
      result.copy(result, to + 42, from + 42, from + 46);
    } else {
      const end = result.length - 22 + oneOf([8, 10, 12, 16, 20], random);
      if (random(2) === 0) result.writeUInt16LE(random(0x10000), end);
      else result.writeUInt16LE(oneOf(words, random) & 0xffff, end);
    }
  }
  return result;
}
