/**
 * What only the librarian can know about rows that a file leaves open: whether hidden candidates count, and
 * what a blank user group means. Asked once for the whole file. The file can be added without an answer, and
 * then these users are held back in the review; an answer can be changed as long as it isn't added.
 */
import { Button, Group, Text } from '@mantine/core';
import { IconEyeOff, IconUsersGroup, type TablerIcon } from '@tabler/icons-react';
import { useId } from 'react';
import type { ImportCheck, ReadOptions } from '#shared/contract/shapes.ts';
import { formatCount } from '../../../ui/format.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { withRows } from '../reading/readChanges.ts';
import styles from './DateQuestion.module.css';

type Answers = Pick<ReadOptions, 'hiddenRows' | 'blankGroup'>;

interface Question {
  readonly icon: TablerIcon;
  /** The notice that makes it a question. */
  readonly code: string;
  readonly title: string;
  readonly text: (rows: string) => string;
  readonly answers: readonly {
    readonly answer: Answers;
    readonly label: string;
    readonly told: string;
  }[];
}

const HIDDEN_ROWS: Question = {
  icon: IconEyeOff,
  code: 'hidden-row',
  title: 'Do hidden rows count?',
  text: (rows) =>
    `A filter, a collapsed group or a person hides ${rows} in the file. As long as nobody says that they count, these users are held back in the review.`,
  answers: [
    {
      answer: { hiddenRows: 'count' },
      label: 'They count',
      told: 'Hidden rows count like all others',
    },
    {
      answer: { hiddenRows: 'hold' },
      label: 'Hold them back',
      told: 'Users in hidden rows are held back',
    },
  ],
};

const BLANK_GROUP: Question = {
  icon: IconUsersGroup,
  code: 'blank-group',
  title: 'What does a blank user group mean?',
  text: (rows) =>
    `In ${rows} the user group is blank, though others name one: a formatted export blanks out repeated values. As long as nobody says, these users are held back in the review where the register protects groups.`,
  answers: [
    {
      answer: { blankGroup: 'above' },
      label: 'The group of the row above',
      told: 'A blank user group is read as that of the row above',
    },
    {
      answer: { blankGroup: 'none' },
      label: 'No group',
      told: 'A blank user group is read as no group',
    },
  ],
};

/** Which of them this file asks; hidden rows of other files than candidates always count. */
function questionsOf(check: ImportCheck): readonly Question[] {
  const asked = check.kind === 'candidates' ? [HIDDEN_ROWS, BLANK_GROUP] : [BLANK_GROUP];
  return asked.filter(({ code }) => check.notices.some((notice) => notice.code === code));
}

function answerOf({ options }: ImportCheck, { answers }: Question) {
  return answers.find(({ answer }) =>
    Object.entries(answer).every(([name, value]) => options[name as keyof Answers] === value),
  );
}

export function RowsQuestions({ check }: { readonly check: ImportCheck }) {
  const open = questionsOf(check).filter((question) => !answerOf(check, question));
  return open.map((question) => (
    <RowsQuestion key={question.code} check={check} question={question} />
  ));
}

interface RowsQuestionProps {
  readonly check: ImportCheck;
  readonly question: Question;
}

function RowsQuestion({ check, question }: RowsQuestionProps) {
  const { busy } = useFileMemory(check.importId);
  const titleId = useId();
  const { icon: Icon, code, title, text, answers } = question;
  const rows = check.notices.find((notice) => notice.code === code)?.count ?? 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would stand for fields of a form
    <div role="group" aria-labelledby={titleId} className={styles.question}>
      <Icon size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <Text fw={600} id={titleId}>
          {title}
        </Text>
        <Text size="sm">{text(rows === 1 ? 'one row' : `${formatCount(rows)} rows`)}</Text>
        <Group gap={8} mt={8}>
          {answers.map(({ answer, label }) => (
            <Button
              key={label}
              variant="default"
              loading={busy === 'reading'}
              onClick={() => readAgain(check, withRows(check, answer))}
            >
              {label}
            </Button>
          ))}
        </Group>
      </div>
    </div>
  );
}

/** What was answered, with the way to the other answer. */
export function RowsNotes({ check }: { readonly check: ImportCheck }) {
  const { busy } = useFileMemory(check.importId);
  return questionsOf(check).map((question) => {
    const chosen = answerOf(check, question);
    const other = question.answers.find((each) => each !== chosen);
    if (!chosen || !other) return null;
    return (
      <Note
        key={question.code}
        icon={question.icon}
        action={
          check.state === 'checked' && (
            <Button
              size="compact-sm"
              variant="subtle"
              loading={busy === 'reading'}
              onClick={() => readAgain(check, withRows(check, other.answer))}
            >
              {other.label} instead
            </Button>
          )
        }
      >
        {chosen.told}, as you chose.
      </Note>
    );
  });
}
