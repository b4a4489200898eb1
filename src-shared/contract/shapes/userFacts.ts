/**
 * What a row of a grid holds of each field of the catalogue, by the field's name: shape and type follow from its kind,
 * so that no field is listed here.
 */
import { z } from 'zod';
import { isoDate, money } from '../../domain/valueShapes.ts';
import type { UserField } from '../../fields/userField.ts';
import { type CatalogueField, USER_FIELDS } from '../../fields/userFields.ts';

/** Null: no report says. */
type FactOf<Field> = Field extends { kind: 'identifier' }
  ? string
  : Field extends { kind: 'yesNo' }
    ? boolean | null
    : Field extends { kind: 'number' | 'money' }
      ? number | null
      : Field extends { choices: readonly (infer Choice)[] }
        ? Choice | null
        : string | null;

export type FactsOfUser = { [Field in CatalogueField as Field['name']]: FactOf<Field> };

type FactShapes = { [Name in keyof FactsOfUser]: z.ZodType<FactsOfUser[Name]> };

export const factShapes = Object.fromEntries(
  USER_FIELDS.map((field) => [field.name, shapeOf(field)]),
) as unknown as FactShapes;

function shapeOf({ kind, choices }: UserField): z.ZodType {
  if (choices) return z.enum(choices).nullable();
  switch (kind) {
    case 'identifier':
      return z.string();
    case 'text':
    case 'choice':
      return z.string().nullable();
    case 'date':
      return isoDate.nullable();
    case 'yesNo':
      return z.boolean().nullable();
    case 'number':
      return z.number().nullable();
    case 'money':
      return money.nullable();
  }
}
