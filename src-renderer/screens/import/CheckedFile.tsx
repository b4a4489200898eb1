/**
 * A file that was read and waits to be added: its numbers, the question about its dates, its details,
 * and the ways to add or discard it. Shown inside PendingFile's card.
 */
import { Button, Skeleton, Stack } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes.ts';
import { queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { AddForm } from './AddForm.tsx';
import { CheckDetails } from './CheckDetails.tsx';
import styles from './CheckedFile.module.css';
import { CheckFigures } from './CheckFigures.tsx';
import { DateQuestion, ToldOrder } from './DateQuestion.tsx';
import { EarlierImport } from './EarlierImport.tsx';
import { remember, useFileMemory } from './importMemory.ts';

interface CheckedFileProps {
  readonly file: ImportSummary;
  readonly alone: boolean;
  /** Unless the person opened or closed the details. */
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

  return (
    <Stack gap={16}>
      <CheckFigures check={check} onOpen={openTab} />
      {check.question && <DateQuestion check={check} question={check.question} />}
      {!check.question && memory.dateOrder && <ToldOrder check={check} order={memory.dateOrder} />}
      <EarlierImport check={check} />
      {check.identifiers === 0 && (
        <ErrorNote
          text="No row of this file has a primary identifier that can be used."
          todo="See the errors, correct the file, and choose it again."
        />
      )}
      <div>
        {!alone && <DetailsButton check={check} shown={shown} />}
        {shown && <CheckDetails check={check} tab={memory.tab} onTab={openTab} />}
      </div>
      <AddForm check={check} main={alone} />
    </Stack>
  );
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
      {shown ? 'Hide details' : 'Show details'}
    </Button>
  );
}
