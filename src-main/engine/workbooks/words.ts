/** Words that the program itself puts on printed pages. */
export const PAGE_WORDS = {
  page: (page: string, of: string) => `Page ${page} of ${of}`,
} as const;
