/**
 * The one thing about a file that only the librarian can know: whether its text dates have the month or
 * the day first, where both fit the whole column. Nothing is added until it is answered; the answer
 * can be changed as long as the file isn't added. How the others were read is told, and why.
 */
import { Button } from '@mantine/core';
import { IconCalendarCheck, IconCalendarQuestion } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { type DateOrder, readTextDate } from '#shared/domain/calendar.ts';
import { Writing } from '../../../ui/Writing.tsx';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { withDates } from '../reading/readChanges.ts';
import { dateOrderWords } from '../words/formatQuestions.tsx';
import { FormatQuestion } from './FormatQuestion.tsx';

interface DateQuestionProps {
  readonly check: ImportCheck;
  readonly question: NonNullable<ImportCheck['question']>;
}

export function DateQuestion({ check, question }: DateQuestionProps) {
  const { busy } = useFileMemory(check.importId);
  const { row, text } = question.example;
  const { monthFirst, dayFirst } = readTextDate(text);
  return (
    <FormatQuestion
      icon={IconCalendarQuestion}
      asks={dateOrderWords.asks(text)}
      help={dateOrderWords.help}
      text={dateOrderWords.open(question.column, row)}
    >
      <Writing>
        {(['month-first', 'day-first'] as const).map((order) => {
          const date = order === 'month-first' ? monthFirst : dayFirst;
          return (
            <Button
              key={order}
              variant="default"
              loading={busy === 'reading'}
              onClick={() => readAgain(check, withDates(check, order))}
            >
              {dateOrderWords.order(order, date)}
            </Button>
          );
        })}
      </Writing>
    </FormatQuestion>
  );
}

/** Which order text dates were read in, and why; with the way to the other where it was a choice. */
export function DateOrderNote({ check }: { readonly check: ImportCheck }) {
  const order = check.columns.find((column) => column.dateOrder !== null)?.dateOrder;
  if (!order) return null;
  const told = check.options.dateOrder === order;
  const columns = check.columns.filter((column) => column.dateOrder === order);
  const names = columns.map((column) => `“${column.heading}”`).join(', ');
  return (
    <Note
      icon={IconCalendarCheck}
      action={told && check.state === 'checked' && <OtherOrder check={check} order={order} />}
    >
      {told ? dateOrderWords.chosen(names, order) : dateOrderWords.found(names, order)}
    </Note>
  );
}

function OtherOrder({ check, order }: { readonly check: ImportCheck; readonly order: DateOrder }) {
  const { busy } = useFileMemory(check.importId);
  const other: DateOrder = order === 'month-first' ? 'day-first' : 'month-first';
  return (
    <Writing>
      <Button
        size="compact-sm"
        variant="subtle"
        loading={busy === 'reading'}
        onClick={() => readAgain(check, withDates(check, other))}
      >
        {dateOrderWords.instead[other]}
      </Button>
    </Writing>
  );
}
