/** Words of a screen that lists users, and of making a set of them. */
import { countOf } from '../../ui/format.ts';

export const userListWords = {
  makeSet: 'Make set',
  panel: 'Who is this',
  /** The users behind a number of another screen. */
  behindNumber: 'the users behind a number',
  nobodyUndecided: 'No undecided user matches.',
} as const;

export const makeSetWords = {
  title: 'Make a set',
  users: 'Users',
  flagsAmong: (users: number) =>
    users === 1 ? 'Flags of this user:' : `Flags among these ${countOf(users, 'user')}:`,
  name: 'Set name',
  description: 'Description',
  note: 'Note',
  private: 'Private',
  privateMeaning: 'In Alma, only its creator sees a private set.',
  make: 'Make set',
  makeOf: (users: number) => `Make set of ${countOf(users, 'user')}`,
  made: (name: string, members: number) => `The set “${name}” has ${countOf(members, 'member')}.`,
  show: 'Show in Sets',
} as const;
