/** The documents of a reversal kit as sources: the job sheet, and the table of counts. Reads only. */
import type { ReportDocument } from '#shared/documents/document.ts';
import { countRows, countsDocument } from '#shared/documents/reversalKit/countsDocument.ts';
import type { KitFile, ReversalKit } from '#shared/documents/reversalKit/kit.ts';
import { sheetDocument } from '#shared/documents/reversalKit/sheetDocument.ts';
import { zoneName } from '#shared/domain/timeZones.ts';
import type { ReadableDb } from '../db/db.ts';
import { trailHead } from '../db/trail/record.ts';
import type { ReversalPlan } from '../jobs/kinds/updateNotifyUsers/reversalPlan.ts';
import { logoPicture } from '../replica/logo.ts';
import { readSettings } from '../replica/settings.ts';
import { documentFormat } from './documentFormat.ts';
import type { DocumentSource } from './source.ts';

export interface KitMaking {
  /** Who makes it, and when. */
  readonly by: string;
  readonly at: number;
  /** Of the page that asked for it; none: no page did. */
  readonly locales: readonly string[];
}

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
export function kitSources(db: ReadableDb, kit: ReversalKit, { by, at, locales }: KitMaking) {
  const { institution, currency } = readSettings(db);
  const format = { system: documentFormat(locales, institution.timeZone), currency };
  const context = { ...format, institution, at, by, trailEnd: trailHead(db) ?? null };
  const source = (document: ReportDocument): DocumentSource => ({
    document,
    format,
    timeZone: zoneName(institution.timeZone),
    paper: institution.paper,
    rows: (listId) => countRows(kit, listId),
    capture: () => null,
    logo: () => logoPicture(db),
  });
  return {
    sheet: source(sheetDocument(kit, { ...context, mostRows: Number.POSITIVE_INFINITY })),
    printed: source(sheetDocument(kit, { ...context, mostRows: MOST_PRINTED_FILES })),
    counts: source(countsDocument(kit, { ...context, mostRows: Number.POSITIVE_INFINITY })),
  };
}

/** Chromium takes as long for each row as for one of a list, and nobody puts back so many sets by hand. */
const MOST_PRINTED_FILES = 1_000;
