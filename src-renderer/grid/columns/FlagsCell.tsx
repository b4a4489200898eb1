/**
 * The review flags of a row: as many as the column has room for, each whole, and how many more there are. Widths are
 * those of the words as they are drawn, measured once; nothing is laid out twice.
 */
import { Tooltip } from '@mantine/core';
import type { Column, ICellRendererParams } from 'ag-grid-community';
import { useSyncExternalStore } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { countFitting } from '../../ui/FoldingRow.tsx';
import { formatCount } from '../../ui/format.ts';
import { FlagMark } from '../../ui/Marks.tsx';
import { FLAG_MEANINGS } from '../../ui/meaning.ts';
import { usePreferences } from '../../ui/preferences.ts';
import styles from './Cells.module.css';

/** Left and right of the cell's content. */
const CELL_PADDING = 22;
/** Of a mark besides its word: icon, gap and padding. */
const AROUND_WORD = 14 + 4 + 12;
const GAP = 4;
const MORE = 30;

export function FlagsCell({ data, column }: ICellRendererParams<UserRow>) {
  const width = useColumnWidth(column);
  const scale = usePreferences((state) => state.textSize);
  if (!data) return null;
  const { flags } = data;
  const fits = countFitting(
    flags.map((flag) => flagWidth(flag, scale)),
    width - CELL_PADDING,
    { gap: GAP, button: MORE * scale },
  );
  const folded = flags.slice(fits);
  return (
    <span className={styles.flags}>
      {flags.slice(0, fits).map((flag) => (
        <FlagMark key={flag} flag={flag} short />
      ))}
      {folded.length > 0 && (
        <Tooltip label={folded.map((flag) => REVIEW_FLAG_TEXTS[flag].label).join(', ')}>
          <span className={styles.more}>
            +{formatCount(folded.length)}
            <span className="pd-visually-hidden">
              {' '}
              {folded.map((flag) => REVIEW_FLAG_TEXTS[flag].label).join(', ')}
            </span>
          </span>
        </Tooltip>
      )}
    </span>
  );
}

function useColumnWidth(column: Column | undefined): number {
  return useSyncExternalStore(
    (changed) => {
      column?.addEventListener('widthChanged', changed);
      return () => column?.removeEventListener('widthChanged', changed);
    },
    () => column?.getActualWidth() ?? 0,
  );
}

const widths = new Map<string, number>();

function flagWidth(flag: ReviewFlag, scale: number): number {
  const word = FLAG_MEANINGS[flag].short;
  const key = `${word} ${scale}`;
  let width = widths.get(key);
  if (width === undefined) {
    const context = document.createElement('canvas').getContext('2d');
    if (!context) return 0;
    const { fontFamily } = getComputedStyle(document.body);
    context.font = ['500', `${12 * scale}px`, fontFamily].join(' ');
    width = context.measureText(word).width + AROUND_WORD * scale;
    if (document.fonts.status === 'loaded') widths.set(key, width);
  }
  return width;
}
