/**
 * Update/Notify Users: gives the members of a set a user group, other new values, or both (docs/domain.md). Its request
 * and its words; what it does is in the engine.
 */

import { z } from 'zod';
import { isOrAre } from '../domain/said.ts';
import { id } from '../domain/valueShapes.ts';
import { defineJobKind, type JobSetting, jobName, type SettingFormat } from './jobKind.ts';
import {
  condition,
  type FieldUpdate,
  fieldUpdate,
  GROUP_FIELD,
  isDayField,
  UPDATE_CONDITIONS,
  type UpdateCondition,
  updateField,
  VALUE_FIELDS,
} from './updateFields.ts';

const parameters = z.strictObject({
  setId: id,
  /** Null: the group isn't ticked. */
  userGroup: z.string().trim().min(1).max(200).nullable(),
  /** Of the group. */
  condition,
  /** The other ticked fields, each once; none: the group alone. */
  fields: z.array(fieldUpdate).max(VALUE_FIELDS.length).optional(),
});
export type UpdateParameters = z.infer<typeof parameters>;

const request = z.strictObject({
  kind: z.literal('update-notify-users'),
  name: jobName,
  parameters,
});
export type UpdateRequest = z.infer<typeof request>;

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
  mailed: true,
  hasKit: true,
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
  givesPurgeFacts: ({ fields = [] }) => fields.some(({ field }) => field === 'purge_date'),
  about: ({ setId, userGroup }) => ({ setId, userGroup }),
  settings({ parameters }, { setOf, format }) {
    const set = setOf(parameters.setId);
    return [
      { label: 'Set', value: set.name },
      { label: 'Set ID', value: String(set.setId) },
      { label: 'Set members', value: format.users(set.members) },
      ...updateSettings(parameters, format),
    ];
  },
  events: ({ userGroup, fields = [] }) => [
    {
      code: 'changed',
      severity: 'info',
      text: isMoveAlone({ userGroup, fields })
        ? `Users moved to ${userGroup}`
        : `Users changed: ${inSentence(userGroup, fields)}`,
      filter: { outcome: 'changed' },
    },
    {
      code: 'unchanged',
      severity: 'warning',
      text: `Users left alone: ${
        isMoveAlone({ userGroup, fields }) ? 'already in that group' : 'nothing to change'
      }, purged before, known from an exclusion list alone, or not approved when the job reached them`,
      filter: { outcome: 'unchanged' },
    },
  ],
});

/** Whether it changes the user group and nothing else. */
export function isMoveAlone({
  userGroup,
  fields = [],
}: Pick<UpdateParameters, 'userGroup' | 'fields'>): boolean {
  return userGroup !== null && fields.length === 0;
}

/** The labels of what is changed, as they stand in a sentence. */
function inSentence(userGroup: string | null, fields: readonly FieldUpdate[]): string {
  const labels = fields.map(({ field }) => updateField(field).label);
  return [...(userGroup === null ? [] : [GROUP_FIELD.label]), ...labels].join(', ');
}

/** What it is told to do with the users of whatever set. */
export function updateSettings(
  { userGroup, condition: ofGroup, fields = [] }: Omit<UpdateParameters, 'setId'>,
  format: Pick<SettingFormat, 'date'>,
): readonly JobSetting[] {
  const row = (label: string, value: string, under: UpdateCondition | null) => [
    { label, value },
    ...(under === null ? [] : [{ label: CONDITION_OF(label), value: under }]),
  ];
  return [
    ...(userGroup === null ? [] : row(GROUP_FIELD.label, userGroup, ofGroup)),
    ...fields.flatMap(({ field, value, condition: under }) => {
      const { label, conditional } = updateField(field);
      const shown = isDayField(field) ? format.date(value) : value;
      return row(label, shown, conditional ? under : null);
    }),
    { label: 'Letters and notifications', value: 'None' },
    { label: 'Account type', value: 'Not changed' },
  ];
}

const CONDITION_OF = (label: string) => `${label}: condition`;

/** A request that gives the members of a set these values and leaves their group. */
export function updateOfSet(
  setId: number,
  name: string,
  fields: readonly FieldUpdate[],
): UpdateRequest {
  const condition = UPDATE_CONDITIONS[0];
  const parameters = { setId, userGroup: null, condition, fields: [...fields] };
  return { kind: 'update-notify-users', name, parameters };
}

/**
 * A request that gives the members of a set this group, whatever theirs is.
 * @param fields what they get with it
 */
export function moveOfSet(
  setId: number,
  userGroup: string,
  name: string,
  fields: readonly FieldUpdate[] = [],
): UpdateRequest {
  const given = fields.length > 0 && { fields: [...fields] };
  return {
    ...{ kind: 'update-notify-users', name },
    parameters: { setId, userGroup, condition: UPDATE_CONDITIONS[0], ...given },
  };
}
