/** How large a file is, as file managers write it. Pure. */
import type { Say } from './said.ts';

const MEGA = 1_000_000;
const GIGA = 1000 * MEGA;

/** `1 MB`, `412 MB`, `1.3 GB`: never less than it takes. */
export function sizeText(bytes: number, say: Pick<Say, 'count'>): string {
  return bytes < GIGA
    ? `${say.count(Math.max(1, Math.ceil(bytes / MEGA)))} MB`
    : `${say.count(Math.ceil(bytes / (GIGA / 10)) / 10)} GB`;
}
