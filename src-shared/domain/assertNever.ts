/**
 * For the end of a choice between kinds that gives no value: a kind that is added and not chosen for doesn't
 * compile. (Where a value is given the compiler misses the `return` by itself.) It must never be reached.
 */
export function assertNever(value: never): never {
  throw new Error('A case is missing', { cause: value });
}
