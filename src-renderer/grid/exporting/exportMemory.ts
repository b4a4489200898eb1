/** How users were exported the last time, remembered on this computer by the name of their grid. Never whom. */
import type { ExportFormat } from '#shared/contract/shapes/exports.ts';
import { remembered } from '../../client/remembered.ts';

/** As shown now, all of them, or those chosen from a list. */
export type ColumnChoice = 'shown' | 'all' | 'chosen';

export interface ExportChoices {
  readonly columns: ColumnChoice;
  /** Ids of columns; what a workspace doesn't have is kept. */
  readonly chosen: readonly string[] | undefined;
  readonly format: Extract<ExportFormat, 'xlsx' | 'csv'>;
}

const FIRST: ExportChoices = { columns: 'shown', chosen: undefined, format: 'xlsx' };

const key = (grid: string) => `export.${grid}`;

export function rememberedExport(grid: string): ExportChoices {
  try {
    const stored: unknown = JSON.parse(remembered.get(key(grid)) ?? '');
    return isChoices(stored) ? stored : FIRST;
  } catch {
    return FIRST;
  }
}

export function rememberExport(grid: string, choices: ExportChoices): void {
  remembered.set(key(grid), JSON.stringify(choices));
}

function isChoices(stored: unknown): stored is ExportChoices {
  if (typeof stored !== 'object' || stored === null) return false;
  const { columns, chosen, format } = stored as Partial<ExportChoices>;
  return (
    (columns === 'shown' || columns === 'all' || columns === 'chosen') &&
    (format === 'xlsx' || format === 'csv') &&
    (chosen === undefined ||
      (Array.isArray(chosen) && chosen.every((each) => typeof each === 'string')))
  );
}
