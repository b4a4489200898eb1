/** Sizes of paper that reports are printed on, and which is usual where. Pure. */

export const PAPERS = ['A4', 'Letter'] as const;
export type Paper = (typeof PAPERS)[number];

/** Where the Unicode locale data have US Letter; everywhere else A4 is usual. */
const LETTER_REGIONS: ReadonlySet<string> = new Set(
  'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' '),
);

/**
 * The region of a system that writes in these locales, as `US`; undefined: none says one.
 * @param locales best first
 */
export function regionOf(locales: readonly string[]): string | undefined {
  for (const locale of locales) {
    // Regional settings that differ from the language: English as in Germany.
    const override = /-u(?:-[a-z0-9]+)*?-rg-([a-z]{2})zzzz\b/i.exec(locale)?.[1];
    const region = override?.toUpperCase() ?? regionIn(locale);
    if (region !== undefined) return region;
  }
  return undefined;
}

function regionIn(locale: string): string | undefined {
  try {
    return new Intl.Locale(locale).region;
  } catch {
    return undefined;
  }
}

/** What a new workspace begins with. */
export function usualPaper(locales: readonly string[]): Paper {
  return LETTER_REGIONS.has(regionOf(locales) ?? '') ? 'Letter' : 'A4';
}
