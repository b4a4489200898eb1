/**
 * Where a document comes from while it is written: what it says, and the rows of its lists, which are too many to be
 * held. Every medium (workbook, CSV, PDF, print) is made of a source and of nothing else.
 */
import type { ListRow, ReportDocument } from '#shared/documents/document.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ListPart } from '../jobs/lists/eachListRow.ts';

/** A picture, with its size in pixels. */
export interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface ListParts {
  /** @returns `after` of each part of so many users */
  starts(users: number): number[];
  rows(part: ListPart): Iterable<ListRow>;
}

/** Who has a document made, when, and how their page writes numbers and dates. */
export interface MadeBy {
  readonly by: string;
  readonly at: number;
  /** Of the page that asked for it; none: no page did. */
  readonly locales: readonly string[];
}

export interface DocumentSource {
  readonly document: ReportDocument;
  /** How its values are written where they are text. */
  readonly format: ValueFormat;
  /** IANA name of the zone in which its instants are shown. */
  readonly timeZone: string;
  readonly paper: 'A4' | 'Letter';
  /** The rows of one of its lists, as they are asked for. */
  rows(listId: string): Iterable<ListRow>;
  /** The same list in parts, in any order; undefined where it comes as a whole only. */
  parts?(listId: string): ListParts | undefined;
  /** The screen capture of the section of that form. */
  capture(): Picture | null;
  logo(): Picture | null;
  /** Users who stand in it, or in one of its lists; absent: nobody does. */
  held?(listId?: string): UserBitmap;
}
