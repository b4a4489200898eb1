/**
 * A file that was read and waits to be added: its numbers, what has to be answered first, its details,
 * and the ways to add or discard it. Shown inside PendingFile's card.
 */
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { RowGroup } from '#shared/contract/shapes/rowGroup.ts';
import { queries } from '../../../client/engineClient.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { remember, useFileMemory } from '../importMemory.ts';
import { Notes } from '../Notes.tsx';
import { ProfileNote } from '../reading/ProfileNote.tsx';
import { pendingWords } from '../words/waiting.tsx';
import { AddForm } from './AddForm.tsx';
import { CheckDetails } from './CheckDetails.tsx';
import styles from './CheckedFile.module.css';
import { CheckFigures } from './CheckFigures.tsx';
import { isUseless } from './cardLine.ts';
import { DataDate, isDateDoubtful } from './DataDate.tsx';
import { DateOrderNote, DateQuestion } from './DateQuestion.tsx';
import { DecimalNote, DecimalQuestion } from './DecimalQuestion.tsx';
import { EarlierImport } from './EarlierImport.tsx';
import { ListNotes, ListPurpose, NotAList } from './ListPurpose.tsx';
import { MissingNote } from './MissingNote.tsx';
import { OpenAnswers, OpenQuestions } from './OpenQuestions.tsx';
import { DecidedNote, ReturnNote } from './ReturnNote.tsx';

interface CheckedFileProps {
  readonly file: ImportSummary;
  readonly alone: boolean;
  /** Unless the librarian opened or closed the details. */
  readonly open: boolean;
}

export function CheckedFile({ file, alone, open }: CheckedFileProps) {
  const { importId } = file;
  const { data: check, error } = useQuery(
    queries.imports.check.queryOptions({ input: { importId } }),
  );
  const memory = useFileMemory(importId);
  const shown = alone || (memory.open ?? open);

  if (error) return <ErrorNote error={error} />;
  if (!check) return <Skeleton height={160} aria-busy="true" />;

  function openTab(tab: string) {
    remember(importId, { open: true, tab });
  }

  function openRowGroup(rowGroup: RowGroup) {
    remember(importId, { open: true, tab: 'changes', rowGroup });
  }

  return (
    <Stack gap={16}>
      <MissingNote check={check} />
      {check.list?.recognised === false && <NotAList list={check.list} />}
      {check.list && check.list.recognised !== false && (
        <ListPurpose check={check} list={check.list} />
      )}
      {check.question?.about === 'decimals' ? (
        <DecimalQuestion check={check} question={check.question} />
      ) : (
        check.question && <DateQuestion check={check} question={check.question} />
      )}
      <OpenQuestions check={check} />
      <div className={styles.figures}>
        {/* Of what is no list yet nothing is counted. */}
        {check.list?.recognised === false ? (
          <div />
        ) : (
          <CheckFigures check={check} onOpen={openTab} />
        )}
        {!alone && <DetailsButton check={check} shown={shown} />}
      </div>
      {isUseless(check) && <NoIdentifiers />}
      <Notes>
        {/* Of several, one line above all cards tells of dates to check. */}
        {(shown || (alone && isDateDoubtful(check))) && <DataDate check={check} />}
        {(shown || check.options.dateOrder) && <DateOrderNote check={check} />}
        {check.options.decimals && <DecimalNote check={check} />}
        <OpenAnswers check={check} />
        <ProfileNote check={check} />
        <EarlierImport check={check} />
        <ReturnNote check={check} onShow={() => openRowGroup({ of: 'returned', reason: null })} />
        <DecidedNote check={check} />
        <ListNotes check={check} />
      </Notes>
      {shown && <CheckDetails check={check} tab={memory.tab} onTab={openTab} />}
      <AddForm check={check} main={alone} />
    </Stack>
  );
}

function NoIdentifiers() {
  return <ErrorNote text={pendingWords.noIdentifiers} todo={pendingWords.noIdentifiersTodo} />;
}

function DetailsButton({ check, shown }: { readonly check: ImportCheck; readonly shown: boolean }) {
  const Icon = shown ? IconChevronUp : IconChevronDown;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      className={styles.toggle}
      aria-expanded={shown}
      rightSection={<Icon size={14} aria-hidden />}
      onClick={() => remember(check.importId, { open: !shown })}
    >
      {shown ? pendingWords.hideDetails : pendingWords.showDetails}
    </Button>
  );
}
