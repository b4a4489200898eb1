/**
 * Whether numbers in texts have a point or a comma before their decimals, where both fit all of them. Nothing is
 * added until it is answered; whoever doesn't know leaves them unread, which holds these users back.
 */
import { Button, Group } from '@mantine/core';
import { IconDecimal } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { readWritten } from '#shared/domain/writtenNumbers.ts';
import { Writing } from '../../../ui/Writing.tsx';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { withDecimals } from '../reading/readChanges.ts';
import { decimalWords } from '../words/formatQuestions.tsx';
import { FormatQuestion } from './FormatQuestion.tsx';

type Decimals = NonNullable<ReadOptions['decimals']>;

const CHOICES = ['point', 'comma', 'hold'] as const satisfies readonly Decimals[];

interface DecimalQuestionProps {
  readonly check: ImportCheck;
  readonly question: NonNullable<ImportCheck['question']>;
}

export function DecimalQuestion({ check, question }: DecimalQuestionProps) {
  const { busy } = useFileMemory(check.importId);
  const { row, text } = question.example;
  const { point, comma } = readWritten(text);
  const meaning = { point, comma, hold: undefined };
  return (
    <FormatQuestion
      icon={IconDecimal}
      asks={decimalWords.asks(text)}
      help={decimalWords.help}
      text={decimalWords.open(question.column, row)}
    >
      <Writing>
        {CHOICES.map((decimals) => (
          <Button
            key={decimals}
            variant="default"
            loading={busy === 'reading'}
            onClick={() => readAgain(check, withDecimals(check, decimals))}
          >
            {decimalWords.choice(decimals, meaning[decimals])}
          </Button>
        ))}
      </Writing>
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
          <Writing>
            <Group gap={4}>
              {others.map((decimals) => (
                <Button
                  key={decimals}
                  size="compact-sm"
                  variant="subtle"
                  loading={busy === 'reading'}
                  onClick={() => readAgain(check, withDecimals(check, decimals))}
                >
                  {decimalWords.choice(decimals)}
                </Button>
              ))}
            </Group>
          </Writing>
        )
      }
    >
      {decimalWords.chosen[told]}
    </Note>
  );
}
