/** Refusals about sets. */
import type { Said, Say } from '../domain/said.ts';

export const SET_REFUSALS = {
  'set.gone': { text: 'This set is no longer there.' },
  'set.off': ({ name, requestId }: { name: string; requestId: string }): Said => ({
    text: `The set “${name}” is off: its criteria named a user who was erased by request ${requestId}.`,
    todo: 'Look at its members in Sets, then edit the set and save it, or make another one.',
  }),
  'set.nameTaken': ({ name }: { name: string }): Said => ({
    text: `There is already a set named “${name}”.`,
    todo: 'Choose another name.',
  }),
  'set.notLogical': {
    text: 'These users were picked one by one or come from a preview, so there is nothing to ask again.',
    todo: 'Make an itemized set of them.',
  },
  'set.inUse': ({ name }: { name: string }): Said => ({
    text: `The logical set “${name}” asks for members of this set.`,
    todo: 'Delete that one first.',
  }),
  'set.inJob': {
    text: 'A job that has not finished works on this set.',
    todo: 'Delete it when the job has completed.',
  },
  'set.openPairs': ({ users }: { users: number }, say: Say): Said => ({
    text: `${say.users(users)} of the first set may be meant by the exclusion list in the second, which has nearly the same ${users === 1 ? 'identifier' : 'identifiers'}. The combination would leave them in.`,
    todo: 'Exclude or approve them in the review first: they have the flag “Possible zero-loss pair” or “Possible pair”.',
  }),
} as const;
