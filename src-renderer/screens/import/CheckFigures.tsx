/**
 * The numbers of a file that was read, in one line; those with details behind them open these.
 */
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './CheckFigures.module.css';

interface CheckFiguresProps {
  readonly check: ImportCheck;
  /** Opens a tab of the details; numbers are plain without. */
  readonly onOpen?: (tab: string) => void;
}

export function CheckFigures({ check, onOpen }: CheckFiguresProps) {
  const waiting = check.state === 'checked';
  const to = (tab: string) => onOpen && (() => onOpen(tab));
  return (
    <dl className={styles.figures}>
      <Figure label="Rows" value={check.rows} />
      <Figure label="Identifiers" value={check.identifiers} />
      {waiting && <Figure label="New" value={check.newIdentifiers} />}
      {waiting && <Figure label="Already known" value={check.knownIdentifiers} />}
      <Figure
        label="Rows with errors"
        value={check.errors}
        tone={check.errors > 0 ? 'purge' : undefined}
        onOpen={check.errors > 0 ? to('errors') : undefined}
      />
      <Figure
        label="Things to know"
        value={check.notices.length}
        tone={check.notices.length > 0 ? 'boundary' : undefined}
        onOpen={check.notices.length > 0 ? to('notices') : undefined}
      />
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: number;
  readonly tone?: 'purge' | 'boundary' | undefined;
  readonly onOpen?: (() => void) | undefined;
}

function Figure({ label, value, tone, onOpen }: FigureProps) {
  const number: ReactNode = formatCount(value);
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value} data-tone={tone}>
        {onOpen ? (
          <UnstyledButton
            className={styles.open}
            aria-label={`${number} ${label.toLowerCase()}: show`}
            onClick={onOpen}
          >
            {number}
          </UnstyledButton>
        ) : (
          number
        )}
      </dd>
    </div>
  );
}
