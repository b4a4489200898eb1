/**
 * A kind of job that the program doesn't have: it writes a note about each member of a set who has none. What the three
 * files of this folder hold is all that a new kind needs; the tests put it into the three lists of kinds.
 */
import { z } from 'zod';
import { defineJobKind, jobName } from '#shared/jobKinds/jobKind.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';

const request = z.strictObject({
  kind: z.literal('set-note'),
  name: jobName,
  parameters: z.strictObject({ setId: z.number().int(), text: z.string().min(1) }),
});
export type NoteRequest = z.infer<typeof request>;

export const setNote = defineJobKind({
  kind: 'set-note',
  title: 'Set a Note',
  request,
  outcomes: {
    noted: { word: 'Noted', mark: 'changed' },
    'has-note': { word: 'Had a note', mark: 'unchanged' },
  },
  finished: { outcome: 'noted', listed: 'noted' },
  failed: { outcome: 'has-note', listed: 'had one' },
  whole: 'of the set to note',
  step: null,
  mailed: true,
  hasAmounts: false,
  givesPurgeFacts: () => false,
  about: ({ setId }) => ({ setId, userGroup: null }),
  settings: ({ parameters }, { setOf, format }) => [
    { label: 'Set', value: setOf(parameters.setId).name },
    { label: 'Set members', value: format.users(setOf(parameters.setId).members) },
    { label: 'Note', value: parameters.text },
  ],
  events: ({ text }) => [
    {
      code: 'noted',
      severity: 'info',
      text: `Users who got the note “${text}”`,
      filter: { outcome: 'noted' },
    },
    {
      code: 'has-note',
      severity: 'warning',
      text: 'Users left alone: they had a note',
      filter: { outcome: 'has-note' },
    },
  ],
});

/** What the page would send. The types of the program don't know the kind; its lists do while a test runs. */
export function noteOn(setId: number, text: string): JobRequest {
  const asked: NoteRequest = { kind: 'set-note', name: 'Note them', parameters: { setId, text } };
  return asked as unknown as JobRequest;
}
