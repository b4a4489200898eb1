/**
 * The numbers of a file that was read, in one line; those with details behind them open these.
 */
import { Skeleton, UnstyledButton } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { formatCount } from '../../../ui/format.ts';
import { kindWords } from '../kinds.ts';
import { type FigureWords, figureWords } from '../words/waiting.tsx';
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
      <Figure words={figureWords.rows} value={rows} />
      <Figure words={figureWords.identifiers} value={identifiers} />
      {missing.length === 0 && <Compared check={check} onOpen={() => onOpen('changes')} />}
      <Figure
        words={figureWords.errors}
        value={errors}
        tone="purge"
        onOpen={() => onOpen('errors')}
      />
      <Figure
        words={figureWords.notices}
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
      <Figure words={figureWords.new} value={diff ? newIdentifiers : undefined} />
      {state === 'checked' && (
        <Figure words={figureWords.known} value={diff ? knownIdentifiers : undefined} />
      )}
      {describes && diff && knownIdentifiers > 0 && (
        <Figure words={figureWords.changed} value={diff.changed} onOpen={onOpen} />
      )}
      {describes && diff && diff.returned > 0 && (
        <Figure
          words={figureWords.returned}
          value={diff.returned}
          tone="boundary"
          onOpen={onOpen}
        />
      )}
    </>
  );
}

interface FigureProps {
  readonly words: FigureWords;
  /** Undefined while it isn't known. */
  readonly value: number | undefined;
  /** Of a number that isn't zero. */
  readonly tone?: 'purge' | 'boundary';
  readonly onOpen?: () => void;
}

function Figure({ words, value, tone, onOpen }: FigureProps) {
  const number = value === undefined ? '' : formatCount(value);
  const open = value ? onOpen : undefined;
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>{words.label}</dt>
      <dd
        className={styles.value}
        data-tone={value ? tone : undefined}
        data-zero={value === 0 || undefined}
      >
        {value === undefined && <Skeleton height={20} my={4} width={40} />}
        {open ? (
          <UnstyledButton
            className={styles.open}
            aria-label={value === undefined ? undefined : words.show?.(value)}
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
