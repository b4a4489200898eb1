/**
 * All kinds of files that can be imported, in the order in which they are offered. To add one, write
 * its definition in a file beside this one and name it here.
 */
import type { DetailKind } from '../details/details.ts';
import type { UserField } from '../fields/userField.ts';
import {
  findUserField,
  foldHeading,
  USER_FIELDS,
  type UserFieldName,
} from '../fields/userFields.ts';
import { acquisitions } from './acquisitions.ts';
import { candidates } from './candidates.ts';
import { exclusions } from './exclusions.ts';
import { finesElsewhere } from './finesElsewhere.ts';
import { finesFees } from './finesFees.ts';
import { identifiers } from './identifiers.ts';
import type { ImportKindDefinition, OwnColumn } from './importKind.ts';
import { jobReport } from './jobReport.ts';
import { loans } from './loans.ts';
import { loansElsewhere } from './loansElsewhere.ts';
import { requests } from './requests.ts';
import { staff } from './staff.ts';
import {
  userAttachments,
  userBlocks,
  userContacts,
  userCourses,
  userIdentifiers,
  userNotes,
  userProxies,
  userRoles,
  userStatistics,
} from './userLines.ts';
import { users } from './users.ts';

const DEFINITIONS = [
  candidates,
  exclusions,
  identifiers,
  staff,
  users,
  loansElsewhere,
  finesElsewhere,
  finesFees,
  loans,
  requests,
  acquisitions,
  userIdentifiers,
  userContacts,
  userNotes,
  userBlocks,
  userRoles,
  userProxies,
  userStatistics,
  userAttachments,
  userCourses,
  jobReport,
] as const;

export type ImportKind = (typeof DEFINITIONS)[number]['kind'];

export const IMPORT_KINDS = DEFINITIONS.map(({ kind }) => kind) as [ImportKind, ...ImportKind[]];

const byKind = new Map<string, ImportKindDefinition>(DEFINITIONS.map((each) => [each.kind, each]));

export function importKind(kind: ImportKind): ImportKindDefinition {
  return byKind.get(kind)!;
}

/** Kinds of lists of identifiers: they look alike, and what a list is for is the librarian's to say. */
export const LIST_KINDS = [
  'exclusions',
  'identifiers',
  'staff',
] as const satisfies readonly ImportKind[];
export type ListKind = (typeof LIST_KINDS)[number];

export function isListKind(kind: ImportKind): kind is ListKind {
  return (LIST_KINDS as readonly ImportKind[]).includes(kind);
}

/** What the words of a list's name and titles suggest; the first that fits, so that a list of users to keep is one. */
export function listKindOfWords(words: string): ListKind | undefined {
  return LIST_KINDS.find((kind) => importKind(kind).words?.test(words));
}

/** A column that a kind understands: a user field, or one of the kind's own. */
export type KnownColumn = UserField | OwnColumn;

const columnsByKind = new Map<string, ReadonlyMap<string, KnownColumn>>();

/** All columns that files of this kind can have, by name; the primary identifier first. */
export function columnsOf(kind: ImportKind): ReadonlyMap<string, KnownColumn> {
  const known = columnsByKind.get(kind);
  if (known) return known;
  const { tells, columns } = importKind(kind);
  const fields = USER_FIELDS.filter(
    ({ name }) => name === 'primary_identifier' || tells.includes(name),
  );
  const all = new Map<string, KnownColumn>(
    [...fields, ...columns].map((each) => [each.name, each]),
  );
  columnsByKind.set(kind, all);
  return all;
}

/** What a column is called: as in the file, else as the program calls its field; empty where it has no name. */
export function columnLabel(
  kind: ImportKind,
  { heading, field }: { readonly heading: string; readonly field: string | null },
): string {
  if (heading !== '' || field === null) return heading;
  return (columnsOf(kind).get(field) ?? findUserField(field))?.label ?? '';
}

/** What a heading means, and how plainly: 0 for the column's own label, more for later aliases. */
export interface HeadingMeaning {
  readonly name: string;
  readonly rank: number;
}

const headingsByKind = new Map<string, ReadonlyMap<string, HeadingMeaning>>();

/** Much longer than any known heading. A cell of a million characters would be compared with those of each kind. */
const LONGEST_HEADING = 1000;

/** The column that a heading means in files of this kind; undefined: kept as it is. */
export function meaningOfHeading(kind: ImportKind, heading: string): HeadingMeaning | undefined {
  if (heading.length > LONGEST_HEADING) return undefined;
  const known = headingsByKind.get(kind) ?? headingsOf(kind);
  headingsByKind.set(kind, known);
  return known.get(foldHeading(heading));
}

/** The name of the column that a heading means in files of this kind; undefined: kept as it is. */
export function columnOfHeading(kind: ImportKind, heading: string): string | undefined {
  return meaningOfHeading(kind, heading)?.name;
}

function headingsOf(kind: ImportKind): ReadonlyMap<string, HeadingMeaning> {
  const headings = new Map<string, HeadingMeaning>();
  for (const { name, label, aliases } of columnsOf(kind).values()) {
    for (const [rank, heading] of [label, name, ...aliases].entries()) {
      const folded = foldHeading(heading);
      if (rank < (headings.get(folded)?.rank ?? Number.POSITIVE_INFINITY))
        headings.set(folded, { name, rank });
    }
  }
  return headings;
}

/** Kinds of reports that tell about users and leave candidates who they are: what else is known before a review. */
export const REPORT_KINDS: readonly ImportKind[] = IMPORT_KINDS.filter((kind) =>
  ['replica', 'lines'].includes(importKind(kind).effect),
);

/** Details by which lists mean users: no report of them says that somebody has none. */
const IDENTIFYING: readonly DetailKind[] = ['identifiers', 'emails'];

/** Whether a file of this kind may cover everybody, so that whoever isn't in it has none of what it tells. */
export function mayCoverAll(kind: ImportKind): boolean {
  const { counts, effect, lines = [] } = importKind(kind);
  return (
    counts !== undefined ||
    (effect === 'lines' && !lines.some((each) => IDENTIFYING.includes(each)))
  );
}

/** The user fields that files of this kind can tell: those with a column, or those that are counted. */
export function fieldsToldBy(kind: ImportKind): readonly UserFieldName[] {
  const { tells, counts } = importKind(kind);
  return counts ? counts.fields : tells;
}
