/** An instant as reports write it: in UTC, to the second. */
export function instantText(instant: number | null): string {
  return instant === null
    ? ''
    : new Date(instant)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, ' UTC');
}
