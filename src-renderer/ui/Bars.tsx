/**
 * Bars with direct labels, each clickable into the users behind it, with a table alternative. SegmentBar splits one
 * whole; BarList compares parts; ColumnBars shows a course. Never needs a legend.
 */
import { ActionIcon, Group, Skeleton, Table, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { IconChartBar, IconTable } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showCandidates, showUsers } from '../place/navigation.ts';
import styles from './Bars.module.css';
import { formatCount, formatShare } from './format.ts';
import type { Meaning, Tone } from './meaning.ts';
import { chartWords } from './words/components.tsx';

export interface BarItem {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly tone?: Tone;
  readonly icon?: Meaning['icon'];
  /** Who is counted; makes the bar a button. */
  readonly criteria?: Criteria;
  /** What the screen that opens calls them; the label without it. */
  readonly title?: string;
  /** Where they open; the Users screen without it. */
  readonly opens?: 'users' | 'review';
  /** Stands out among the others, and the word that says why: `planned`. */
  readonly chosen?: string;
  readonly onClick?: () => void;
}

interface BarsProps {
  /** What the chart shows, its heading and accessible name. */
  readonly label: string;
  /** Undefined while it loads. */
  readonly items: readonly BarItem[] | undefined;
  /** The whole that shares are of; the sum without it. */
  readonly total?: number;
  /** Beside the heading, such as RuleHelp. */
  readonly aside?: ReactNode;
  /** Rows of the skeleton. */
  readonly rows?: number;
  /** Rows share the height that there is, within bounds. */
  readonly grow?: boolean;
  /** What to say when nothing is there. */
  readonly empty?: string;
}

export function SegmentBar(props: BarsProps) {
  return <Chart {...props} draw={(items, total) => <Segments items={items} total={total} />} />;
}

export function BarList(props: BarsProps) {
  return <Chart {...props} draw={(items) => <Rows items={items} />} />;
}

/** Columns side by side, for numbers along an axis; the axis is named below. */
export function ColumnBars({ axis, ...props }: BarsProps & { readonly axis: string }) {
  return <Chart {...props} draw={(items) => <Columns items={items} axis={axis} />} />;
}

interface ChartProps extends BarsProps {
  readonly draw: (items: readonly BarItem[], total: number) => ReactNode;
}

