/**
 * What only the librarian can know about users whom a file holds back: asked once for the whole file, a question for
 * each class that is more than rare in it. The file can be added without an answer, and then these users are held
 * back in the review; an answer can be changed as long as it isn't added.
 */
import { Button, Group, Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowsLeftRight,
  IconEyeOff,
  IconHash,
  IconNumber0,
  IconStack2,
  IconStrikethrough,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import { useId } from 'react';
import type { ImportCheck, OpenQuestion } from '#shared/contract/shapes/imports.ts';
import type { OpenAnswerCode, OpenClass } from '#shared/domain/openQuestions.ts';
import { Writing } from '../../../ui/Writing.tsx';
import { remember, useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { answering } from '../reading/readChanges.ts';
import {
  answerTold,
  choicesOf,
  openQuestionWords,
  questionText,
  questionTitle,
} from '../words/openQuestions.ts';
import shared from './FormatQuestion.module.css';
import styles from './OpenQuestions.module.css';

const ICONS: Readonly<Record<OpenClass, TablerIcon>> = {
  'hidden-row': IconEyeOff,
  'struck-out': IconStrikethrough,
  'two-cells': IconStack2,
  'blank-group': IconUsersGroup,
  'lost-digits': IconHash,
  'unreadable-value': IconAlertTriangle,
  'zero-loss-pair': IconNumber0,
  'possible-pair': IconArrowsLeftRight,
};

export function OpenQuestions({ check }: { readonly check: ImportCheck }) {
  const open = check.openQuestions.filter(({ answer }) => answer === null);
  if (open.length === 0) return null;
  return (
    <div className={styles.questions}>
      {open.map((question) => (
        <Question key={keyOf(question)} check={check} question={question} />
      ))}
      <Text size="sm" c="dimmed">
        {open.some(({ about }) => about === 'blank-group')
          ? openQuestionWords.canBeAddedGroups
          : openQuestionWords.canBeAdded}
      </Text>
    </div>
  );
}

const keyOf = ({ about, column }: OpenQuestion) => `${about} ${column?.position ?? ''}`;

function answer(check: ImportCheck, question: OpenQuestion, chosen: OpenAnswerCode) {
  return readAgain(check, answering(check, question, chosen));
}

interface QuestionProps {
  readonly check: ImportCheck;
  readonly question: OpenQuestion;
}

function Question({ check, question }: QuestionProps) {
  const { busy } = useFileMemory(check.importId);
  const titleId = useId();
  const Icon = ICONS[question.about];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would stand for fields of a form
    <div role="group" aria-labelledby={titleId} className={styles.question}>
      <Icon size={20} stroke={1.75} aria-hidden className={shared.icon} />
      <div className={shared.words}>
        <Text fw={600} id={titleId}>
          {questionTitle(question)}
        </Text>
        <Text size="sm">{questionText(question)}</Text>
        <Examples check={check} question={question} />
        <Writing>
          <Group gap={8} mt={4}>
            {choicesOf(question).map((choice) => (
              <Button
                key={choice.answer}
                size="xs"
                variant="default"
                loading={busy === 'reading'}
                onClick={() => answer(check, question, choice.answer)}
              >
                {choice.label}
              </Button>
            ))}
          </Group>
        </Writing>
      </div>
    </div>
  );
}

/** Some of the rows, and the way to all of them. */
function Examples({ check, question }: QuestionProps) {
  const { examples, rowGroup, rows } = question;
  if (examples.length === 0) return null;
  return (
    <Text size="sm" component="div" c="dimmed">
      {openQuestionWords.examples(examples, rows)}{' '}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => remember(check.importId, { open: true, tab: 'notices', rowGroup })}
      >
        {openQuestionWords.showRows}
      </Button>
    </Text>
  );
}

/** What was answered, with the way to another answer. */
export function OpenAnswers({ check }: { readonly check: ImportCheck }) {
  const { busy } = useFileMemory(check.importId);
  return check.openQuestions.map((question) => {
    if (question.answer === null) return null;
    const others = choicesOf(question).filter((each) => each.answer !== question.answer);
    return (
      <Note
        key={keyOf(question)}
        icon={ICONS[question.about]}
        action={
          check.state === 'checked' && (
            <Writing>
              <Group gap={4}>
                {others.map((other) => (
                  <Button
                    key={other.answer}
                    size="compact-sm"
                    variant="subtle"
                    loading={busy === 'reading'}
                    onClick={() => answer(check, question, other.answer)}
                  >
                    {other.instead}
                  </Button>
                ))}
              </Group>
            </Writing>
          )
        }
      >
        {answerTold(question, question.answer)}
      </Note>
    );
  });
}
