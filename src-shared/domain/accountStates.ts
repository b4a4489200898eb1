/**
 * Whether an account is active and not expired, as Alma's list of users asks it. What no report tells is neither: a user
 * without a status may be inactive. Pure.
 */
import type { IsoDate } from './calendar.ts';

export const ACCOUNT_STATES = ['active', 'inactive', 'not-told'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** How reports write the status of an account that isn't switched off, without case. */
const ACTIVE = new Set(['active', 'yes', 'y', 'true', '1']);

/** Whether the status that a report gives is that of an active account. */
export function isActiveStatus(status: string): boolean {
  return ACTIVE.has(status.trim().toLowerCase());
}

/**
 * `inactive`: not active or expired, for which one of both is enough. `active` needs a status; an account without an
 * expiry date doesn't expire, and one lasts to the end of the day on which it does.
 */
export function accountState(
  status: string | null,
  expiryDate: IsoDate | null,
  today: IsoDate,
): AccountState {
  const expired = expiryDate !== null && expiryDate < today;
  if (expired || (status !== null && !isActiveStatus(status))) return 'inactive';
  return status === null ? 'not-told' : 'active';
}
