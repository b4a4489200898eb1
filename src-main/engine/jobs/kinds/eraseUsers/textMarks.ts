/**
 * Which texts have been seen, where there are more than can be held: a mark of 64 bits for each, out of which nobody gets
 * it back. That two of ten million have the same one happens once in hundred thousand times.
 */
const FIRST = 0x01000193;
const SECOND = 0x85ebca6b;

export class TextMarks {
  #count = 0;
  #near = new Int32Array(1 << 12);
  #far = new Int32Array(1 << 12);

  /** @returns whether it is new */
  add(text: string): boolean {
    let near = 0x811c9dc5 | 0;
    let far = text.length;
    for (let n = 0; n < text.length; n++) {
      const code = text.charCodeAt(n);
      near = Math.imul(near ^ code, FIRST);
      far = Math.imul(far ^ (far >>> 15) ^ code, SECOND);
    }
    // Zero is where none is.
    return this.#enter(near, far === 0 ? 1 : far);
  }

  #enter(near: number, far: number): boolean {
    const last = this.#near.length - 1;
    let place = Math.imul(near ^ (far >>> 9), SECOND) >>> Math.clz32(last);
    for (; this.#far[place] !== 0; place = (place + 1) & last)
      if (this.#near[place] === near && this.#far[place] === far) return false;
    this.#near[place] = near;
    this.#far[place] = far;
    if (++this.#count > 0.7 * last) this.#grow();
    return true;
  }

  #grow(): void {
    const [nears, fars] = [this.#near, this.#far];
    this.#near = new Int32Array(2 * nears.length);
    this.#far = new Int32Array(2 * fars.length);
    this.#count = 0;
    for (let n = 0; n < fars.length; n++) if (fars[n] !== 0) this.#enter(nears[n]!, fars[n]!);
  }
}
