/**
 * One chosen file until it is added: being read, read and checked, or failed. The card keeps its place
 * when the file is read again another way, and takes the focus back when its controls went meanwhile.
 */
import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconFileAlert, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import { queries } from '../../../client/engineClient.ts';
import { useImportProgress } from '../../../client/progress.ts';
import { announce } from '../../../ui/announce.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { readingFailureText } from '../../../ui/failure.ts';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import { type FileMemory, originOf, useFileMemory } from '../importMemory.ts';
import { discardFile, readAgain } from '../importSteps.ts';
import { pendingWords, whereWords } from '../words/waiting.tsx';
import { CheckedFile } from './CheckedFile.tsx';
import { KindChoice } from './KindChoice.tsx';
import styles from './PendingFile.module.css';

interface PendingFileProps {
  readonly file: ImportSummary;
  /** The only one: its details are open and its button is the screen's main one. */
  readonly alone: boolean;
  /** Not its turn to be read yet. */
  readonly waits: boolean;
  /** The one that the librarian came to see. */
  readonly shown: boolean;
}

export function PendingFile({ file, alone, waits, shown }: PendingFileProps) {
  const card = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const memory = useFileMemory(file.importId);
  const { state, fileName } = file;
  const waiting = state === 'reading' && waits;
  useAnnouncedEnd(file);

  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: 'start' });
  }, [shown]);

  // Reading again takes away the control that asked for it, and the focus with it.
  const again = originOf(file.importId) !== file.importId;
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (again && state !== 'reading' && lost) title.current?.focus({ preventScroll: true });
  }, [again, state]);

  return (
    <section ref={card} className={styles.card} data-state={state} aria-label={fileName}>
      <header className={styles.header}>
        <FileIcon file={file} />
        <div className={styles.words}>
          <Title order={2} ref={title} tabIndex={-1} className={styles.name}>
            {fileName}
          </Title>
          <Where file={file} waits={waiting} />
        </div>
        {state === 'checked' && <KindChoice file={file} />}
        {waiting && <CancelButton file={file} memory={memory} />}
        {state === 'failed' && <FailedButtons file={file} memory={memory} />}
      </header>
      {state === 'reading' && !waiting && <Reading file={file} memory={memory} />}
      {state === 'failed' && (
        <>
          <ErrorNote {...(file.failure && readingFailureText(file.failure))} />
          <ErrorNote error={memory.error} />
        </>
      )}
      {state === 'checked' && <CheckedFile file={file} alone={alone} open={shown || alone} />}
    </section>
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
  return (
    <span className={styles.icon}>
      <Icon size={22} stroke={1.5} aria-hidden />
    </span>
  );
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
      {pendingWords.cancel}
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
    <Group gap={8} wrap="nowrap">
      <Button variant="default" loading={memory.busy === 'reading'} onClick={() => readAgain(file)}>
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
  );
}
