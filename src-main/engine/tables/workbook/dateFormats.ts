/**
 * Owns telling what a number format shows: a date, or zeros in front of a number.
 * Must never: look at a value; the same number is a date or not by its format alone.
 */

/** Built-in formats that show dates or times; 27-36, 50-58 and 71-81 are those of East Asian and Thai Excel. */
const BUILT_IN_DATE_RANGES = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
  [71, 81],
] as const;

/** Takes the number of a format that the workbook does not define; tells whether it shows a date. */
export function isBuiltInDateFormat(id: number): boolean {
  return BUILT_IN_DATE_RANGES.some(([from, to]) => id >= from && id <= to);
}

/**
 * Takes a format code such as `dd/mm/yyyy;@` or `[$-409]d-mmm-yy`; tells whether it shows a date or a time of
 * day. Elapsed time (`[h]:mm`) is an amount and stays a number.
 */
export function isDateFormat(code: string): boolean {
  const sections = splitSections(code);
  // Only with a condition can another section than the first one apply to an ordinary positive number.
  const conditional = /\[[<>=]/.test(code);
  const considered = conditional ? sections : sections.slice(0, 1);
  return considered.some((section) => {
    const bare = section.toLowerCase().replaceAll('general', '');
    if (/\[(h+|m+|s+)\]/.test(bare)) return false;
    return /[ymdhs]/.test(bare.replace(/\[[^\]]*\]/g, ''));
  });
}

/** Splits at ';' and leaves out what stands for itself: "quoted", \x escaped, _x and *x (space and fill). */
function splitSections(code: string): string[] {
  const sections: string[] = [];
  let section = '';
  for (let i = 0; i < code.length; i++) {
    const char = code[i];
    if (char === '"') {
      const close = code.indexOf('"', i + 1);
      if (close < 0) break;
      i = close;
    } else if (char === '\\' || char === '_' || char === '*') i++;
    else if (char === '[') {
      const close = code.indexOf(']', i);
      if (close < 0) break;
      section += code.slice(i, close + 1);
      i = close;
    } else if (char === ';') {
      sections.push(section);
      section = '';
    } else section += char;
  }
  return [...sections, section];
}

/**
 * Takes a format code; gives how many digits it shows at least, where it is zeros alone (`00000000`), and
 * otherwise 0. Longer than any number is kept exactly, no format means an identifier.
 */
export function zerosShown(code: string): number {
  const zeros = /^(0{2,30})(?:;[^[]*)?$/.exec(code)?.[1];
  return zeros?.length ?? 0;
}
