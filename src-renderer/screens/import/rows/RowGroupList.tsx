/**
 * Counts of a file that can be opened into the rows behind them, one at a time, right below the line
 * that was clicked.
 */
import { Button } from '@mantine/core';
import { IconChevronRight, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { type RowGroup, rowGroupKey } from '#shared/contract/shapes/rowGroup.ts';
import { formatCount } from '../../../ui/format.ts';
import { remember, useFileMemory } from '../importMemory.ts';
import { rowGroupWords as words } from '../words/rows.ts';
import styles from './RowGroupList.module.css';
import { RowGroupRows } from './RowGroupRows.tsx';

export interface RowGroupLine {
  readonly key: string;
  readonly icon: TablerIcon;
  readonly count: number;
  readonly title: string;
  readonly text: ReactNode;
  /** Worth a look before adding, in the colour of doubt. */
  readonly doubtful?: boolean;
  /** Null: there are no rows to show. */
  readonly rowGroup: RowGroup | null;
  /** Smaller row groups of it. */
  readonly within?: readonly {
    readonly rowGroup: RowGroup;
    readonly label: string;
    readonly count: number;
  }[];
}

interface RowGroupListProps {
  readonly check: ImportCheck;
  readonly lines: readonly RowGroupLine[];
}

export function RowGroupList({ check, lines }: RowGroupListProps) {
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <Line key={line.key} check={check} line={line} />
      ))}
    </ul>
  );
}

function Line({ check, line }: { readonly check: ImportCheck; readonly line: RowGroupLine }) {
  const { icon: Icon, count, title, text, doubtful, rowGroup, within = [] } = line;
  const { rowGroup: shown } = useFileMemory(check.importId);
  const id = useId();
  const isShown = (each: RowGroup | null) =>
    each !== null && shown !== undefined && rowGroupKey(each) === rowGroupKey(shown);
  const inner = within.find((each) => isShown(each.rowGroup));
  const open = count > 0 && (isShown(rowGroup) || inner !== undefined);
  const what = words.named(title, inner?.label);
  const toggle = (each: RowGroup) =>
    remember(check.importId, { rowGroup: isShown(each) ? undefined : each });
  return (
    <li className={styles.line} data-none={count === 0 || undefined}>
      <div className={styles.head} data-doubtful={doubtful || undefined}>
        <Icon size={18} stroke={1.75} aria-hidden className={styles.icon} />
        <span className={styles.count}>{formatCount(count)}</span>
        <div className={styles.words}>
          {title && <strong className={styles.title}>{title}.</strong>} {text}
          {within.length > 0 && (
            <Within within={within} isShown={isShown} controls={id} onToggle={toggle} />
          )}
        </div>
        {rowGroup !== null && count > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            className={styles.show}
            aria-label={isShown(rowGroup) ? words.hideOf(title) : words.showOf(title)}
            aria-expanded={isShown(rowGroup)}
            aria-controls={open ? id : undefined}
            rightSection={<Chevron open={isShown(rowGroup)} />}
            onClick={() => toggle(rowGroup)}
          >
            {isShown(rowGroup) ? words.hide : words.show}
          </Button>
        )}
      </div>
      {open && shown && (
        <div id={id} className={styles.rows}>
          {/* Another row group starts with its first page. */}
          <RowGroupRows key={rowGroupKey(shown)} check={check} rowGroup={shown} what={what} />
        </div>
      )}
    </li>
  );
}

interface WithinProps {
  readonly within: NonNullable<RowGroupLine['within']>;
  readonly isShown: (rowGroup: RowGroup) => boolean;
  readonly controls: string;
  readonly onToggle: (rowGroup: RowGroup) => void;
}

function Within({ within, isShown, controls, onToggle }: WithinProps) {
  return (
    <span className={styles.within}>
      {within.map(({ rowGroup, label, count }) => (
        <button
          key={rowGroupKey(rowGroup)}
          type="button"
          className={styles.chip}
          aria-expanded={isShown(rowGroup)}
          aria-controls={isShown(rowGroup) ? controls : undefined}
          onClick={() => onToggle(rowGroup)}
        >
          {label} <strong>{formatCount(count)}</strong>
          <Chevron open={isShown(rowGroup)} />
        </button>
      ))}
    </span>
  );
}

function Chevron({ open }: { readonly open: boolean }) {
  return (
    <IconChevronRight
      size={14}
      aria-hidden
      className={styles.chevron}
      data-open={open || undefined}
    />
  );
}
