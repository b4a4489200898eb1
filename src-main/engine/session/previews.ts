/** The users behind the numbers of previews and checks, as long as somebody may still look at them. */
import { randomUUID } from 'node:crypto';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { PreviewParts } from '../jobs/jobKind.ts';

/** More than a screen shows at a time. */
const KEPT = 12;

export class Previews {
  readonly #parts = new Map<string, PreviewParts>();

  /** @returns the number by which criteria speak of it */
  keep(parts: PreviewParts): string {
    const previewId = randomUUID();
    this.#parts.set(previewId, parts);
    if (this.#parts.size > KEPT) this.#parts.delete(this.#parts.keys().next().value!);
    return previewId;
  }

  usersOf(previewId: string, part: string): UserBitmap | undefined {
    return this.#parts.get(previewId)?.get(part);
  }

  /** User numbers in them may be those of others by now. */
  forget(): void {
    this.#parts.clear();
  }
}
