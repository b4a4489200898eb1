/**
 * The columns that a list of users can have, by the ids of the grid's columns: fields of the catalogue, what the review
 * makes of users, how many details they have, and columns of the files that the catalogue doesn't know. Pure.
 */
import { countColumnLabel, kindOfCountColumn } from '../../details/details.ts';
import { headingOfExtra } from '../../fields/extraColumns.ts';
import {
  isReviewColumn,
  REVIEW_COLUMN_WORDS,
  type ReviewColumn,
} from '../../fields/reviewColumns.ts';
import type { FieldKind } from '../../fields/userField.ts';
import { findUserField } from '../../fields/userFields.ts';
import type { DocumentColumn } from '../document.ts';

type Shape = Pick<DocumentColumn, 'is' | 'width'>;

const FIELD_SHAPES: Readonly<Record<FieldKind, Shape>> = {
  identifier: { is: 'code', width: 20 },
  text: { is: 'text', width: 18 },
  choice: { is: 'text', width: 18 },
  date: { is: 'date', width: 12 },
  yesNo: { is: 'text', width: 14 },
  number: { is: 'count', width: 12 },
  money: { is: 'amount', width: 13 },
};

const REVIEW_SHAPES: Readonly<Record<ReviewColumn, Shape>> = {
  decision: { is: 'text', width: 16 },
  flags: { is: 'text', width: 30 },
  decision_reason: { is: 'text', width: 22 },
  decided_by: { is: 'text', width: 18 },
  decided_at: { is: 'instant', width: 17 },
  decisions: { is: 'text', width: 44 },
  notes: { is: 'text', width: 44 },
  deleted_at: { is: 'instant', width: 17 },
};

const EXTRA_SHAPE: Shape = { is: 'text', width: 20 };

/** @throws for an id that no grid has */
export function listColumn(id: string): DocumentColumn {
  const field = findUserField(id);
  if (field) return { id, heading: field.label, ...FIELD_SHAPES[field.kind] };
  const heading = headingOfExtra(id);
  if (heading !== undefined) return { id, heading, ...EXTRA_SHAPE };
  const counted = kindOfCountColumn(id);
  if (counted) return { id, heading: countColumnLabel(counted), ...FIELD_SHAPES.number };
  if (!isReviewColumn(id)) throw new Error(`No list of users has a column ${id}`);
  // Here the instant stands, not its day alone, and the notes, not how many.
  const { heading: short, label } = REVIEW_COLUMN_WORDS[id];
  return {
    id,
    heading: REVIEW_SHAPES[id].is === 'instant' ? short : (label ?? short),
    ...REVIEW_SHAPES[id],
  };
}
