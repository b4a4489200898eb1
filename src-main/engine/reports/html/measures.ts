/**
 * Lengths of bars and sizes of type as classes with a rule each: the page they are shown in takes no style that stands
 * in markup.
 */

/** Of a table that is so many times too wide at full size: hundredths, down, so that it still fits. */
export const typeSize = (wanted: number, least: number, most: number): number =>
  Math.floor(Math.max(least, Math.min(most, wanted)) * 100) / 100;

/** @param size as from typeSize */
export const sizeClass = (size: number): string => `size-${Math.round(size * 100)}`;

/** @param hundredths 0 to 100, whole */
export const lengthClass = (hundredths: number): string => `length-${hundredths}`;

const upTo = (most: number, from = 0) =>
  Array.from({ length: most - from + 1 }, (_, n) => from + n);

export const MEASURES_STYLE = [
  ...upTo(100, 50).map((n) => `.${sizeClass(n / 100)} { font-size: ${n / 100}em; }`),
  ...upTo(100).map((n) => `.${lengthClass(n)} { width: ${n}%; }`),
].join('\n');
