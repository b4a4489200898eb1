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
  type LineUpdate,
  labelOfChange,
  lineUpdate,
  SEVERAL_FIELDS,
  TICKED_FIELDS,
  type TickedField,
  TOLD_FIELDS,
  toldUpdate,
  UNCONDITIONALLY,
  updateField,
  VALUE_FIELDS,
} from './updateFields.ts';

const parameters = z.strictObject({
  setId: id,
  /** Null: the group isn't ticked. */
  userGroup: z.string().trim().min(1).max(200).nullable(),
  /** Of the group. */
  condition,
  /** The other ticked fields that give one value, each once. */
  fields: z.array(fieldUpdate).max(VALUE_FIELDS.length).optional(),
  /** Those that give lines or take them away, each once. */
  lines: z.array(lineUpdate).max(SEVERAL_FIELDS.length).optional(),
  /** Letters, and what Alma alone knows of accounts. */
  told: z.array(toldUpdate).max(TOLD_FIELDS.length).optional(),
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
  events: (parameters) => [
    {
      code: 'changed',
      severity: 'info',
      text: isMoveAlone(parameters)
        ? `Users moved to ${parameters.userGroup}`
        : `Users changed: ${tickedIn(parameters).map(labelOfChange).join(', ')}`,
      filter: { outcome: 'changed' },
    },
    {
      code: 'unchanged',
      severity: 'warning',
      text: `Users left alone: ${
        isMoveAlone(parameters) ? 'already in that group' : 'nothing to change'
      }, purged before, known from an exclusion list alone, or not approved when the job reached them`,
      filter: { outcome: 'unchanged' },
    },
  ],
});

/** What is ticked, whoever the users are. */
export type Ticked = Pick<UpdateParameters, 'userGroup' | 'fields' | 'lines' | 'told'> & {
  readonly condition?: string;
};

/** Whether it changes the user group and nothing else. */
export function isMoveAlone(ticked: Ticked): boolean {
  return ticked.userGroup !== null && tickedIn(ticked).length === 1;
}

/** The ticked fields in Alma's order. */
export function tickedIn({ userGroup, fields = [], lines = [], told = [] }: Ticked): TickedField[] {
  const ticked = new Set<TickedField>([...fields, ...lines, ...told].map(({ field }) => field));
  if (userGroup !== null) ticked.add(GROUP_FIELD.field);
  return TICKED_FIELDS.filter((field) => ticked.has(field));
}

/** Fields whose condition says nothing that is published: whom Alma will change nobody knows. */
export function underOtherConditions({
  userGroup,
  condition: ofGroup = UNCONDITIONALLY,
  fields = [],
}: Ticked): {
  readonly field: FieldUpdate['field'] | typeof GROUP_FIELD.field;
  readonly value: string;
}[] {
  return [
    ...(userGroup === null
      ? []
      : [{ field: GROUP_FIELD.field, value: userGroup, condition: ofGroup }]),
    ...fields,
  ].filter((each) => each.condition !== UNCONDITIONALLY);
}

/** What it is told to do with the users of whatever set. */
export function updateSettings(
  parameters: Omit<UpdateParameters, 'setId'>,
  format: Pick<SettingFormat, 'date'>,
): readonly JobSetting[] {
  const { userGroup, condition: ofGroup, fields = [], lines = [], told = [] } = parameters;
  const rowsOf = (field: TickedField): JobSetting[] => {
    const label = labelOfChange(field);
    if (field === GROUP_FIELD.field)
      return [
        { label, value: userGroup! },
        { label: CONDITION_OF(label), value: ofGroup },
      ];
    const given = fields.find((each) => each.field === field);
    if (given) {
      const value = isDayField(given.field) ? format.date(given.value) : given.value;
      const { conditional } = updateField(given.field);
      return [
        { label, value },
        ...(conditional ? [{ label: CONDITION_OF(label), value: given.condition }] : []),
      ];
    }
    const ofLines = lines.find((each) => each.field === field);
    if (!ofLines) return [{ label, value: told.find((each) => each.field === field)!.value }];
    const { value, scope } = ofLines;
    return [
      { label, value },
      ...(scope === null ? [] : [{ label: SCOPE_OF(label), value: scope }]),
    ];
  };
  const isTold = (...asked: readonly string[]) => told.some(({ field }) => asked.includes(field));
  return [
    ...tickedIn(parameters).flatMap(rowsOf),
    ...(isTold('send_notification', 'opt_in_letters', 'opt_out_letters')
      ? []
      : [{ label: 'Letters and notifications', value: 'None' }]),
    ...(isTold('set_account_to') ? [] : [{ label: 'Account type', value: 'Not changed' }]),
  ];
}

const CONDITION_OF = (label: string) => `${label}: condition`;
const SCOPE_OF = (label: string) => `${label}: scope`;

/** What users get besides a group, or lose. */
interface Given {
  readonly fields?: readonly FieldUpdate[];
  readonly lines?: readonly LineUpdate[];
}

/** A request that gives the members of a set these values and leaves their group. */
export function updateOfSet(setId: number, name: string, given: Given): UpdateRequest {
  return requestOf(setId, null, name, given);
}

/**
 * A request that gives the members of a set this group, whatever theirs is.
 * @param given what they get with it
 */
export function moveOfSet(
  setId: number,
  userGroup: string,
  name: string,
  given: Given = {},
): UpdateRequest {
  return requestOf(setId, userGroup, name, given);
}

function requestOf(
  setId: number,
  userGroup: string | null,
  name: string,
  { fields = [], lines = [] }: Given,
): UpdateRequest {
  const parameters = {
    ...{ setId, userGroup, condition: UNCONDITIONALLY },
    ...(fields.length > 0 && { fields: [...fields] }),
    ...(lines.length > 0 && { lines: [...lines] }),
  };
  return { kind: 'update-notify-users', name, parameters };
}
