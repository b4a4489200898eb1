/**
 * Whether numbers in texts have a point or a comma before their decimals, where both fit all of them. Nothing is
 * added until it is answered; whoever doesn't know leaves them unread, which holds these users back.
 */
import { Button, Group } from '@mantine/core';
import { IconDecimal } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { readWritten } from '#shared/domain/writtenNumbers.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { withDecimals } from '../reading/readChanges.ts';
import { inRow } from './DateQuestion.tsx';
import { FormatQuestion } from './FormatQuestion.tsx';

type Decimals = NonNullable<ReadOptions['decimals']>;

const WORDS: Readonly<Record<Decimals, string>> = {
  point: 'Decimal point',
  comma: 'Decimal comma',
  hold: 'Leave them unread',
};
const CHOICES = ['point', 'comma', 'hold'] as const;

interface DecimalQuestionProps {
  readonly check: ImportCheck;
  readonly question: NonNullable<ImportCheck['question']>;
}

const HELP = {
  about: 'decimal marks',
  source: 'How exports write numbers depends on the language of the person who ran the report.',
  text: 'Where numbers are text, the other numbers in the file show whether decimals follow a point or a comma. Here nothing shows it, and a wrong guess would turn one into a thousand, or a thousand into one.',
};

export function DecimalQuestion({ check, question }: DecimalQuestionProps) {
  const { busy } = useFileMemory(check.importId);
  const { row, text } = question.example;
  const { point, comma } = readWritten(text);
  const meaning = { point, comma, hold: undefined };
  return (
    <FormatQuestion
      icon={IconDecimal}
      asks={<>How much is {text}?</>}
      help={HELP}
      text={
        <>
          In the column “{question.column}” the numbers are text and fit both{inRow(row)}. Choose
          one; until then the file can’t be added. Users whose number is left unread are held back.
        </>
      }
    >
      {CHOICES.map((decimals) => (
        <Button
          key={decimals}
          variant="default"
          loading={busy === 'reading'}
          onClick={() => readAgain(check, withDecimals(check, decimals))}
        >
          {WORDS[decimals]}
          {meaning[decimals] !== undefined && `: ${Number(meaning[decimals])}`}
        </Button>
      ))}
    </FormatQuestion>
  );
}

/** What was answered, with the way to another answer. */
export function DecimalNote({ check }: { readonly check: ImportCheck }) {
  const { busy } = useFileMemory(check.importId);
  const told = check.options.decimals;
  if (!told || check.question) return null;
  const others = CHOICES.filter((each) => each !== told);
  return (
    <Note
      icon={IconDecimal}
      action={
        check.state === 'checked' && (
          <Group gap={4}>
            {others.map((decimals) => (
              <Button
                key={decimals}
                size="compact-sm"
                variant="subtle"
                loading={busy === 'reading'}
                onClick={() => readAgain(check, withDecimals(check, decimals))}
              >
                {WORDS[decimals]}
              </Button>
            ))}
          </Group>
        )
      }
    >
      {told === 'hold'
        ? 'Numbers such as 1.000 are left unread, as you chose, where nothing in the file shows what they are.'
        : `Numbers such as 1.000 are read with a ${WORDS[told].toLowerCase()}, as you chose, where nothing in the file shows what they are.`}
    </Note>
  );
}
