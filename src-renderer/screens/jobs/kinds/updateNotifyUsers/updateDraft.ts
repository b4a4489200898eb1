/**
 * The form of Update/Notify Users while it is filled in, and what its pages share. Pure; used by the
 * wizard's pages and its confirmation.
 */

import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import {
  isDayField,
  LINE_FIELDS,
  type LineField,
  MOST_OF_NOTE,
  SEVERAL_FIELDS,
  TICKED_FIELDS,
  type TickedField,
  TOLD_FIELDS,
  UNCONDITIONALLY,
  VALUE_FIELDS,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';
import {
  type UpdateParameters,
  type UpdateRequest,
  updateNotifyUsers,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import type { CurrentCheck } from '../../useJobCheck.ts';

type OwnField = Exclude<TickedField, 'user_group'>;
type ScopedField = (typeof LINE_FIELDS)[number]['field'];

/** The tick box of each field but the group, and what stands beside it: plain values, as drafts are kept. */
type FieldParts = { readonly [Field in OwnField as `${Field}_ticked`]: boolean } & {
  readonly [Field in OwnField as `${Field}_value`]: string;
} & { readonly [Field in ScopedField as `${Field}_scope`]: string } & {
  readonly [Field in ValueField as `${Field}_condition`]: string;
};

export interface UpdateDraft extends FieldParts {
  readonly setId: number | undefined;
  /** The tick box of the group. */
  readonly changesGroup: boolean;
  /** Undefined: the group for reviewed users. */
  readonly userGroup: string | undefined;
  readonly condition: string;
  /** Undefined: the name that is offered. */
  readonly name: string | undefined;
  /** Fingerprint of what the last kit was saved for; undefined: none was. */
  readonly kit: string | undefined;
}

export const OWN_FIELDS = TICKED_FIELDS.filter(
  (field): field is OwnField => field !== 'user_group',
);

export function newUpdateDraft(): UpdateDraft {
  const parts = [
    ...OWN_FIELDS.flatMap((field) => [
      [`${field}_ticked`, false] as const,
      [`${field}_value`, ''] as const,
    ]),
    ...LINE_FIELDS.map(({ field }) => [`${field}_scope`, ''] as const),
    ...VALUE_FIELDS.map(({ field }) => [`${field}_condition`, UNCONDITIONALLY] as const),
  ];
  return {
    ...(Object.fromEntries(parts) as FieldParts),
    setId: undefined,
    changesGroup: true,
    userGroup: undefined,
    condition: UNCONDITIONALLY,
    name: undefined,
    kit: undefined,
  };
}

/** The same settings for another job. */
export function againDraft(told: UpdateParameters): UpdateDraft {
  const { setId, userGroup, condition, fields = [], lines = [], told: letters = [] } = told;
  const parts = [...fields, ...lines, ...letters].flatMap(({ field, value }) => [
    [`${field}_ticked`, true] as const,
    [`${field}_value`, value] as const,
  ]);
  const conditions = fields.map((each) => [`${each.field}_condition`, each.condition] as const);
  const scopes = lines.map(({ field, scope }) => [`${field}_scope`, scope ?? ''] as const);
  const filled = Object.fromEntries<string | boolean>([...parts, ...conditions, ...scopes]);
  const known = Object.entries(filled).filter(([name]) => name in newUpdateDraft());
  return {
    ...newUpdateDraft(),
    ...(Object.fromEntries(known) as Partial<FieldParts>),
    setId,
    changesGroup: userGroup !== null,
    userGroup: userGroup ?? undefined,
    condition,
  };
}

export const isTicked = (draft: UpdateDraft, field: OwnField) => draft[`${field}_ticked`];
export const valueIn = (draft: UpdateDraft, field: OwnField) => draft[`${field}_value`];
export const conditionIn = (draft: UpdateDraft, field: ValueField) => draft[`${field}_condition`];
export const isScoped = (field: LineField): field is ScopedField =>
  LINE_FIELDS.some((each) => each.field === field);
export const scopeIn = (draft: UpdateDraft, field: ScopedField) => draft[`${field}_scope`];
export const isValueField = (field: OwnField): field is ValueField =>
  VALUE_FIELDS.some((each) => each.field === field);

/** How long a value may be. */
export const longest = (field: OwnField): number => (field === 'add_note' ? MOST_OF_NOTE : 200);

/** Ticked fields whose value can't be used as it is: none, or no day. */
export function withoutValue(draft: UpdateDraft): OwnField[] {
  return OWN_FIELDS.filter((field) => {
    if (!isTicked(draft, field)) return false;
    const value = valueIn(draft, field).trim();
    return isValueField(field) && isDayField(field) ? !isIsoDate(value) : value === '';
  });
}

export interface UpdatePageProps {
  readonly draft: UpdateDraft;
  /** What the job as it is would find. */
  readonly checked: CurrentCheck;
  readonly edit: (part: Partial<UpdateDraft>) => void;
}

export interface Counts {
  readonly changed: number;
  readonly leftAlone: number;
}

/** What the confirmation says. */
export interface UpdateOutcome extends Counts {
  readonly set: SetSummary;
  readonly parameters: UpdateParameters;
  readonly check: JobCheck;
}

/** What the form says; undefined while a ticked field has no value, or none is ticked. @param okToPurge the group that is offered */
export function parametersOf(
  draft: UpdateDraft,
  setId: number,
  okToPurge: string,
): UpdateParameters | undefined {
  if (withoutValue(draft).length > 0) return undefined;
  const value = (field: OwnField) => valueIn(draft, field).trim();
  const ticked = <Each extends { readonly field: OwnField }>(all: readonly Each[]) =>
    all.map(({ field }) => field as Each['field']).filter((field) => isTicked(draft, field));
  const fields = ticked(VALUE_FIELDS).map((field) => ({
    ...{ field, value: value(field), condition: conditionIn(draft, field) },
  }));
  const lines = ticked(SEVERAL_FIELDS).map((field) => ({
    ...{ field, value: value(field) },
    scope: (isScoped(field) && scopeIn(draft, field).trim()) || null,
  }));
  const told = ticked(TOLD_FIELDS).map((field) => ({ field, value: value(field) }));
  const userGroup = draft.changesGroup ? (draft.userGroup ?? okToPurge) : null;
  if (userGroup === null && fields.length + lines.length + told.length === 0) return undefined;
  const { condition } = draft;
  return {
    ...{ setId, userGroup, condition },
    ...(fields.length > 0 && { fields }),
    ...(lines.length > 0 && { lines }),
    ...(told.length > 0 && { told }),
  };
}

export function jobOf(parameters: UpdateParameters, name: string): UpdateRequest {
  return { kind: updateNotifyUsers.kind, name, parameters };
}
