/**
 * The numbers of a file that was read, in one line; those with details behind them open these.
 */
import { Skeleton, UnstyledButton } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { formatCount } from '../../../ui/format.ts';
import { kindWords } from '../kinds.ts';
import styles from './CheckFigures.module.css';

interface CheckFiguresProps {
  readonly check: ImportCheck;
  /** Opens a tab of the details. */
  readonly onOpen: (tab: string) => void;
}

export function CheckFigures({ check, onOpen }: CheckFiguresProps) {
  const { rows, identifiers, errors, notices, missing } = check;
  return (
    <dl className={styles.figures}>
      <Figure label="Rows" value={rows} />
      <Figure label="Identifiers" value={identifiers} />
      {missing.length === 0 && <Compared check={check} onOpen={() => onOpen('changes')} />}
      <Figure
        label="Rows with errors"
        value={errors}
        tone="purge"
        onOpen={() => onOpen('errors')}
      />
      <Figure
        label="Things to know"
        value={notices.length}
        tone="boundary"
        onOpen={() => onOpen('notices')}
      />
    </dl>
  );
}

/** Unknown as long as the file is being compared. */
function Compared({ check, onOpen }: { readonly check: ImportCheck; readonly onOpen: () => void }) {
  const { diff, newIdentifiers, knownIdentifiers, state, kind } = check;
  const { effect } = kindWords(kind);
  const describes = effect === 'review' || effect === 'replica';
  return (
    <>
      <Figure label="New" value={diff ? newIdentifiers : undefined} />
      {state === 'checked' && (
        <Figure label="Already known" value={diff ? knownIdentifiers : undefined} />
      )}
      {describes && diff && knownIdentifiers > 0 && (
        <Figure label="Changed" value={diff.changed} onOpen={onOpen} />
      )}
      {describes && diff && diff.returned > 0 && (
        <Figure label="Returned" value={diff.returned} tone="boundary" onOpen={onOpen} />
      )}
    </>
  );
}

interface FigureProps {
  readonly label: string;
  /** Undefined while it isn't known. */
  readonly value: number | undefined;
  /** Of a number that isn't zero. */
  readonly tone?: 'purge' | 'boundary';
  readonly onOpen?: () => void;
}

function Figure({ label, value, tone, onOpen }: FigureProps) {
  const number = value === undefined ? '' : formatCount(value);
  const open = value ? onOpen : undefined;
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value} data-tone={value ? tone : undefined}>
        {value === undefined && <Skeleton height={20} my={4} width={40} />}
        {open ? (
          <UnstyledButton
            className={styles.open}
            aria-label={`${number} ${label.toLowerCase()}: show`}
            onClick={open}
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
