/**
 * A row that never wraps: what doesn't fit folds behind a button with its number, and opens below it. It measures each
 * thing once, when it is new, and folds from the end; the order is the caller's.
 */
import { Popover, UnstyledButton } from '@mantine/core';
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import styles from './FoldingRow.module.css';
import { formatCount } from './format.ts';
import { foldingWords } from './words/components.tsx';

export interface FoldingItem {
  /** Another when the thing becomes wider or narrower. */
  readonly key: string;
  readonly content: ReactNode;
}

interface FoldingRowProps {
  /** Accessible name of the row. */
  readonly label: string;
  readonly items: readonly FoldingItem[];
  readonly className?: string | undefined;
}

/** Between two things, as in the style sheet. */
const GAP = 6;
/** What the button takes. */
const BUTTON = 44;

export function FoldingRow({ label, items, className }: FoldingRowProps) {
  const row = useRef<HTMLDivElement>(null);
  const fits = useFitting(row, items);
  const folded = items.slice(fits);
  const hasRoom = fits > 0 || (row.current?.clientWidth ?? BUTTON) >= BUTTON;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row
    <div
      ref={row}
      role="group"
      aria-label={label}
      className={[styles.row, className].filter(Boolean).join(' ')}
    >
      {items.slice(0, fits).map(({ key, content }) => (
        <span key={key} data-item={key} className={styles.item}>
          {content}
        </span>
      ))}
      {folded.length > 0 && hasRoom && (
        <Popover position="bottom-end" trapFocus returnFocus withinPortal>
          <Popover.Target>
            <UnstyledButton
              className={styles.more}
              aria-label={foldingWords.more(label, folded.length)}
            >
              +{formatCount(folded.length)}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown p={8} className={styles.folded} role="group" aria-label={label}>
            {folded.map(({ key, content }) => (
              <div key={key}>{content}</div>
            ))}
          </Popover.Dropdown>
        </Popover>
      )}
    </div>
  );
}

/** How many things from the first on have room; all of them while new ones are measured. */
function useFitting(row: RefObject<HTMLDivElement | null>, items: readonly FoldingItem[]): number {
  const widths = useRef(new Map<string, number>());
  const [room, setRoom] = useState<number>();
  const unmeasured = items.some(({ key }) => !widths.current.has(key));
  const [, measured] = useState(0);

  useLayoutEffect(() => {
    if (!unmeasured || !row.current) return;
    for (const item of row.current.querySelectorAll<HTMLElement>(':scope > [data-item]'))
      widths.current.set(item.dataset.item!, item.offsetWidth);
    measured((turn) => turn + 1);
  });

  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () => setRoom(element.clientWidth);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [row]);

  // Fonts that arrive, and another text size, make everything wider.
  useLayoutEffect(() => {
    const forget = () => {
      widths.current.clear();
      measured((turn) => turn + 1);
    };
    document.fonts.addEventListener('loadingdone', forget);
    const observer = new MutationObserver(forget);
    observer.observe(document.documentElement, { attributeFilter: ['style'] });
    return () => {
      document.fonts.removeEventListener('loadingdone', forget);
      observer.disconnect();
    };
  }, []);

  if (unmeasured || room === undefined) return items.length;
  return countFitting(
    items.map(({ key }) => widths.current.get(key)!),
    room,
  );
}

/** How many of these widths have room side by side, with the button where some have none. */
export function countFitting(
  widths: readonly number[],
  room: number,
  { gap, button } = { gap: GAP, button: BUTTON },
): number {
  const all = widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(widths.length - 1, 0);
  if (all <= room) return widths.length;
  let taken = button;
  for (const [n, width] of widths.entries()) {
    taken += width + gap;
    if (taken > room) return n;
  }
  return widths.length;
}
