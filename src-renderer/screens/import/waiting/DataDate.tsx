/**
 * The day whose state a file shows, where that was found, and the way to put it right. Shown on the
 * card of a file that waits and on the page of one that was added.
 */
import { Button, Group, TextInput } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { DATA_DATE_SOURCES, ImportCheck } from '#shared/contract/shapes/imports.ts';
import { isIsoDate, today } from '#shared/domain/calendar.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { DateText } from '../../../ui/Values.tsx';
import { setDataDate } from '../importSteps.ts';
import { Note } from '../Notes.tsx';

const SOURCE_WORDS: Readonly<Record<(typeof DATA_DATE_SOURCES)[number], string>> = {
  'days-column': 'worked out from the days column',
  'title-row': 'from a title row',
  'file-name': 'from the file’s name',
  'file-time': 'the file’s own time: check it',
  told: 'as you said',
};

/** Nothing in the file tells its day. */
export function isDateDoubtful({ dataDate, dataDateSource }: ImportCheck): boolean {
  return dataDate === null || dataDateSource === 'file-time';
}

export function DataDate({ check }: { readonly check: ImportCheck }) {
  const [editing, setEditing] = useState(false);
  const doubtful = isDateDoubtful(check);
  if (editing) return <Editor check={check} onDone={() => setEditing(false)} />;
  return (
    <Note
      icon={IconCalendarEvent}
      doubtful={doubtful}
      action={
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Change the data date of ${check.fileName}`}
          onClick={() => setEditing(true)}
        >
          Change
        </Button>
      }
    >
      <Group gap={4}>
        <DateWords check={check} />
        <RuleHelp
          about="the data date"
          source="Analytics is loaded overnight, so a report shows the day before at best."
        >
          The day whose state this file shows. It says how old the facts are, and whether files
          describe the same day. Users may have come back since.
        </RuleHelp>
      </Group>
    </Note>
  );
}

function DateWords({ check: { dataDate, dataDateSource } }: { readonly check: ImportCheck }) {
  if (dataDate === null) return 'The day of its data isn’t known.';
  return (
    <span>
      Data of{' '}
      <strong>
        <DateText date={dataDate} />
      </strong>
      {dataDateSource && `, ${SOURCE_WORDS[dataDateSource]}`}
    </span>
  );
}

function Editor({ check, onDone }: { readonly check: ImportCheck; readonly onDone: () => void }) {
  const [date, setDate] = useState(check.dataDate ?? '');
  const saving = useMutation({ mutationFn: () => setDataDate(check, date), onSuccess: onDone });
  const wrong = !isIsoDate(date)
    ? 'Give a date.'
    : date > today()
      ? 'This day is in the future.'
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
          <span>Data of</span>
          <TextInput
            type="date"
            size="xs"
            aria-label={`Data date of ${check.fileName}`}
            autoFocus
            value={date}
            max={today()}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <Button
            type="submit"
            size="xs"
            variant="light"
            disabled={wrong !== null}
            loading={saving.isPending}
          >
            Save date
          </Button>
          <Button size="xs" variant="default" onClick={onDone}>
            Cancel
          </Button>
          {wrong && date !== '' && <span>{wrong}</span>}
        </Group>
        <ErrorNote error={saving.error} />
      </form>
    </Note>
  );
}
