/**
 * What the folded card of a checked file says in one line: its kind, how much is in it, what is asked or wrong, and
 * the two ways out. The same things stand in full in the unfolded card.
 */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconQuestionMark, IconX } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Mark } from '../../../ui/Marks.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { remember, useFileMemory } from '../importMemory.ts';
import { discardFile } from '../importSteps.ts';
import { kindWords } from '../kinds.ts';
import { lineWords } from '../words/cardLine.ts';
import { pendingWords } from '../words/waiting.tsx';
import { AddButton, Adding } from './AddForm.tsx';
import styles from './CardLine.module.css';
import { type LineSign, signsOf } from './cardLine.ts';

interface CardLineProps {
  readonly check: ImportCheck;
  /** No other file waits: its button is the main one of the screen. */
  readonly alone: boolean;
}

export function CardLine({ check, alone }: CardLineProps) {
  const { busy } = useFileMemory(check.importId);
  return (
    <div className={styles.line}>
      <Kind check={check} />
      <span className={styles.counts}>
        {lineWords.rows(check.rows)}
        {check.identifiers !== check.rows && (
          <span className={styles.identifiers}>{lineWords.identifiers(check.identifiers)}</span>
        )}
      </span>
      <Signs check={check} />
      <div className={styles.buttons}>
        <AddButton check={check} main={alone} short />
        <Writing>
          <Tooltip label={pendingWords.discard}>
            <ActionIcon
              size={28}
              aria-label={lineWords.discard(check.fileName)}
              disabled={busy !== undefined}
              loading={busy === 'discarding'}
              onClick={() => discardFile(check)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Writing>
      </div>
    </div>
  );
}

/** Below the line, only while there is something to tell. */
export function LineProgress({ check }: { readonly check: ImportCheck }) {
  const { busy, error } = useFileMemory(check.importId);
  return (
    <>
      {busy === 'adding' && <Adding check={check} />}
      <ErrorNote error={error} />
    </>
  );
}

function Kind({ check }: { readonly check: ImportCheck }) {
  const { kind, list } = check;
  const unknown = list !== null && (list.recognised === false || list.purpose === 'open');
  return (
    <span className={styles.kind}>
      {unknown ? (
        <Mark
          plain
          meaning={{
            word: lineWords.kindUnknown,
            short: lineWords.kindUnknown,
            icon: IconQuestionMark,
            tone: 'boundary',
          }}
        />
      ) : (
        <Mark meaning={kindWords(kind)} plain />
      )}
    </span>
  );
}

const TONES: Readonly<Record<LineSign['of'], 'purge' | 'boundary' | undefined>> = {
  questions: 'boundary',
  useless: 'purge',
  empty: 'boundary',
  same: 'boundary',
  errors: 'purge',
  returned: 'boundary',
  notices: undefined,
  othersUnknown: undefined,
  othersNone: undefined,
};

/** The two most urgent; each opens the card where more is told. */
const SHOWN = 2;

function Signs({ check }: { readonly check: ImportCheck }) {
  const { absent } = useFileMemory(check.importId);
  return (
    <ul className={styles.signs}>
      {signsOf(check, kindWords(check.kind).mayCoverAll ? absent : undefined)
        .slice(0, SHOWN)
        .map(({ of, count, tab }) => (
          <li key={of}>
            <UnstyledButton
              className={styles.sign}
              data-tone={TONES[of]}
              aria-label={lineWords.showOf(lineWords.signs[of](count), check.fileName)}
              onClick={() =>
                remember(check.importId, { unfolded: true, ...(tab && { open: true, tab }) })
              }
            >
              {lineWords.signs[of](count)}
            </UnstyledButton>
          </li>
        ))}
    </ul>
  );
}
