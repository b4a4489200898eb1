/**
 * One chosen file until it is added: being read, read and checked, or failed. Among several, the card of a file that
 * was checked can be folded to one line. It keeps its place when the file is read again another way, and takes the
 * focus back when its controls went meanwhile.
 */
import { Button, Group, Skeleton, Text, Title, UnstyledButton } from '@mantine/core';
import {
  IconChevronRight,
  IconFileAlert,
  IconFileSpreadsheet,
  IconFileText,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes/imports.ts';
import { queries } from '../../../client/engineClient.ts';
import { useImportProgress } from '../../../client/progress.ts';
import { announce } from '../../../ui/announce.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { readingFailureText } from '../../../ui/failure.ts';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { commonWords } from '../../../ui/words/components.tsx';
import {
  type FileMemory,
  originOf,
  remember,
  useFileMemory,
  useImportMemory,
} from '../importMemory.ts';
import { discardFile, readAgain } from '../importSteps.ts';
import { pendingWords, whereWords } from '../words/waiting.tsx';
import { CardLine, LineProgress } from './CardLine.tsx';
import { CheckedFile } from './CheckedFile.tsx';
import { opensAtFirst, questionsOf } from './cardLine.ts';
import { KindChoice } from './KindChoice.tsx';
import styles from './PendingFile.module.css';

interface PendingFileProps {
  readonly file: ImportSummary;
  /** How many files wait, with this one. Of a single one the details are open and its button is the screen's main one. */
  readonly waiting: number;
  /** Not its turn to be read yet. */
  readonly waits: boolean;
  /** The one that the librarian came to see. */
  readonly shown: boolean;
}

export function PendingFile({ file, waiting, waits, shown }: PendingFileProps) {
  const card = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const bodyId = useId();
  const memory = useFileMemory(file.importId);
  const { state, fileName, importId } = file;
  const alone = waiting === 1;
  const idle = state === 'reading' && waits;
  const { check, unfolded } = useFolding(file, waiting, shown);
  const line = check !== undefined && !unfolded;
  useAnnouncedEnd(file);

  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: 'start' });
  }, [shown]);

  // Reading again takes away the control that asked for it, and the focus with it.
  const again = originOf(importId) !== importId;
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (again && state !== 'reading' && lost) title.current?.focus({ preventScroll: true });
  }, [again, state]);

  return (
    <section
      ref={card}
      className={styles.card}
      data-state={state}
      data-dense={line || (!alone && state !== 'checked') || undefined}
      aria-label={fileName}
    >
      <header className={styles.header}>
        <div className={styles.words}>
          <Title order={2} ref={title} tabIndex={-1} className={styles.title} aria-label={fileName}>
            {check && (!alone || line) ? (
              <FoldButton file={file} unfolded={unfolded} controls={bodyId} />
            ) : (
              <>
                <FileIcon file={file} />
                <FileName fileName={fileName} />
              </>
            )}
          </Title>
          {!line && <Where file={file} waits={idle} />}
        </div>
        {line && <CardLine check={check} alone={alone} />}
        {state === 'checked' && !line && <KindChoice file={file} />}
        {idle && <CancelButton file={file} memory={memory} />}
        {state === 'failed' && <FailedButtons file={file} memory={memory} />}
      </header>
      {line && <LineProgress check={check} />}
      {state === 'reading' && !idle && <Reading file={file} memory={memory} />}
      {state === 'failed' && (
        <>
          <ErrorNote {...(file.failure && readingFailureText(file.failure))} />
          <ErrorNote error={memory.error} />
        </>
      )}
      {state === 'checked' && !line && (
        <div id={bodyId}>
          <CheckedFile file={file} alone={alone} open={shown || alone} />
        </div>
      )}
    </section>
  );
}

/**
 * Whether the card is more than a line: as it was at first, until the librarian folds or unfolds it. Others that are
 * added or chosen meanwhile don’t change it.
 */
function useFolding(file: ImportSummary, waiting: number, shown: boolean) {
  const { importId, state } = file;
  const { data: check } = useQuery({
    ...queries.imports.check.queryOptions({ input: { importId } }),
    enabled: state === 'checked',
  });
  const { unfolded } = useFileMemory(importId);
  const together = useImportMemory(({ chosenTogether }) => Math.max(chosenTogether, waiting));
  const checked = state === 'checked' ? check : undefined;
  const atFirst = checked === undefined || opensAtFirst(checked, together);
  const settled = checked !== undefined && isSettled(checked);
  useEffect(() => {
    if (settled && unfolded === undefined) remember(importId, { unfolded: atFirst });
  }, [settled, unfolded, atFirst, importId]);
  useEffect(() => {
    if (shown) remember(importId, { unfolded: true });
  }, [shown, importId]);
  return { check: checked, unfolded: unfolded ?? atFirst };
}

