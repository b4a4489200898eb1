/** Names of which nobody can read the words, for who keeps of texts no more than such words. Pure. */

export class HiddenNames {
  /** By their first word: the words of each name that begins with it. */
  readonly #names = new Map<string, (readonly string[])[]>();

  constructor(names: Iterable<readonly string[]>) {
    for (const words of names) {
      const alike = this.#names.get(words[0]!) ?? [];
      alike.push(words);
      this.#names.set(words[0]!, alike);
    }
  }

  /** Of each of these words, in their order, whether it belongs to somebody's name. */
  named(words: readonly string[]): boolean[] {
    const named = words.map(() => false);
    for (const [n, word] of words.entries())
      for (const name of this.#names.get(word) ?? [])
        if (name.every((each, m) => words[n + m] === each)) named.fill(true, n, n + name.length);
    return named;
  }
}
