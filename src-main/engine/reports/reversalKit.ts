/** The documents of a reversal kit as sources: the job sheet, and the table of counts. Reads only. */
import { countRows, countsDocument } from '#shared/documents/reversalKit/countsDocument.ts';
import type { KitFile, ReversalKit } from '#shared/documents/reversalKit/kit.ts';
import { sheetDocument } from '#shared/documents/reversalKit/sheetDocument.ts';
import type { ReadableDb } from '../db/db.ts';
import type { ReversalPlan } from '../jobs/kinds/updateNotifyUsers/reversalPlan.ts';
import type { DocumentSource, MadeBy } from './source.ts';
import { sourceOf } from './sourceOf.ts';

export interface KitNamed {
  readonly name: string;
  readonly jobId: number | null;
  readonly setName: string;
}

export function kitOf(
  plan: ReversalPlan,
  { name, jobId, setName }: KitNamed,
  written: { readonly files: readonly KitFile[]; readonly odd: number },
): ReversalKit {
  return {
    name,
    jobId,
    set: { name: setName, members: plan.members },
    parameters: plan.parameters,
    changed: plan.changed.count,
    ...written,
    byCategory: plan.countByCategory(),
    byStatistic: plan.countByStatistic(),
  };
}

/** Each with the rows of its tables that go into it. */
export function kitSources(db: ReadableDb, kit: ReversalKit, { by, at, locales }: MadeBy) {
  const { context, source } = sourceOf(db, locales);
  const rows: DocumentSource['rows'] = (listId) => countRows(kit, listId);
  const made = { ...context, at, by };
  const whole = { ...made, mostRows: Number.POSITIVE_INFINITY };
  const printed = { ...made, mostRows: MOST_PRINTED_FILES };
  return {
    sheet: { ...source, rows, document: sheetDocument(kit, whole) },
    printed: { ...source, rows, document: sheetDocument(kit, printed) },
    counts: { ...source, rows, document: countsDocument(kit, whole) },
  };
}

/** Chromium takes as long for each row as for one of a list, and nobody puts back so many sets by hand. */
const MOST_PRINTED_FILES = 1_000;
