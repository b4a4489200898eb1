/**
 * Combine sets: Alma's And, Or and Not of two sets (docs/domain.md, sections 1 and 5).
 */
import type { UserBitmap } from './userBitmap.ts';

export const SET_OPERATORS = ['And', 'Or', 'Not'] as const;
export type SetOperator = (typeof SET_OPERATORS)[number];

export const SET_OPERATOR_TEXTS: Readonly<Record<SetOperator, string>> = {
  And: 'users in both sets',
  Or: 'users in either set or in both',
  Not: 'users in the first set that are not in the second',
};

export function combineSets(
  first: UserBitmap,
  operator: SetOperator,
  second: UserBitmap,
): UserBitmap {
  if (operator === 'And') return first.and(second);
  if (operator === 'Or') return first.or(second);
  return first.andNot(second);
}
