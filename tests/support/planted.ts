/**
 * Invented people of whom every text is theirs alone and says so: whatever is searched, a file or the memory of a
 * process, one pass finds who stands in it and by what. All are drawn from a number, so that each run plants the same.
 */

/** What a person is known by, each with a letter of its own in the mark. */
const TEXTS = {
  id: 'i',
  last: 'l',
  first: 'f',
  middle: 'm',
  preferred: 'p',
  barcode: 'b',
  email: 'e',
  phone: 't',
  street: 's',
} as const;
export type PlantedText = keyof typeof TEXTS;
export const PLANTED_TEXTS = Object.keys(TEXTS) as PlantedText[];

export type Planted = Readonly<Record<PlantedText, string>> & { readonly n: number };

/** Begins with what no word does, names the text by a letter and the person by four, and ends unlike it goes on. */
const mark = (text: PlantedText, n: number) => `qz${TEXTS[text]}${letters(n)}w`;

const letters = (n: number) =>
  Array.from(String(n).padStart(4, '0'), (digit) => 'abcdefghij'[Number(digit)]!).join('');

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** @param n below 10,000 */
export const planted = (n: number): Planted => ({
  n,
  id: mark('id', n),
  last: capital(mark('last', n)),
  first: capital(mark('first', n)),
  middle: capital(mark('middle', n)),
  preferred: capital(mark('preferred', n)),
  barcode: mark('barcode', n).toUpperCase(),
  email: `${mark('email', n)}@uni.example`,
  phone: `+43 ${mark('phone', n)} 60`,
  street: `${capital(mark('street', n))} Lane 7b`,
});

/** As UTF-8, UTF-16 or bytes with zeros between, in any case. */
const MARK = /q\0?z\0?([ilfmpbets])\0?([a-j])\0?([a-j])\0?([a-j])\0?([a-j])\0?w/gi;

/** Longer than any mark: what two pieces of a file are searched with in common. */
const OVERLAP = 32;
const PIECE = 8 << 20;

export class FoundPeople {
  readonly #found = new Map<number, Set<PlantedText>>();
  bytes = 0;

  /** Bytes of whatever it is; piece by piece, so that a process may be searched in a smaller one. */
  search(bytes: Buffer): void {
    this.bytes += bytes.length;
    for (let from = 0; from < bytes.length; from += PIECE)
      this.#searchPiece(bytes.toString('latin1', from, from + PIECE + OVERLAP));
  }

  #searchPiece(piece: string): void {
    for (const [, letter, ...digits] of piece.matchAll(MARK)) {
      const text = PLANTED_TEXTS.find((each) => TEXTS[each] === letter!.toLowerCase())!;
      const n = Number(digits.map((each) => 'abcdefghij'.indexOf(each.toLowerCase())).join(''));
      this.#found.set(n, (this.#found.get(n) ?? new Set()).add(text));
    }
  }

  /** By what each of these is found; nobody who isn't. */
  of(people: readonly Planted[]): Record<string, readonly PlantedText[]> {
    const found = people.flatMap(({ n }) => {
      const texts = this.#found.get(n);
      return texts ? [[`person ${n}`, PLANTED_TEXTS.filter((each) => texts.has(each))]] : [];
    });
    return Object.fromEntries(found);
  }

  /** Of whom one of these texts isn't found. */
  missing(people: readonly Planted[], texts: readonly PlantedText[]): string[] {
    return people.flatMap(({ n }) => {
      const lacking = texts.filter((each) => !this.#found.get(n)?.has(each));
      return lacking.length > 0 ? [`person ${n}: ${lacking.join(', ')}`] : [];
    });
  }
}
