/** Names of a list as bits of a number: bit n stands for the nth name, so that no number is written beside a list. */

/** The bit of each name. */
export function bitsOf<Name extends string>(
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, n) => [name, 1 << n])) as Record<Name, number>;
}

/** The names whose bits are set, in the order of the list. */
export function namesIn<Name extends string>(names: readonly Name[], bits: number): Name[] {
  return names.filter((_, n) => (bits & (1 << n)) !== 0);
}
