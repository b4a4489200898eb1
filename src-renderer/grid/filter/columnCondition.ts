/** What can be asked of one column: values that are ticked, or a condition. Pure data. */
import type { DateUnit } from '#shared/domain/relativeDates.ts';
import type { TextTestName } from '#shared/domain/textTests.ts';

/** What a column is asked for beside its values. Dates as ISO, money in minor units, ends included. */
export type ColumnCondition =
  | { readonly how: TextTestName; readonly text: string; readonly not?: true }
  | { readonly how: 'dates'; readonly from?: string | undefined; readonly to?: string | undefined }
  /** Days as they lie from today. */
  | {
      readonly how: 'within';
      readonly unit: DateUnit;
      readonly from?: number | undefined;
      readonly to?: number | undefined;
    }
  | {
      readonly how: 'numbers';
      readonly from?: number | undefined;
      readonly to?: number | undefined;
    }
  | { readonly how: 'blank' }
  | { readonly how: 'filled' };

/** As users.values gives them; null is blank. */
export type Values = readonly (string | null)[];
