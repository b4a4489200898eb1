/**
 * One number that matters, with its word and, where it counts users, the way to them.
 */
import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { showUsers } from '../place/navigation.ts';
import { formatCount } from './format.ts';
import type { Meaning, Tone } from './meaning.ts';
import styles from './StatTile.module.css';

interface StatTileProps {
  readonly label: string;
  /** Undefined while it loads: a skeleton of the same size. */
  readonly value: number | undefined;
  /** Instead of the number, for money. */
  readonly text?: ReactNode;
  readonly detail?: ReactNode;
  readonly icon?: Meaning['icon'];
  readonly tone?: Tone;
  /** Who is counted; makes the tile a button. */
  readonly criteria?: Criteria;
  /** What the Users screen calls them; the label without it. */
  readonly title?: string;
  readonly onClick?: () => void;
}

export function StatTile(props: StatTileProps) {
  const { label, value, text, detail, icon: Icon, tone, criteria, title, onClick } = props;
  const open = onClick ?? (criteria && (() => showUsers(criteria, title ?? label)));
  const body = (
    <>
      <span className={styles.label}>
        {Icon && <Icon size={16} aria-hidden className={styles.icon} />}
        {label}
      </span>
      <Skeleton visible={value === undefined && text === undefined} className={styles.hold}>
        <span className={styles.value}>{text ?? formatCount(value ?? 0)}</span>
      </Skeleton>
      {detail && (
        <Text size="xs" c="dimmed" component="span">
          {detail}
        </Text>
      )}
    </>
  );
  if (!open || value === 0) {
    return (
      <div className={styles.tile} data-tone={tone}>
        {body}
      </div>
    );
  }
  return (
    <UnstyledButton className={styles.tile} data-tone={tone} data-open onClick={open}>
      {body}
    </UnstyledButton>
  );
}
