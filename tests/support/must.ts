/** For tests: what has to be there, or the test fails where it isn't. */
export function must<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('It is missing');
  return value;
}
