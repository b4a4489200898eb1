/**
 * The users behind the numbers of a preview that was counted by classes: gathered when somebody opens a number, since
 * most never are.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { PreviewParts } from '../../jobKind.ts';

/** Of parts that classes can't tell; undefined for all others. */
type MeantOf = (part: string) => ((userNo: number) => boolean) | undefined;

export class ClassParts implements PreviewParts {
  readonly #classOf: Int32Array;
  readonly #partsOf: readonly (readonly string[])[];
  readonly #meantOf: MeantOf;
  readonly #gathered = new Map<string, UserBitmap>();

  /**
   * @param classOf by user number, a place in `partsOf` or a negative number
   * @param partsOf the parts that the users of each class are in
   */
  constructor(
    classOf: Int32Array,
    partsOf: readonly (readonly string[])[],
    meantOf: MeantOf = () => undefined,
  ) {
    this.#classOf = classOf;
    this.#partsOf = partsOf;
    this.#meantOf = meantOf;
  }

  get(part: string): UserBitmap | undefined {
    if (!this.#gathered.has(part)) {
      const users = this.#gather(part);
      if (users) this.#gathered.set(part, users);
    }
    return this.#gathered.get(part);
  }

  #gather(part: string): UserBitmap | undefined {
    const meant = this.#meantOf(part);
    if (meant) return this.#those(meant);
    const classes = this.#partsOf.map((parts) => parts.includes(part));
    return classes.includes(true)
      ? this.#those((userNo) => classes[this.#classOf[userNo]!] === true)
      : undefined;
  }

  #those(meant: (userNo: number) => boolean): UserBitmap {
    const users = new UserBitmap();
    for (let userNo = 1; userNo < this.#classOf.length; userNo++)
      if (meant(userNo)) users.add(userNo);
    return users;
  }
}
