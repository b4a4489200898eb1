/** Numbers and dates within sentences, as the system of the document writes them. Pure. */
import type { Say } from '../../domain/said.ts';
import type { ValueFormat } from '../values.ts';

export function sayIn({ system }: Pick<ValueFormat, 'system'>): Say {
  return {
    count: system.count,
    users: (users) => `${system.count(users)} ${users === 1 ? 'user' : 'users'}`,
    date: system.date,
  };
}
