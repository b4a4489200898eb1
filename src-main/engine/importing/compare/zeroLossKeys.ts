/**
 * Possible zero-loss pairs: two identifiers that are the same number but for leading zeros, which a spreadsheet
 * may have dropped (docs/domain.md, section 6, rule 3).
 */
import { zeroLossKey } from '#shared/domain/primaryIdentifier.ts';

/** Keys of digits by their number. */
export class ZeroLossKeys {
  /** The only key with this number; null where several have it. */
  readonly #byNumber = new Map<string, string | null>();

  constructor(keys: Iterable<string>) {
    for (const key of keys) {
      const number = zeroLossKey(key);
      if (number !== undefined) this.#byNumber.set(number, this.#byNumber.has(number) ? null : key);
    }
  }

  get size(): number {
    return this.#byNumber.size;
  }

  /** Whether some key is this number, told without leading zeros. */
  hasNumber(number: string): boolean {
    return this.#byNumber.has(number);
  }

  /** Whether another key than this one is the same number. */
  hasOther(key: string): boolean {
    const number = this.size === 0 ? undefined : zeroLossKey(key);
    const other = number === undefined ? undefined : this.#byNumber.get(number);
    return other !== undefined && other !== key;
  }
}
