/**
 * Blanks places of a picture: their pixels are overwritten with one colour, and it says so in their place. Pure. Must
 * never: leave an edge of what stood there.
 */
import type { Pixels } from './pngPixels.ts';

/** Left, top, width, height, in pixels of the picture. */
export type Box = readonly [left: number, top: number, width: number, height: number];

/** Letters reach beyond their box, by slant and by smoothed edges. */
const MARGIN = 2;
const GREY = 0x5c;
const LIGHT = 0xff;
/** ERASED, three by five pixels a letter. */
const LETTERS = [
  ['111', '100', '110', '100', '111'],
  ['110', '101', '110', '101', '101'],
  ['010', '101', '111', '101', '101'],
  ['011', '100', '010', '001', '110'],
  ['111', '100', '110', '100', '111'],
  ['110', '101', '101', '101', '110'],
];
const WORD_WIDTH = LETTERS.length * 4 - 1;
const WORD_HEIGHT = 5;
const MOST_SCALE = 3;

/** Changes the picture. @param boxes what lies outside of it is passed over */
export function blankOut(pixels: Pixels, boxes: readonly Box[]): void {
  for (const box of boxes) {
    const [left, top, width, height] = within(box, pixels);
    fill(pixels, [left, top, width, height], GREY);
    const scale = Math.min(
      MOST_SCALE,
      Math.floor((width - MARGIN) / WORD_WIDTH),
      Math.floor((height - MARGIN) / WORD_HEIGHT),
    );
    if (scale < 1) continue;
    const x = left + Math.floor((width - WORD_WIDTH * scale) / 2);
    const y = top + Math.floor((height - WORD_HEIGHT * scale) / 2);
    for (const [n, rows] of LETTERS.entries())
      for (const [row, bits] of rows.entries())
        for (const [column, bit] of [...bits].entries())
          if (bit === '1')
            fill(pixels, [x + (n * 4 + column) * scale, y + row * scale, scale, scale], LIGHT);
  }
}

/** The box with its margin, as far as it lies in the picture; whole pixels. */
function within([left, top, width, height]: Box, pixels: Pixels): Box {
  const inside = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const from = inside(Math.floor(left) - MARGIN, pixels.width);
  const down = inside(Math.floor(top) - MARGIN, pixels.height);
  const to = inside(Math.ceil(left + width) + MARGIN, pixels.width);
  const below = inside(Math.ceil(top + height) + MARGIN, pixels.height);
  return [from, down, Math.max(0, to - from), Math.max(0, below - down)];
}

function fill({ width, channels, values }: Pixels, [left, top, w, h]: Box, value: number): void {
  const hasAlpha = channels === 2 || channels === 4;
  for (let y = top; y < top + h; y++)
    for (let x = left; x < left + w; x++) {
      const at = (y * width + x) * channels;
      values.fill(value, at, at + channels);
      if (hasAlpha) values[at + channels - 1] = 0xff;
    }
}

/** Boxes of words that follow each other on one line, as one: what stands between them belongs to them. */
export function joined(boxes: readonly Box[]): Box[] {
  const all: Box[] = [];
  for (const box of boxes) {
    const last = all.at(-1);
    if (last && isBeside(last, box)) all[all.length - 1] = around(last, box);
    else all.push(box);
  }
  return all;
}

function isBeside(a: Box, b: Box): boolean {
  const shared = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const gap = Math.max(a[0], b[0]) - Math.min(a[0] + a[2], b[0] + b[2]);
  return shared > 0.6 * Math.min(a[3], b[3]) && gap < Math.max(a[3], b[3]);
}

function around(a: Box, b: Box): Box {
  const left = Math.min(a[0], b[0]);
  const top = Math.min(a[1], b[1]);
  return [
    left,
    top,
    Math.max(a[0] + a[2], b[0] + b[2]) - left,
    Math.max(a[1] + a[3], b[1] + b[3]) - top,
  ];
}
