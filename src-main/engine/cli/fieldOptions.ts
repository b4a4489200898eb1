/**
 * The options that give users something beside the group: one for each field of Update/Notify Users that has a single
 * value, or adds lines and takes them away, named as Alma's page calls it. A field that is new in the catalogue is an
 * option here. Never among them: letters and account types, which a rehearsal on the command line has no page to warn of.
 */
import {
  LINE_FIELDS,
  type LineField,
  SEVERAL_FIELDS,
  VALUE_FIELDS,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';

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

export interface LineOption {
  readonly option: string;
  /** The option of its scope; undefined: it has none. */
  readonly scope: string | undefined;
  readonly field: LineField;
}

export const LINE_OPTIONS: readonly LineOption[] = SEVERAL_FIELDS.map(({ field, label }) => {
  const option = label.toLowerCase().replaceAll(' ', '-');
  const hasScope = LINE_FIELDS.some((each) => each.field === field && each.scope !== null);
  return { option, field, scope: hasScope ? `${option}-scope` : undefined };
});
