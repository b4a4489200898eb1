/**
 * The day whose state a file shows, where that was found, and the way to put it right. Shown on the
 * card of a file that waits and on the page of one that was added.
 */

import { Button, Group, TextInput } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { useToday } from '../../../client/workspace.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { DateText } from '../../../ui/Values.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { commonWords } from '../../../ui/words/components.tsx';
import { setDataDate } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { dataDateWords } from '../words/formatQuestions.tsx';

/** Nothing in the file tells its day. */
export function isDateDoubtful({ dataDate, dataDateSource }: ImportCheck): boolean {
  return dataDate === null || dataDateSource === 'file-time';
}

interface DataDateProps {
  readonly check: ImportCheck;
  /** Among others: the file is named. */
  readonly named?: boolean;
}

export function DataDate({ check, named = false }: DataDateProps) {
  const [editing, setEditing] = useState(false);
  const doubtful = isDateDoubtful(check);
  if (editing) return <Editor check={check} onDone={() => setEditing(false)} />;
  return (
    <Note
      icon={IconCalendarEvent}
      doubtful={doubtful}
      action={
        <Writing>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={dataDateWords.changeOf(check.fileName)}
            onClick={() => setEditing(true)}
          >
            {dataDateWords.change}
          </Button>
        </Writing>
      }
    >
      <Group gap={4}>
        {named ? <NamedDate check={check} /> : <DateWords check={check} />}
        {!named && <DataDateHelp />}
      </Group>
    </Note>
  );
}

/** What a data date is good for. */
export function DataDateHelp() {
  return (
    <RuleHelp about={dataDateWords.helpAbout} source={dataDateWords.helpSource}>
      {dataDateWords.help}
    </RuleHelp>
  );
}

function NamedDate({ check: { fileName, dataDate } }: { readonly check: ImportCheck }) {
  const name = <strong>{fileName}</strong>;
  return (
    <span>
      {dataDate === null
        ? dataDateWords.unknownOf(name)
        : dataDateWords.fileTimeOf(name, <DateText date={dataDate} />)}
    </span>
  );
}

function DateWords({ check: { dataDate, dataDateSource } }: { readonly check: ImportCheck }) {
  if (dataDate === null) return dataDateWords.unknown;
  const date = (
    <strong>
      <DateText date={dataDate} />
    </strong>
  );
  return <span>{dataDateWords.dataOf(date, dataDateSource)}</span>;
}

function Editor({ check, onDone }: { readonly check: ImportCheck; readonly onDone: () => void }) {
  const [date, setDate] = useState(check.dataDate ?? '');
  const today = useToday();
  const saving = useMutation({ mutationFn: () => setDataDate(check, date), onSuccess: onDone });
  const wrong = !isIsoDate(date)
    ? dataDateWords.giveDate
    : date > today
      ? dataDateWords.inFuture
      : null;

  function save(event: FormEvent) {
    event.preventDefault();
    if (!wrong) saving.mutate();
  }

  return (
    <Note icon={IconCalendarEvent}>
      <form
        onSubmit={save}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
      >
        <Group gap={8} py={4}>
          <span>{dataDateWords.beforeField}</span>
          <Writing>
            <TextInput
              type="date"
              size="xs"
              aria-label={dataDateWords.field(check.fileName)}
              autoFocus
              value={date}
              max={today}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
            <Button
              type="submit"
              size="xs"
              variant="light"
              disabled={wrong !== null}
              loading={saving.isPending}
            >
              {dataDateWords.save}
            </Button>
          </Writing>
          <Button size="xs" variant="default" onClick={onDone}>
            {commonWords.cancel}
          </Button>
          {wrong && date !== '' && <span>{wrong}</span>}
        </Group>
        <ErrorNote error={saving.error} />
      </form>
    </Note>
  );
}
