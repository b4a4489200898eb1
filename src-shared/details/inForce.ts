/**
 * Whether a block, a role or an identifier is in force. What isn't told counts as in force: reports are asked for what is
 * there, and a block that nobody calls inactive must not be passed over. Pure.
 */
import type { DetailKind } from './details.ts';
import { detailKind } from './details.ts';

const OVER = new Set(['inactive', 'deleted', 'expired', 'removed', 'no', 'n', 'false', '0']);

/** Whether a status says that a line is no longer in force. */
export function isOver(status: string | null): boolean {
  return status !== null && OVER.has(status.trim().toLowerCase());
}

/**
 * @param value of the line’s field of that name; null where it isn’t told
 * @param today as YYYY-MM-DD; what expires today is still in force
 */
export function isInForce(
  kind: DetailKind,
  value: (field: string) => string | number | null,
  today: string,
): boolean {
  const { inForce } = detailKind(kind);
  if (!inForce) return true;
  const status = value(inForce.status);
  if (isOver(status === null ? null : String(status))) return false;
  const expiry = inForce.expiry === undefined ? null : value(inForce.expiry);
  return expiry === null || String(expiry).slice(0, 10) >= today;
}
