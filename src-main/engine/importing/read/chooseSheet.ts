/**
 * Looks at the first rows of every sheet, says what each could be, and chooses the one to read.
 */
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { isNeverTaken } from '#shared/domain/neverTaken.ts';
import type { ListKind } from '#shared/importKinds/importKinds.ts';
import { Refusal } from '../../refusal.ts';
import type { OpenTable } from '../../tables/table.ts';
import type { KnownProfiles } from './profiles.ts';
import {
  declaredColumns,
  HEADING_SEARCH_ROWS,
  type PeekedRow,
  type RecognisedSheet,
  recogniseColumns,
} from './recogniseColumns.ts';

/** More sheets than a report has; looking into each of them would take long. */
const SHEETS_LOOKED_INTO = 50;
/** Rows below the headings that are shown if nothing can be read yet. */
const FIRST_ROWS = 10;

export interface ChosenSheet {
  readonly index: number;
  readonly name: string;
  readonly recognised: RecognisedSheet;
  /** Its first rows, for a file of which nothing can be read yet. */
  readonly peeked: readonly PeekedRow[];
  readonly sheets: ImportCheck['sheets'];
  /** Names of other sheets that hold what is never taken, or may hold it: nobody has looked into so many. */
  readonly forbiddenBeside: readonly string[];
  /** Names of other sheets in which somebody may stand: nobody reads their rows. */
  readonly unreadBeside: readonly string[];
}

interface LookedInto {
  readonly index: number;
  readonly hidden: boolean;
  readonly peeked: readonly PeekedRow[];
  readonly recognised: RecognisedSheet | undefined;
}

/**
 * The sheet that was told; else the first visible one with headings that are known; else the first
 * visible one with rows.
 * @throws Refusal when there are no rows
 */
export async function chooseSheet(
  table: OpenTable,
  options: ReadOptions,
  fileName: string,
  profiles: KnownProfiles,
  remembered: ListKind | undefined,
  signal: AbortSignal,
): Promise<ChosenSheet> {
  const looked: LookedInto[] = [];
  for (const { index, hidden } of table.sheets) {
    if (index >= SHEETS_LOOKED_INTO && index !== options.sheet) continue;
    const peeked = await peek(table, index, options.headingRow ?? 0, signal);
    const recognised = table.headings
      ? declaredColumns(table.headings, options, profiles)
      : recogniseColumns(peeked, options, fileName, profiles, remembered);
    looked.push({ index, hidden, peeked, recognised });
  }
  const told = looked.find(({ index }) => index === options.sheet);
  if (options.sheet !== undefined && !told?.recognised) throw notInSheet(table, options.sheet);
  const visible = looked.filter(({ hidden }) => !hidden);
  const offered = visible.length > 0 ? visible : looked;
  const chosen =
    told ??
    offered.find(
      ({ recognised }) =>
        recognised && recognised.headingRow > 0 && recognised.missing.length === 0,
    ) ??
    offered.find(({ recognised }) => recognised);
  if (!chosen?.recognised) {
    throw new Refusal('import.empty', { workbook: table.format.type !== 'text' });
  }
  return {
    index: chosen.index,
    name: table.sheets[chosen.index]!.name,
    recognised: chosen.recognised,
    peeked: chosen.peeked,
    sheets: table.sheets.map(({ name, hidden }, index) => ({
      name,
      hidden,
      kind: kindOf(
        looked.find((each) => each.index === index),
        fileName,
      ),
    })),
    unreadBeside: table.sheets.flatMap(({ name }, index) => {
      const isEmpty = looked.find((each) => each.index === index)?.peeked.length === 0;
      return index === chosen.index || isEmpty ? [] : [name];
    }),
    forbiddenBeside: table.sheets.flatMap(({ name }, index) => {
      const sheet = looked.find((each) => each.index === index);
      const holdsNone = sheet && !sheet.peeked.some(({ texts }) => texts.some(isNeverTaken));
      return index === chosen.index || holdsNone ? [] : [name];
    }),
  };
}

function notInSheet(table: OpenTable, sheet: number): Refusal {
  const name = table.sheets[sheet]?.name;
  return name === undefined
    ? new Refusal('import.noSheet', { number: sheet + 1 })
    : new Refusal('import.emptySheet', { name });
}

/** What the sheet would be taken for if nobody had told anything. */
function kindOf(sheet: LookedInto | undefined, fileName: string) {
  const recognised = sheet && recogniseColumns(sheet.peeked, {}, fileName);
  return recognised && recognised.headingRow > 0 ? recognised.kind : null;
}

async function peek(
  table: OpenTable,
  sheet: number,
  headingRow: number,
  signal: AbortSignal,
): Promise<PeekedRow[]> {
  const rows: PeekedRow[] = [];
  await table.readSheet(
    sheet,
    (row) => {
      // Titles enough, then the headings that were told and what stands below them.
      if (rows.length > HEADING_SEARCH_ROWS && row.number < headingRow) return undefined;
      const texts = row.texts.slice(0, row.width).map(String);
      if (texts.some((text) => text.trim() !== '')) rows.push({ number: row.number, texts });
      const last = rows.length > HEADING_SEARCH_ROWS && row.number > headingRow + FIRST_ROWS;
      return last ? 'stop' : undefined;
    },
    { signal },
  );
  return rows;
}
