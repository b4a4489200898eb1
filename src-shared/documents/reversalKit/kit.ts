/** What a reversal kit holds, as its documents say it. Pure data. */
import type { LineField, UpdatedField } from '../../jobKinds/updateFields.ts';
import type { UpdateParameters } from '../../jobKinds/updateNotifyUsers.ts';

export type KitField = UpdatedField | LineField;

/** A file from which Alma makes a set of users who had the same value of a field, or whom it gave or took the same line. */
export interface KitFile {
  readonly name: string;
  readonly users: number;
  /** That changes them. */
  readonly field: KitField;
  /** What they had; null: none. */
  readonly from: string | null;
  /** What another run enters to lead back; null: no job does. */
  readonly back: { readonly field: KitField; readonly value: string } | null;
}

/** Users who were alike; null: none, or not told. */
export interface KitCount {
  readonly group: string | null;
  readonly category: string | null;
  readonly year: string | null;
  readonly users: number;
}

export interface ReversalKit {
  /** The job's name. */
  readonly name: string;
  /** Null: it hasn't been submitted. */
  readonly jobId: number | null;
  readonly set: { readonly name: string; readonly members: number };
  readonly parameters: UpdateParameters;
  /** Whom the job changes. */
  readonly changed: number;
  readonly files: readonly KitFile[];
  /** Identifiers in them that Alma may not find as they are. */
  readonly odd: number;
  /** By job category: everybody stands in one row. */
  readonly byCategory: readonly KitCount[];
  /** By statistical category: who has several stands in several rows. */
  readonly byStatistic: readonly KitCount[];
}
