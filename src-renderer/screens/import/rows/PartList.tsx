/**
 * Counts of a file that can be opened into the rows behind them, one at a time, right below the line
 * that was clicked.
 */
import { Button } from '@mantine/core';
import { IconChevronRight, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { type ImportPart, partKey } from '#shared/contract/shapes/importPart.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { formatCount } from '../../../ui/format.ts';
import { remember, useFileMemory } from '../importMemory.ts';
import styles from './PartList.module.css';
import { PartRows } from './PartRows.tsx';

export interface PartLine {
  readonly key: string;
  readonly icon: TablerIcon;
  readonly count: number;
  readonly title: string;
  readonly text: ReactNode;
  /** Worth a look before adding, in the colour of doubt. */
  readonly doubtful?: boolean;
  /** Null: there are no rows to show. */
  readonly part: ImportPart | null;
  /** Smaller parts of it. */
  readonly within?: readonly {
    readonly part: ImportPart;
    readonly label: string;
    readonly count: number;
  }[];
}

interface PartListProps {
  readonly check: ImportCheck;
  readonly lines: readonly PartLine[];
}

export function PartList({ check, lines }: PartListProps) {
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <Line key={line.key} check={check} line={line} />
      ))}
    </ul>
  );
}

function Line({ check, line }: { readonly check: ImportCheck; readonly line: PartLine }) {
  const { icon: Icon, count, title, text, doubtful, part, within = [] } = line;
  const { part: shown } = useFileMemory(check.importId);
  const id = useId();
  const isShown = (each: ImportPart | null) =>
    each !== null && shown !== undefined && partKey(each) === partKey(shown);
  const inner = within.find((each) => isShown(each.part));
  const open = count > 0 && (isShown(part) || inner !== undefined);
  const what = [title, inner?.label].filter(Boolean).join(', ').toLowerCase() || 'rows';
  const toggle = (each: ImportPart) =>
    remember(check.importId, { part: isShown(each) ? undefined : each });
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
        {part !== null && count > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            className={styles.show}
            aria-label={`${isShown(part) ? 'Hide' : 'Show'} rows: ${title.toLowerCase()}`}
            aria-expanded={isShown(part)}
            aria-controls={open ? id : undefined}
            rightSection={<Chevron open={isShown(part)} />}
            onClick={() => toggle(part)}
          >
            {isShown(part) ? 'Hide rows' : 'Show rows'}
          </Button>
        )}
      </div>
      {open && shown && (
        <div id={id} className={styles.rows}>
          {/* Another part starts with its first page. */}
          <PartRows key={partKey(shown)} check={check} part={shown} what={what} />
        </div>
      )}
    </li>
  );
}

interface WithinProps {
  readonly within: NonNullable<PartLine['within']>;
  readonly isShown: (part: ImportPart) => boolean;
  readonly controls: string;
  readonly onToggle: (part: ImportPart) => void;
}

function Within({ within, isShown, controls, onToggle }: WithinProps) {
  return (
    <span className={styles.within}>
      {within.map(({ part, label, count }) => (
        <button
          key={partKey(part)}
          type="button"
          className={styles.chip}
          aria-expanded={isShown(part)}
          aria-controls={isShown(part) ? controls : undefined}
          onClick={() => onToggle(part)}
        >
          {label} <strong>{formatCount(count)}</strong>
          <Chevron open={isShown(part)} />
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
