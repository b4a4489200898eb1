/**
 * Purge in User cleanup: users whom a job here has deleted are erased for good, wherever this workspace holds anything of
 * them (docs/domain.md, section 7); on the request of one person also users who aren't deleted, and somebody who is no
 * user. Its request and its words; what it does is in the engine.
 */
import { z } from 'zod';
import { ERASURE_CAVEATS, personTexts } from '../domain/person.ts';
import { selection } from '../domain/selection.ts';
import { count, isoDate } from '../domain/valueShapes.ts';
import { defineJobKind, jobName } from './jobKind.ts';

const request = z.strictObject({
  kind: z.literal('erase-users'),
  name: jobName,
  parameters: z.strictObject({
    /** By which the people are told what became of their data; the engine settles it. */
    requestId: z.string().max(40).optional(),
    /** By when it has to be done and proved; the engine settles it. */
    due: isoDate.optional(),
    /** One person asked for it; the engine settles it. */
    onRequest: z.literal(true).optional(),
    /** By how many texts they were meant besides their records; the engine settles it. */
    texts: count.optional(),
    /** All of the personal data in the workspace, whoever it is of. */
    everybody: z.literal(true).optional(),
  }),
  /** Whom: those of them who are deleted, unless they asked for it. Kept nowhere. */
  users: selection,
  /** How many they are, as it was typed. */
  typedUsers: count,
  /** The request of one person: then users needn't be deleted. */
  person: z
    .strictObject({
      /** By what else they are meant, as it was searched for and confirmed. Kept unreadable until the job has ended. */
      texts: personTexts,
      /** What was told of the users before this was confirmed. */
      told: z.array(z.enum(ERASURE_CAVEATS)).max(ERASURE_CAVEATS.length),
      /** It has to be this word: whether it is, the engine asks. */
      word: z.string().max(100),
    })
    .optional(),
});
export type EraseUsersRequest = z.infer<typeof request>;

function whom({ everybody, onRequest }: EraseUsersRequest['parameters']): string {
  if (everybody) return 'Everybody: all personal data of the workspace';
  return onRequest ? 'One person, on their request' : 'Chosen in User cleanup';
}

export const eraseUsers = defineJobKind({
  kind: 'erase-users',
  title: 'User Cleanup',
  request,
  outcomes: {
    erased: { word: 'Erased', mark: 'purged' },
    'not-erased': { word: 'Left alone', mark: 'unchanged' },
  },
  finished: { outcome: 'erased', listed: 'erased' },
  failed: { outcome: 'not-erased', listed: 'left alone' },
  whole: 'to erase',
  step: null,
  mailed: true,
  hasAmounts: false,
  givesPurgeFacts: () => false,
  about: () => ({ setId: null, userGroup: null }),
  settings: ({ parameters }, { format }) => [
    { label: 'Purge request ID', value: parameters.requestId ?? '–' },
    { label: 'Due by', value: parameters.due ? format.date(parameters.due) : '–' },
    { label: 'Users', value: whom(parameters) },
    ...(parameters.texts
      ? [
          {
            label: 'Identifiers, names and addresses confirmed',
            value: format.count(parameters.texts),
          },
        ]
      : []),
    { label: 'Can be taken back', value: 'No' },
  ],
  events: () => [
    { code: 'erased', severity: 'info', text: 'Users erased', filter: { outcome: 'erased' } },
    {
      code: 'not-erased',
      severity: 'warning',
      text: 'Users left alone: not deleted any more, or erased before',
      filter: { outcome: 'not-erased' },
    },
  ],
});
