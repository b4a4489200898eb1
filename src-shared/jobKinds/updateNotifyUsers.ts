/**
 * Update/Notify Users: moves the members of a set into a user group (docs/domain.md). Its request and its words;
 * what it does is in the engine.
 */

import { z } from 'zod';
import { isOrAre } from '../domain/said.ts';
import { id } from '../domain/valueShapes.ts';
import { defineJobKind, type JobSetting, jobName } from './jobKind.ts';

/** Conditions of its fields. A list, because Alma may offer more. */
export const UPDATE_CONDITIONS = ['Unconditionally'] as const;
export type UpdateCondition = (typeof UPDATE_CONDITIONS)[number];

const request = z.strictObject({
  kind: z.literal('update-notify-users'),
  name: jobName,
  parameters: z.strictObject({
    setId: id,
    userGroup: z.string().trim().min(1).max(200),
    condition: z.enum(UPDATE_CONDITIONS),
  }),
});
export type UpdateRequest = z.infer<typeof request>;

/** What its fields are called, as on Alma's page: in the form here, in the settings of a job and in its report. */
export const UPDATE_LABELS = { userGroup: 'User group', condition: 'Condition' } as const;

export const updateNotifyUsers = defineJobKind({
  kind: 'update-notify-users',
  title: 'Update/Notify Users',
  request,
  outcomes: {
    changed: { word: 'Changed', mark: 'changed' },
    unchanged: { word: 'Left alone', mark: 'unchanged' },
  },
  finished: { outcome: 'changed', listed: 'changed' },
  failed: { outcome: 'unchanged', listed: 'left alone' },
  whole: 'in the set',
  step: 'update',
  refusals: {
    subject: 'This set has',
    protected: ({ users }, say) => ({
      text: `${say.users(users)} of this set ${isOrAre(users)} protected by the register and can’t go into this group.`,
      todo: 'Make a set without them, for example of the approved users alone.',
    }),
    notApproved: ({ users, kinds }, say) => ({
      text: `${say.users(users)} of this set ${isOrAre(users)} not approved: ${kinds}. Only approved users go into this group.`,
      todo: 'Make a set without them, or decide about them in the review.',
    }),
  },
  hasAmounts: false,
  about: ({ setId, userGroup }) => ({ setId, userGroup }),
  settings({ parameters }, { setOf, format }) {
    const set = setOf(parameters.setId);
    return [
      { label: 'Set', value: set.name },
      { label: 'Set ID', value: String(set.setId) },
      { label: 'Set members', value: format.users(set.members) },
      ...moveSettings(parameters.userGroup, parameters.condition),
    ];
  },
  events: ({ userGroup }) => [
    {
      code: 'changed',
      severity: 'info',
      text: `Users moved to ${userGroup}`,
      filter: { outcome: 'changed' },
    },
    {
      code: 'unchanged',
      severity: 'warning',
      text: 'Users left alone: already in that group, purged before, known from an exclusion list alone, or not approved when the job reached them',
      filter: { outcome: 'unchanged' },
    },
  ],
});

/** What it is told to do with the users of whatever set. @param userGroup as it is shown */
export function moveSettings(userGroup: string, condition: UpdateCondition): readonly JobSetting[] {
  return [
    { label: UPDATE_LABELS.userGroup, value: userGroup },
    { label: UPDATE_LABELS.condition, value: condition },
    { label: 'Letters and notifications', value: 'None' },
    { label: 'Account type', value: 'Not changed' },
  ];
}

/** A request that gives the members of a set this group, whatever theirs is. */
export function moveOfSet(setId: number, userGroup: string, name: string): UpdateRequest {
  const parameters = { setId, userGroup, condition: UPDATE_CONDITIONS[0] };
  return { kind: 'update-notify-users', name, parameters };
}
