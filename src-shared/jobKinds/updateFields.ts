/**
 * The fields of Update/Notify Users, in Alma's order (docs/domain.md, section 4): what each is called on Alma's page and in
 * its payload, what it changes here, and which field puts that back. Those that give one new value name the field of the
 * catalogue that they change; the user group comes first and has a place of its own in a request: whom a job may take
 * depends on it. Others give users lines or take them away, and some do nothing to users but what Alma does. Pure.
 */
import { z } from 'zod';
import type { DetailFieldName } from '../details/details.ts';
import {
  type ChangedKind,
  LINE_KEYS,
  type LineChange,
  type LineText,
} from '../domain/lineChanges.ts';
import { isoDate } from '../domain/valueShapes.ts';
import { type UserFieldName, userField } from '../fields/userFields.ts';

/** The one condition whose effect is published. Alma may offer more: Settings name them. */
export const UNCONDITIONALLY = 'Unconditionally';
/** Those that every workspace offers. */
export const UPDATE_CONDITIONS = [UNCONDITIONALLY] as const;
/** In a payload. */
export const CONDITION_IN_PAYLOAD = { [UNCONDITIONALLY]: 'Null' } as const;

/** Before the names of all fields that change users, in the payload. */
export const PAYLOAD_PREFIX = 'UPDATE_User_Information_';

/**
 * What Alma's form begins with: to which sort of accounts what follows belongs. It has neither a tick box nor a condition,
 * and of its values but one is public, which leaves it to each user's account; so there is nothing to choose here.
 */
export const USER_INFORMATION = {
  label: 'User information',
  value: 'By user account type',
  payload: `${PAYLOAD_PREFIX}FieldType_Value`,
  inPayload: 'BY_USER_ACCOUNT_TYPE',
} as const;

/** How what a field did is put back: by itself with the original value, by another field, or by no job. */
export type Reverse = 'value' | LineField | ToldField | null;

interface OfPage {
  /** As on Alma's page. */
  readonly label: string;
  /** Its name in the payload of Alma's job, behind the prefix; with `_Active` that of its tick box, `_Value` of its value. */
  readonly payload: string;
}