/** Comparing may still find something to ask. */
function isSettled(check: ImportCheck): boolean {
  return check.diff !== null || questionsOf(check) > 0;
}

interface FoldButtonProps {
  readonly file: ImportSummary;
  readonly unfolded: boolean;
  readonly controls: string;
}

/** The name itself folds and unfolds the card. */
function FoldButton({ file, unfolded, controls }: FoldButtonProps) {
  const { fileName, importId } = file;
  return (
    <UnstyledButton
      className={styles.fold}
      title={fileName}
      aria-label={fileName}
      aria-expanded={unfolded}
      aria-controls={unfolded ? controls : undefined}
      onClick={() => remember(importId, { unfolded: !unfolded })}
    >
      <IconChevronRight
        size={16}
        aria-hidden
        className={styles.chevron}
        data-open={unfolded || undefined}
      />
      <FileName fileName={fileName} />
    </UnstyledButton>
  );
}

/** What tells reports of one name apart stands at their end: the library's code, a date. */
const ALWAYS_SHOWN = 14;

/** Where there is no room for a name, its middle goes. It is read out by the label of what it stands in. */
function FileName({ fileName }: { readonly fileName: string }) {
  return (
    <span className={styles.name}>
      <span>{fileName.slice(0, -ALWAYS_SHOWN)}</span>
      <span>{fileName.slice(-ALWAYS_SHOWN)}</span>
    </span>
  );
}

/** Said once, when a file that was being read is done. */
function useAnnouncedEnd({ state, fileName, rows, errors }: ImportSummary): void {
  const before = useRef(state);
  useEffect(() => {
    if (before.current === 'reading' && state === 'checked') {
      announce(pendingWords.wasRead(fileName, rows, errors));
    }
    if (before.current === 'reading' && state === 'failed')
      announce(pendingWords.wasNotRead(fileName));
    before.current = state;
  }, [state, fileName, rows, errors]);
}

const TEXT_ENDING = /\.(csv|tsv|tab|txt)$/i;

function FileIcon({ file }: { readonly file: ImportSummary }) {
  const whole = TEXT_ENDING.test(file.fileName) ? IconFileText : IconFileSpreadsheet;
  const Icon = file.state === 'failed' ? IconFileAlert : whole;
  return <Icon size={20} stroke={1.5} aria-hidden className={styles.icon} />;
}

/** Where in the file the rows come from; before that, how far it is. */
function Where({ file, waits }: { readonly file: ImportSummary; readonly waits: boolean }) {
  const { data: check } = useQuery({
    ...queries.imports.check.queryOptions({ input: { importId: file.importId } }),
    enabled: file.state === 'checked',
  });
  if (file.state !== 'checked') {
    const reading = waits ? pendingWords.waits : pendingWords.beingRead;
    return (
      <Text size="sm" c="dimmed">
        {file.state === 'failed' ? pendingWords.failed : reading}
      </Text>
    );
  }
  if (!check) return <Skeleton height={14} width={280} my={3} />;
  return (
    <Text size="sm" c="dimmed">
      {whereWords(check)}
    </Text>
  );
}

interface StateProps {
  readonly file: ImportSummary;
  readonly memory: FileMemory;
}

function CancelButton({ file, memory }: StateProps) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={memory.busy === 'discarding'}
      aria-label={pendingWords.cancelReading(file.fileName)}
      onClick={() => discardFile(file)}
    >
      {commonWords.cancel}
    </Button>
  );
}

function Reading({ file, memory }: StateProps) {
  const progress = useImportProgress(file.importId);
  return (
    <ProgressLine
      label={pendingWords.reading}
      fraction={progress?.fraction ?? 0}
      {...(progress && { amount: progress.rows, perSecond: progress.rowsPerSecond })}
      noun={pendingWords.rows}
      action={<CancelButton file={file} memory={memory} />}
    />
  );
}

function FailedButtons({ file, memory }: StateProps) {
  return (
    <Writing>
      <Group gap={8} wrap="nowrap">
        <Button
          variant="default"
          loading={memory.busy === 'reading'}
          onClick={() => readAgain(file)}
        >
          {pendingWords.tryAgain}
        </Button>
        <Button
          variant="default"
          loading={memory.busy === 'discarding'}
          onClick={() => discardFile(file)}
        >
          {pendingWords.remove}
        </Button>
      </Group>
    </Writing>
  );
}
