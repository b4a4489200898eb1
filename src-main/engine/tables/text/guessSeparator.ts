/**
 * Owns finding out what separates the cells of a text file: Excel's own first line `sep=;`, or else a guess.
 * Must never: fail on a file that can't be read; what is wrong with it is told when it is read.
 */
import { SEPARATORS, type Separator } from '#shared/domain/textFormats.ts';
import { TableError } from '../tableError.ts';
import { RecordScanner } from './recordScanner.ts';
import type { TextTuning } from './textTuning.ts';

/** Takes the text at the file's start; gives the separator that its first line declares, if it is such a line. */
export function declaredSeparator(sample: string): Separator | undefined {
  const [, plain, quoted] = /^(?:sep=([,;\t])|"sep=([,;\t])")(?:[\r\n]|$)/i.exec(sample) ?? [];
  return SEPARATORS.find((separator) => separator === (plain ?? quoted));
}

/**
 * Takes the text at the file's start; gives the separator by which most records have the same number of cells,
 * more than one. Titles above the headings are in the minority, or at least don't agree. When two separators
 * fit as many records: the one that makes more cells, then the one that is rarer in ordinary texts.
 */
export function guessSeparator(sample: string, tuning: TextTuning): Separator {
  let best: Fit = { separator: ',', records: 0, columns: 0 };
  for (const separator of ['\t', ';', ','] as const) {
    const fit = fitOf(sample, separator, tuning);
    const better =
      fit.records === best.records ? fit.columns > best.columns : fit.records > best.records;
    if (better) best = fit;
  }
  return best.separator;
}

interface Fit {
  readonly separator: Separator;
  readonly records: number;
  readonly columns: number;
}

/** How many records have the most frequent number of cells, and that number. */
function fitOf(sample: string, separator: Separator, tuning: TextTuning): Fit {
  const records = new Map<number, number>();
  const scanner = new RecordScanner(separator, 0, tuning, () => {
    const { columns } = scanner;
    if (columns > 1) records.set(columns, (records.get(columns) ?? 0) + 1);
  });
  try {
    scanner.scan(sample, 0, false, Number.POSITIVE_INFINITY);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
  }
  let best: Fit = { separator, records: 0, columns: 0 };
  for (const [columns, count] of records) {
    if (count > best.records || (count === best.records && columns > best.columns))
      best = { separator, records: count, columns };
  }
  return best;
}