interface UpdateField extends OfPage {
  readonly field: UserFieldName;
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

/** The fields that give one value, the group among them. */
export const UPDATED_FIELDS = [GROUP_FIELD, ...VALUE_FIELDS].map(({ field }) => field) as [
  UpdatedField,
  ...UpdatedField[],
];
export type UpdatedField = ValueField | typeof GROUP_FIELD.field;

/** A field that gives users a line, or takes away or switches off what they have. */
interface OfLines extends OfPage {
  readonly field: string;
  readonly kind: ChangedKind;
  readonly does: LineChange['does'];
  /** Where its scope stands in a line; null: lines of the kind have none, and it is kept for Alma's form alone. */
  readonly scope: DetailFieldName | null;
  /** The field that puts it back; null: Alma's job has none. */
  readonly reverse: string | null;
}

export const LINE_FIELDS = [
  {
    field: 'add_block',
    label: 'Add block',
    payload: 'AddBlock',
    reverse: 'disable_block',
    kind: 'blocks',
    does: 'add',
    scope: null,
  },
  {
    field: 'disable_block',
    label: 'Disable block',
    payload: 'DisableBlock',
    kind: 'blocks',
    does: 'disable',
    scope: null,
    reverse: 'add_block',
  },
  {
    field: 'add_role',
    label: 'Add role',
    payload: 'AddRole',
    reverse: 'remove_role',
    kind: 'roles',
    does: 'add',
    scope: 'role_scope',
  },
  {
    field: 'remove_role',
    label: 'Remove role',
    payload: 'RemoveRole',
    reverse: 'add_role',
    kind: 'roles',
    does: 'remove',
    scope: 'role_scope',
  },
  {
    field: 'add_note',
    label: 'Add note',
    payload: 'AddNote',
    reverse: null,
    kind: 'notes',
    does: 'add',
    scope: null,
  },
  {
    field: 'add_statistics',
    label: 'Add statistics',
    payload: 'AddStatistics',
    kind: 'statistics',
    does: 'add',
    scope: 'statistic_type',
    reverse: 'remove_statistics',
  },
  {
    field: 'remove_statistics',
    label: 'Remove statistics',
    payload: 'RemoveStatistics',
    kind: 'statistics',
    does: 'remove',
    scope: 'statistic_type',
    reverse: 'add_statistics',
  },
] as const satisfies readonly OfLines[];

/** The field of the catalogue that holds names of libraries, which two fields of the job lengthen and shorten. */
export const LIBRARIES_FIELD = 'resource_sharing_library';

const LIBRARY_FIELDS = [
  {
    field: 'add_resource_sharing_library',
    label: 'Add resource sharing library',
    payload: 'RSL',
    does: 'add',
    reverse: 'remove_resource_sharing_library',
  },
  {
    field: 'remove_resource_sharing_library',
    label: 'Remove resource sharing library',
    payload: 'RemoveRSL',
    does: 'remove',
    reverse: 'add_resource_sharing_library',
  },
] as const;

/** Fields that add to what users have, or take from it. */
export type LineField = (typeof LINE_FIELDS | typeof LIBRARY_FIELDS)[number]['field'];
export const SEVERAL_FIELDS = [...LIBRARY_FIELDS, ...LINE_FIELDS] as const;

/**
 * Fields that a rehearsal only tells of: letters that would be written, and accounts that Alma would change. Nothing of
 * it is kept with users but that the job would have reached them.
 */
export const TOLD_FIELDS = [
  {
    field: 'set_account_to',
    label: 'Set account to',
    payload: 'SetAccountTo',
    asks: 'account',
    reverse: 'value',
  },
  {
    field: 'opt_in_letters',
    label: 'Opt in patron letters',
    payload: 'Opt_In_Patron_Letters',
    asks: 'letters',
    reverse: 'opt_out_letters',
  },
  {
    field: 'opt_out_letters',
    label: 'Opt out patron letters',
    payload: 'Opt_Out_Patron_Letters',
    asks: 'letters',
    reverse: 'opt_in_letters',
  },
  {
    field: 'disable_sms',
    label: 'Disable SMS',
    payload: 'DisableSMS',
    asks: 'yesNo',
    reverse: null,
  },
  {
    field: 'dont_generate_password',
    label: 'Don’t generate password',
    payload: 'DontGeneratePassword',
    asks: 'yesNo',
    reverse: null,
  },
  {
    field: 'export_to_cloud_idp',
    label: 'Export to cloud IdP',
    payload: 'ExportToCloudIdP',
    asks: 'yesNo',
    reverse: null,
  },
  {
    field: 'send_notification',
    label: 'Send notification to user',
    payload: 'SEND_Notification_To_User',
    asks: 'letter',
    reverse: null,
  },
] as const;
export type ToldField = (typeof TOLD_FIELDS)[number]['field'];

/** The values of fields that have but these. */
const ACCOUNT_VALUES = ['Internal', 'External'] as const;
const YES_NO_VALUES = ['true', 'false'] as const;

/** What one field can be ticked for, of all three sorts. */
export type TickedField = UpdatedField | LineField | ToldField;

/** All of them, in Alma's order. */
export const TICKED_FIELDS: readonly TickedField[] = [
  GROUP_FIELD.field,
  ...VALUE_FIELDS.map(({ field }) => field).filter((field) => field !== 'cataloger_level'),
  'set_account_to',
  'cataloger_level',
  ...SEVERAL_FIELDS.map(({ field }) => field),
  ...TOLD_FIELDS.map(({ field }) => field).filter((field) => field !== 'set_account_to'),
];

/** Fields of users that jobs change by the way: a role that is given makes staff of a user. */
export const FOLLOWING_FIELDS = [LIBRARIES_FIELD, 'roles', 'staff_role'] as const;
export type FollowingField = (typeof FOLLOWING_FIELDS)[number];

/** What a job says in a user's history that it changed. */
export type ReportedField = TickedField | FollowingField;
export const REPORTED_FIELDS: [ReportedField, ...ReportedField[]] = [
  GROUP_FIELD.field,
  ...TICKED_FIELDS.slice(1),
  ...FOLLOWING_FIELDS,
];

export function updateField(field: UpdatedField): UpdateField {
  return field === GROUP_FIELD.field
    ? GROUP_FIELD
    : VALUE_FIELDS.find((each) => each.field === field)!;
}

export function isUpdatedField(field: string): field is UpdatedField {
  return (UPDATED_FIELDS as readonly string[]).includes(field);
}

export type SeveralField = (typeof SEVERAL_FIELDS)[number];

export const severalField = (field: LineField): SeveralField =>
  SEVERAL_FIELDS.find((each) => each.field === field)!;
const toldField = (field: ToldField) => TOLD_FIELDS.find((each) => each.field === field)!;

const OWN_LABELS = new Map<string, string>(
  [GROUP_FIELD, ...VALUE_FIELDS, ...SEVERAL_FIELDS, ...TOLD_FIELDS].map(({ field, label }) => [
    field,
    label,
  ]),
);

/** What a field is called whose change a history or a report tells. */
export function labelOfChange(field: ReportedField | UserFieldName): string {
  return OWN_LABELS.get(field) ?? userField(field as UserFieldName).label;
}

/** What its values are: as those of the catalogue's field, else texts. */
export function kindOfChange(field: ReportedField | UserFieldName) {
  return isLineField(field) || isToldField(field) ? 'text' : userField(field).kind;
}

export function isLineField(field: string): field is LineField {
  return SEVERAL_FIELDS.some((each) => each.field === field);
}

export function isToldField(field: string): field is ToldField {
  return TOLD_FIELDS.some((each) => each.field === field);
}

/** What puts back what a field did. */
export function reverseOf(field: TickedField): Reverse {
  if (isUpdatedField(field)) return 'value';
  const found = [...SEVERAL_FIELDS, ...TOLD_FIELDS].find((each) => each.field === field);
  return found?.reverse ?? null;
}

/** As it stands beside a field's tick box. */
export const condition = z.string().trim().min(1).max(100);

/** On one line: what stands in no cell and on no page can't be meant. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => !/\p{Cc}/u.test(value), 'one line of text');
const text = line(200);

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

/** The longest note that a job gives; other values are shorter. */
export const MOST_OF_NOTE = 250;

/** A ticked field that adds a line or takes lines away. */
export const lineUpdate = z.strictObject({
  field: z.enum(SEVERAL_FIELDS.map(({ field }) => field) as [LineField, ...LineField[]]),
  value: line(MOST_OF_NOTE),
  /** Null: none is given; where lines are taken away, those of any scope. */
  scope: text.nullable(),
});
export type LineUpdate = z.infer<typeof lineUpdate>;

/** A ticked field that a rehearsal only tells of. */
export const toldUpdate = z
  .strictObject({
    field: z.enum(TOLD_FIELDS.map(({ field }) => field) as [ToldField, ...ToldField[]]),
    value: text,
  })
  .refine(({ field, value }) => valuesOf(field)?.includes(value) ?? true, {
    path: ['value'],
    error: 'one of its values',
  });
export type ToldUpdate = z.infer<typeof toldUpdate>;

/** The only values that a field has; undefined: it takes others. */
export function valuesOf(field: ToldField): readonly string[] | undefined {
  const { asks } = toldField(field);
  if (asks === 'account') return ACCOUNT_VALUES;
  return asks === 'yesNo' ? YES_NO_VALUES : undefined;
}

/** The lines that an update is about, but for who and when; undefined: it is about libraries. */
export function changeOf({ field, value, scope }: LineUpdate): Omit<LineChange, 'day'> | undefined {
  const found = LINE_FIELDS.find((each) => each.field === field);
  if (!found) return undefined;
  const { kind, does, scope: scopeField } = found;
  const [key] = LINE_KEYS[kind];
  const line: LineText = {
    [key]: value,
    ...(scopeField !== null && scope !== null && { [scopeField]: scope }),
  };
  return { kind, does, line };
}

/**
 * Roles that are given with a desk, a department or another parameter: Alma's job can't give them to many. A list, because
 * Alma may have more; a role that somebody has with parameters is one, too.
 */
const ROLES_WITH_PARAMETERS = [
  'Circulation Desk Manager',
  'Circulation Desk Operator',
  'Circulation Desk Operator - Limited',
  'Receiving Operator',
  'Receiving Operator Limited',
  'Requests Operator',
  'Work Order Operator',
] as const;
export const rolesOfParameters: ReadonlySet<string> = new Set(
  ROLES_WITH_PARAMETERS.map((role) => role.toLowerCase()),
);

/** `Circulation Desk Operator (Main library)`, as histories and reports write it. */
export const lineText = (value: string, scope: string | null) =>
  scope === null ? value : `${value} (${scope})`;
