/**
 * The form of Update/Notify Users while it is filled in, and what its pages share. Pure; used by the
 * wizard's pages and its confirmation.
 */

import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import {
  type FieldUpdate,
  isDayField,
  UPDATE_CONDITIONS,
  type UpdateCondition,
  VALUE_FIELDS,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';
import {
  type UpdateParameters,
  type UpdateRequest,
  updateNotifyUsers,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import type { CurrentCheck } from '../../useJobCheck.ts';

/** The tick box of each field but the group, and what stands beside it: plain values, as drafts are kept. */
type FieldParts = { readonly [Field in ValueField as `${Field}_ticked`]: boolean } & {
  readonly [Field in ValueField as `${Field}_value`]: string;
};

export interface UpdateDraft extends FieldParts {
  readonly setId: number | undefined;
  /** The tick box of the group. */
  readonly changesGroup: boolean;
  /** Undefined: the group for reviewed users. */
  readonly userGroup: string | undefined;
  readonly condition: UpdateCondition;
  /** Undefined: the name that is offered. */
  readonly name: string | undefined;
  /** Fingerprint of what the last kit was saved for; undefined: none was. */
  readonly kit: string | undefined;
}

export function newUpdateDraft(): UpdateDraft {
  const parts = VALUE_FIELDS.flatMap(({ field }) => [
    [`${field}_ticked`, false] as const,
    [`${field}_value`, ''] as const,
  ]);
  return {
    ...(Object.fromEntries(parts) as FieldParts),
    setId: undefined,
    changesGroup: true,
    userGroup: undefined,
    condition: UPDATE_CONDITIONS[0],
    name: undefined,
    kit: undefined,
  };
}

export const isTicked = (draft: UpdateDraft, field: ValueField) => draft[`${field}_ticked`];
export const valueIn = (draft: UpdateDraft, field: ValueField) => draft[`${field}_value`];

/** Ticked fields whose value can't be used as it is: none, or no day. */
export function withoutValue(draft: UpdateDraft): ValueField[] {
  return VALUE_FIELDS.map(({ field }) => field).filter((field) => {
    if (!isTicked(draft, field)) return false;
    const value = valueIn(draft, field).trim();
    return isDayField(field) ? !isIsoDate(value) : value === '';
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
  const fields = VALUE_FIELDS.filter(({ field }) => isTicked(draft, field)).map(
    ({ field }): FieldUpdate => ({
      field,
      value: valueIn(draft, field).trim(),
      condition: UPDATE_CONDITIONS[0],
    }),
  );
  const userGroup = draft.changesGroup ? (draft.userGroup ?? okToPurge) : null;
  if (userGroup === null && fields.length === 0) return undefined;
  const { condition } = draft;
  return { setId, userGroup, condition, ...(fields.length > 0 && { fields }) };
}

export function jobOf(parameters: UpdateParameters, name: string): UpdateRequest {
  return { kind: updateNotifyUsers.kind, name, parameters };
}
