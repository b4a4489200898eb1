/** A number in a sentence that leads to the users it counts; where in the sentence it stands is said by the words. */
import type { Criteria } from '#shared/domain/criteria.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import type { Linked } from './words.tsx';

/** @param title what the users are called where they are shown */
export function linkTo(count: number, criteria: Criteria, title: string): Linked {
  return (shown) => (
    <CountLink count={count} criteria={criteria} title={title}>
      {shown}
    </CountLink>
  );
}
