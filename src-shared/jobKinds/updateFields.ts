/**
 * The fields of Update/Notify Users that give a user one new value each, in Alma's order (docs/domain.md, section 4):
 * what each is called on Alma's page and in its payload, and which field of the catalogue it changes. The user group
 * comes first and has a place of its own in a request: whom a job may take depends on it. Pure.
 */
import { z } from 'zod';
import { isoDate } from '../domain/valueShapes.ts';
import { type UserFieldName, userField } from '../fields/userFields.ts';

/** Conditions of its fields. A list, because Alma may offer more. */
export const UPDATE_CONDITIONS = ['Unconditionally'] as const;
export type UpdateCondition = (typeof UPDATE_CONDITIONS)[number];

interface UpdateField {
  readonly field: UserFieldName;
  /** As on Alma's page. */
  readonly label: string;
  /** Its name in the payload of Alma's job. */
  readonly payload: string;
  /** Alma's page asks under which condition it is changed. */
  readonly conditional: boolean;
}

export const GROUP_FIELD = {
  field: 'user_group',
  label: 'User group',
  payload: 'UserGroup',
  conditional: true,
} as const satisfies UpdateField;

/** All but the user group. */
export const VALUE_FIELDS = [
  { field: 'purge_date', label: 'Purge date', payload: 'Purge_Date', conditional: true },
  { field: 'expiry_date', label: 'Expiry date', payload: 'Expiry_Date', conditional: true },
  { field: 'status', label: 'Status', payload: 'Status', conditional: true },
  { field: 'user_title', label: 'Title', payload: 'Title', conditional: true },
  {
    field: 'job_description',
    label: 'Job description',
    payload: 'JobDescription',
    conditional: true,
  },
  { field: 'campus', label: 'Campus', payload: 'Campus', conditional: true },
  {
    field: 'cataloger_level',
    label: 'Cataloger level',
    payload: 'CatalogerLevel',
    conditional: false,
  },
] as const satisfies readonly UpdateField[];

export type ValueField = (typeof VALUE_FIELDS)[number]['field'];

/** The fields that the job can change, the group among them. */
export const UPDATED_FIELDS = [GROUP_FIELD, ...VALUE_FIELDS].map(({ field }) => field) as [
  UpdatedField,
  ...UpdatedField[],
];
export type UpdatedField = ValueField | typeof GROUP_FIELD.field;

export function updateField(field: UpdatedField): UpdateField {
  return field === GROUP_FIELD.field
    ? GROUP_FIELD
    : VALUE_FIELDS.find((each) => each.field === field)!;
}

export const condition = z.enum(UPDATE_CONDITIONS);

/** On one line: what stands in no cell and on no page can't be meant. */
const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((value) => !/\p{Cc}/u.test(value), 'one line of text');

/** Whether its value is a day. */
export const isDayField = (field: ValueField) => userField(field).kind === 'date';

/** A ticked field with its new value: a day as YYYY-MM-DD, else text. */
export const fieldUpdate = z
  .strictObject({
    field: z.enum(VALUE_FIELDS.map(({ field }) => field) as [ValueField, ...ValueField[]]),
    value: text,
    condition,
  })
  .refine(({ field, value }) => !isDayField(field) || isoDate.safeParse(value).success, {
    path: ['value'],
    error: 'a date as YYYY-MM-DD',
  });
export type FieldUpdate = z.infer<typeof fieldUpdate>;
