/** The names of one person as they are written beside each other. Pure. */

/** What is told of a name; several of a part are spellings of it, as a preferred first name is. */
export interface NameParts {
  readonly lastNames: readonly string[];
  readonly firstNames: readonly string[];
  readonly middleNames: readonly string[];
}

/** Both names, in either order; none where one of them isn't told. */
export function fullNames(last: string | null, first: string | null): string[] {
  if (!last || !first) return [];
  const apart = [`${first} ${last}`, `${last} ${first}`];
  return NO_SPACES.test(last + first) ? [...apart, `${last}${first}`] : apart;
}

/** Between such names nobody writes a space. */
const NO_SPACES = /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]+$/u;

/** The same of all spellings, and with the middle name or its initial between them or behind them. */
export function fullNamesOf({ lastNames, firstNames, middleNames }: NameParts): string[] {
  const middles = middleNames.flatMap((middle) => [middle, ...middle.slice(0, 1)]);
  return lastNames.flatMap((last) =>
    firstNames.flatMap((first) => [
      ...fullNames(last, first),
      ...middles.flatMap((middle) => [`${first} ${middle} ${last}`, `${last} ${first} ${middle}`]),
    ]),
  );
}
