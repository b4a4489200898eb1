/**
 * The end of a checked file's card: what has to be chosen for adding it, progress while it is added, and
 * the two ways out.
 */
import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { useAddingProgress } from '../../../client/progress.ts';
import { useStatus } from '../../../client/workspace.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { useFileMemory } from '../importMemory.ts';
import { addFile, discardFile } from '../importSteps.ts';
import { kindWords } from '../kinds.ts';
import { isReady } from '../readiness.ts';
import { addWords } from '../words/adding.ts';
import { pendingWords } from '../words/waiting.tsx';
import { AbsentChoice, ModeChoice, SetName } from './AddChoices.tsx';
import styles from './AddForm.module.css';

const LASTING_MS = 700;

interface AddFormProps {
  readonly check: ImportCheck;
  /** Its button is the main one of the screen. */
  readonly main: boolean;
}

export function AddForm({ check, main }: AddFormProps) {
  const memory = useFileMemory(check.importId);
  const candidates = useStatus().data?.candidates ?? 0;
  const bar = useWriteBar();
  return (
    <Stack gap={12}>
      <div className={styles.form}>
        <Writing>
          <Choices check={check} candidates={candidates} />
        </Writing>
        <Group gap={8} wrap="nowrap" className={styles.buttons}>
          <Button
            // Of the same file again, discarding it is what is offered first.
            variant={check.same ? firstLook(main) : 'default'}
            disabled={memory.busy !== undefined}
            loading={memory.busy === 'discarding'}
            onClick={() => discardFile(check)}
            {...bar}
          >
            {pendingWords.discard}
          </Button>
          <AddButton check={check} main={main} />
        </Group>
      </div>
      {memory.busy === 'adding' && <Adding check={check} />}
      <ErrorNote error={memory.error} />
    </Stack>
  );
}

const firstLook = (main: boolean) => (main ? 'filled' : 'light');

interface AddButtonProps extends AddFormProps {
  /** In a line: only what it does, for whom stands beside it. */
  readonly short?: boolean;
}

export function AddButton({ check, main, short = false }: AddButtonProps) {
  const { busy, setName, mode } = useFileMemory(check.importId);
  const candidates = useStatus().data?.candidates ?? 0;
  const bar = useWriteBar();
  if (check.list?.recognised === false) return null;
  const noName = kindWords(check.kind).effect === 'set' && setName?.trim() === '';
  const replaces = mode === 'replace' && candidates > 0;
  const label = addLabel(check, replaces);
  return (
    <Button
      size={short ? 'xs' : 'sm'}
      variant={check.same ? 'default' : firstLook(main)}
      disabled={!isReady(check) || noName || (busy !== undefined && busy !== 'adding')}
      loading={busy === 'adding'}
      {...(short && { 'aria-label': label, title: label })}
      onClick={() => addFile(check)}
      {...bar}
    >
      {short ? shortLabel(check, replaces) : label}
    </Button>
  );
}

interface ChoicesProps {
  readonly check: ImportCheck;
  readonly candidates: number;
}

function Choices({ check, candidates }: ChoicesProps) {
  const { effect, mayCoverAll } = kindWords(check.kind);
  if (effect === 'review' && candidates > 0) {
    return <ModeChoice check={check} candidates={candidates} />;
  }
  if (check.kind === 'staff') return <div />;
  if (check.list) return check.list.recognised === false ? <div /> : <SetName check={check} />;
  if (mayCoverAll) return <AbsentChoice check={check} />;
  return <div />;
}

/** Only what takes a while is told of. */
export function Adding({ check }: { readonly check: ImportCheck }) {
  const progress = useAddingProgress(check.importId);
  const lasting = useLasting();
  if (!lasting) return null;
  return (
    <ProgressLine
      label={addWords.adding(check.identifiers)}
      fraction={progress?.fraction}
      {...(progress && { amount: progress.rows })}
      noun={pendingWords.rows}
    />
  );
}

function useLasting(): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), LASTING_MS);
    return () => clearTimeout(timer);
  }, []);
  return lasting;
}

function addLabel(check: ImportCheck, replaces: boolean): string {
  const { kind, identifiers, list } = check;
  const { effect, told } = kindWords(kind);
  const again = check.same !== null;
  switch (effect) {
    case 'review':
      return replaces
        ? addWords.replaceReview(identifiers, again)
        : addWords.candidates(identifiers, again);
    case 'set':
      return kind === 'exclusions' && list?.purpose !== 'open'
        ? addWords.exclusionSet(identifiers, again)
        : addWords.set(identifiers, again);
    case 'roles':
      return addWords.staff(identifiers, again);
    case 'replica':
    case 'lines':
      return addWords.facts(told, identifiers, again);
    case 'evidence':
      return addWords.evidence(told, identifiers, again);
  }
}

/** The beginning of the same label. */
function shortLabel({ kind, list }: ImportCheck, replaces: boolean): string {
  switch (kindWords(kind).effect) {
    case 'review':
      return replaces ? addWords.short.replaceReview : addWords.short.add;
    case 'set':
      return kind === 'exclusions' && list?.purpose !== 'open'
        ? addWords.short.exclusionSet
        : addWords.short.set;
    case 'roles':
      return addWords.short.staff;
    case 'replica':
    case 'lines':
      return addWords.short.add;
    case 'evidence':
      return addWords.short.evidence;
  }
}
