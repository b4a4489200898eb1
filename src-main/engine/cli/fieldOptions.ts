/**
 * The options that give users a value beside the group: one for each field of Update/Notify Users that has a single
 * one, named as Alma's page calls it. A field that is new in the catalogue is an option here.
 */
import { VALUE_FIELDS, type ValueField } from '#shared/jobKinds/updateFields.ts';

export interface FieldOption {
  /** Without the hyphens before it. */
  readonly option: `set-${string}`;
  readonly field: ValueField;
  readonly label: string;
}

export const FIELD_OPTIONS: readonly FieldOption[] = VALUE_FIELDS.map(({ field, label }) => ({
  option: `set-${label.toLowerCase().replaceAll(' ', '-')}`,
  field,
  label,
}));
