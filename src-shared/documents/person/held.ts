/**
 * Everything that a workspace holds about one person, as data: their records, the rows of files that are theirs, and where
 * else they are quoted. The PDF and the JSON are made of it and of nothing else. Pure.
 */
import type { HeldIn } from '../../contract/shapes/person.ts';
import type { JobOfUser } from '../../contract/shapes/users.ts';
import type { Decision } from '../../domain/review.ts';
import type { ReviewFlag } from '../../domain/reviewFlags.ts';
import type { DocumentValue } from '../document.ts';
import type { ListState } from '../userList/cellTexts.ts';

/** A value with what it is called: by the program, and for people. */
export interface HeldValue {
  /** Null: a column of a file that the program doesn't know. */
  readonly name: string | null;
  readonly label: string;
  readonly value: DocumentValue;
}

export interface HeldLines {
  readonly kind: string;
  readonly label: string;
  /** The file that tells them; null: jobs alone do. */
  readonly file: string | null;
  readonly lines: readonly (readonly HeldValue[])[];
}

export interface HeldDecision {
  readonly at: number;
  readonly by: string;
  readonly decision: Decision;
  readonly reason: string | null;
  readonly note: string;
  readonly undone: boolean;
}

export interface HeldChange {
  readonly at: number;
  readonly by: string;
  readonly what: 'changed' | 'purged' | 'deleted' | 'restored';
  /** Of a change. */
  readonly field: string | null;
  readonly before: DocumentValue | null;
  readonly after: DocumentValue | null;
  readonly jobId: number | null;
}

export interface HeldJob extends Omit<JobOfUser, 'kind' | 'outcome' | 'reasons'> {
  readonly kind: string;
  readonly outcome: string;
  readonly reasons: readonly string[];
  /** Where it stands what retained them. */
  readonly evidence: string | null;
}

export interface HeldRecord {
  readonly userNo: number;
  readonly identifier: string;
  readonly name: string;
  readonly state: ListState;
  readonly deletedAt: number | null;
  readonly fields: readonly HeldValue[];
  readonly flags: readonly {
    readonly flag: ReviewFlag;
    readonly label: string;
    readonly why: string;
  }[];
  readonly details: readonly HeldLines[];
  readonly decisions: readonly HeldDecision[];
  readonly notes: readonly { readonly at: number; readonly by: string; readonly text: string }[];
  readonly letters: readonly {
    readonly at: number;
    readonly by: string;
    readonly file: string;
    readonly text: string | null;
  }[];
  readonly jobs: readonly HeldJob[];
  readonly history: readonly HeldChange[];
  readonly sets: readonly { readonly setId: number; readonly name: string }[];
  readonly rules: readonly {
    readonly kind: string;
    readonly value: string;
    readonly note: string;
  }[];
}

/** A row of a file that is theirs, as it was imported. */
export interface HeldRow {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly kind: string;
  /** ISO; null: the file doesn't tell. */
  readonly dataDate: string | null;
  /** Null: it waits to be added. */
  readonly importedAt: number | null;
  readonly importedBy: string;
  readonly cells: readonly HeldValue[];
}

/** Where something else names them. */
export interface HeldQuotation {
  readonly in: HeldIn | 'row';
  /** Of a row. */
  readonly file: string | null;
  readonly row: number | null;
  readonly heading: string | null;
  readonly text: string;
}

export interface HeldOfPerson {
  /** By what they were searched for besides their records. */
  readonly texts: readonly string[];
  readonly records: readonly HeldRecord[];
  readonly rows: readonly HeldRow[];
  readonly quotations: readonly HeldQuotation[];
  /** Screen captures that may show them. */
  readonly captures: readonly {
    readonly jobId: number;
    readonly takenAt: number;
    readonly sha256: string;
  }[];
  /** Files that are kept as they were and hold rows of theirs. */
  readonly originals: readonly string[];
  /** Files that this program has written and that hold them, or of which nobody knows whom they hold. */
  readonly exports: readonly {
    readonly path: string;
    readonly what: string;
    readonly at: number;
  }[];
}

/** Whose and when, beside what is held. */
export interface HeldMaking {
  readonly institution: string;
  readonly at: number;
  readonly by: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly currency: string;
}