function Chart({ label, items, total, aside, rows = 4, grow, empty, draw }: ChartProps) {
  const [asTable, setAsTable] = useState(false);
  const whole = total ?? items?.reduce((sum, each) => sum + each.value, 0) ?? 0;
  const other = asTable ? chartWords.asBars : chartWords.asTable;
  return (
    <section aria-label={label} className={grow ? styles.grow : undefined}>
      <Group justify="space-between" mb={8} wrap="nowrap" mih={28}>
        <Group gap={4} wrap="nowrap">
          <Text component="h2" fw={600} size="md">
            {label}
          </Text>
          {aside}
        </Group>
        {items && items.length > 0 && (
          <Tooltip label={other}>
            <ActionIcon aria-label={other} onClick={() => setAsTable(!asTable)}>
              {asTable ? <IconChartBar size={16} /> : <IconTable size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      {items === undefined && <Skeleton height={rows * 28} />}
      {items?.length === 0 && (
        <Text size="sm" c="dimmed">
          {empty ?? chartWords.nothing}
        </Text>
      )}
      {items &&
        items.length > 0 &&
        (asTable ? <AsTable label={label} items={items} total={whole} /> : draw(items, whole))}
    </section>
  );
}

function open(item: BarItem): (() => void) | undefined {
  if (item.value === 0) return undefined;
  const { criteria, opens } = item;
  const show = opens === 'review' ? showCandidates : showUsers;
  return item.onClick ?? (criteria && (() => show(criteria, item.title ?? item.label)));
}

function Rows({ items }: { readonly items: readonly BarItem[] }) {
  const largest = Math.max(1, ...items.map((each) => each.value));
  return (
    <ul className={styles.rows}>
      {items.map((item) => {
        const onClick = open(item);
        const Icon = item.icon;
        const content = (
          <>
            <span className={styles.rowLabel} title={item.label} data-tone={item.tone}>
              {Icon && <Icon size={16} aria-hidden className={styles.rowIcon} />}
              <span className={styles.rowWord}>{item.label}</span>
            </span>
            <span className={styles.track} aria-hidden>
              <span
                className={styles.bar}
                data-tone={item.tone ?? 'accent'}
                style={{ width: `${(item.value / largest) * 100}%` }}
              />
            </span>
            <span className={styles.rowValue}>{formatCount(item.value)}</span>
          </>
        );
        return (
          <li key={item.key} className={styles.growing}>
            {onClick ? (
              <UnstyledButton className={styles.row} data-open onClick={onClick}>
                {content}
              </UnstyledButton>
            ) : (
              <div className={styles.row}>{content}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Columns({ items, axis }: { readonly items: readonly BarItem[]; readonly axis: string }) {
  const largest = Math.max(1, ...items.map((each) => each.value));
  return (
    <div className={styles.course}>
      <ol className={styles.columns}>
        {items.map((item) => {
          const onClick = open(item);
          const content = (
            <>
              <span className={styles.columnValue}>{formatCount(item.value)}</span>
              <span
                className={styles.column}
                data-tone={item.tone ?? 'accent'}
                style={{ height: `${(item.value / largest) * 72}px` }}
                aria-hidden
              />
              <span className={styles.columnLabel} data-chosen={item.chosen && true}>
                {item.label}
                {item.chosen && <span className="pd-visually-hidden"> ({item.chosen})</span>}
              </span>
            </>
          );
          return (
            <li key={item.key} title={item.title}>
              {onClick ? (
                <UnstyledButton className={styles.columnHold} data-open onClick={onClick}>
                  {content}
                </UnstyledButton>
              ) : (
                <div className={styles.columnHold}>{content}</div>
              )}
            </li>
          );
        })}
      </ol>
      <div className={styles.axis}>{axis}</div>
    </div>
  );
}

function Segments({
  items,
  total,
}: {
  readonly items: readonly BarItem[];
  readonly total: number;
}) {
  return (
    <div>
      <div className={styles.segments} aria-hidden>
        {items
          .filter((item) => item.value > 0)
          .map((item) => (
            <span
              key={item.key}
              className={styles.segment}
              data-tone={item.tone ?? 'accent'}
              style={{ flexGrow: item.value }}
              title={`${item.label}: ${formatCount(item.value)}`}
            />
          ))}
        {total === 0 && <span className={styles.segmentNone} />}
      </div>
      <ul className={styles.labels}>
        {items.map((item) => (
          <li key={item.key}>
            <SegmentLabel item={item} total={total} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SegmentLabel({ item, total }: { readonly item: BarItem; readonly total: number }) {
  const onClick = open(item);
  const Icon = item.icon;
  const content = (
    <>
      <span className={styles.swatch} data-tone={item.tone ?? 'accent'} aria-hidden />
      {Icon && <Icon size={15} aria-hidden className={styles.labelIcon} />}
      <span>{item.label}</span>
      <strong className="pd-figures">{formatCount(item.value)}</strong>
      <span className={styles.share}>{formatShare(item.value, total)}</span>
    </>
  );
  if (!onClick) return <span className={styles.label}>{content}</span>;
  return (
    <UnstyledButton className={styles.label} data-open onClick={onClick}>
      {content}
    </UnstyledButton>
  );
}

function AsTable({
  label,
  items,
  total,
}: {
  readonly label: string;
  readonly items: readonly BarItem[];
  readonly total: number;
}) {
  return (
    <Table aria-label={label}>
      <Table.Tbody>
        {items.map((item) => {
          const onClick = open(item);
          return (
            <Table.Tr key={item.key}>
              <Table.Td>
                {item.label}
                {item.chosen && ` (${item.chosen})`}
              </Table.Td>
              <Table.Td ta="right">
                {onClick ? (
                  <UnstyledButton className={styles.cellLink} onClick={onClick}>
                    {formatCount(item.value)}
                  </UnstyledButton>
                ) : (
                  formatCount(item.value)
                )}
              </Table.Td>
              <Table.Td ta="right">{formatShare(item.value, total)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
