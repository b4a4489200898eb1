/**
 * The questions about users whom a file holds back, in words: what is asked, why, what may be answered, and what an
 * answer was. Pure. Codes are the engine's (domain/openQuestions).
 */
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
import type { OpenQuestion } from '#shared/contract/shapes/imports.ts';
import type { OpenAnswerCode, OpenClass } from '#shared/domain/openQuestions.ts';
import { formatCount, formatPercent } from '../../../ui/format.ts';

interface AnswerWords {
  /** On the button. */
  readonly label: string;
  /** Once it is chosen; goes on with “, as you chose.” */
  readonly told: string;
}

interface QuestionWords {
  readonly icon: TablerIcon;
  readonly title: string;
  /** After the number of rows and their share; of one row or of several. */
  readonly text: readonly [one: string, several: string];
  readonly answers: Readonly<Partial<Record<OpenAnswerCode, AnswerWords>>>;
}

const WORDS: Readonly<Record<OpenClass, QuestionWords>> = {
  'hidden-row': {
    icon: IconEyeOff,
    title: 'Do hidden rows count?',
    text: [
      'is hidden in the file, by a filter, a collapsed group or a person.',
      'are hidden in the file, by a filter, a collapsed group or a person.',
    ],
    answers: {
      count: { label: 'They count', told: 'Hidden rows count like all others' },
      hold: { label: 'Hold them back', told: 'Users in hidden rows are held back' },
    },
  },
  'struck-out': {
    icon: IconStrikethrough,
    title: 'Do struck-out rows count?',
    text: [
      'is struck out in the file. Whoever did it may have meant that the user stays.',
      'are struck out in the file. Whoever did it may have meant that these users stay.',
    ],
    answers: {
      count: {
        label: 'They count like any other row',
        told: 'Struck-out rows count like all others',
      },
      hold: { label: 'Hold them back', told: 'Users in struck-out rows are held back' },
    },
  },
  'two-cells': {
    icon: IconStack2,
    title: 'Which of two cells in one place counts?',
    text: [
      'has two cells in one place: written twice, or one invisible under a merged cell.',
      'have two cells in one place: written twice, or one invisible under a merged cell.',
    ],
    answers: {
      shown: {
        label: 'The one that is shown',
        told: 'Of two cells in one place the one that a spreadsheet shows counts: the last, or the merged one',
      },
      hold: { label: 'Hold them back', told: 'Users of two cells in one place are held back' },
    },
  },
  'blank-group': {
    icon: IconUsersGroup,
    title: 'What does a blank user group mean?',
    text: [
      'names no user group, though others do: a formatted export blanks out repeated values.',
      'name no user group, though others do: a formatted export blanks out repeated values.',
    ],
    answers: {
      above: {
        label: 'The group of the row above',
        told: 'A blank user group is read as that of the row above',
      },
      none: { label: 'No group', told: 'A blank user group is read as no group' },
      hold: { label: 'Hold them back', told: 'Users without a group are held back' },
    },
  },
  'lost-digits': {
    icon: IconHash,
    title: 'Are these identifiers right as they stand?',
    text: [
      'has an identifier of more than 15 digits, or with decimals. A spreadsheet keeps 15 digits and makes zeros of the rest.',
      'have an identifier of more than 15 digits, or with decimals. A spreadsheet keeps 15 digits and makes zeros of the rest.',
    ],
    answers: {
      'as-written': {
        label: 'They are right',
        told: 'Identifiers of more than 15 digits are taken as they stand',
      },
      hold: {
        label: 'Hold them back',
        told: 'Users whose identifier may have lost digits are held back',
      },
    },
  },
  'unreadable-value': {
    icon: IconAlertTriangle,
    title: 'What do values that can’t be read mean?',
    text: ['has a value there that can’t be read.', 'have a value there that can’t be read.'],
    answers: {
      unknown: {
        label: 'Count them as not told (unknown)',
        told: 'Values that can’t be read count as not told (unknown, not none)',
      },
      hold: {
        label: 'Hold these users back',
        told: 'Users whose value can’t be read are held back',
      },
    },
  },
  'zero-loss-pair': {
    icon: IconNumber0,
    title: 'Are they the same users, without their zeros?',
    text: [
      'has an identifier that differs only in leading zeros between the candidates and an exclusion list. A spreadsheet drops such zeros.',
      'have identifiers that differ only in leading zeros between the candidates and an exclusion list. A spreadsheet drops such zeros.',
    ],
    answers: {
      same: {
        label: 'The same users: zeros were lost',
        told: 'Identifiers that differ only in leading zeros are the same users: the list excludes them',
      },
      different: {
        label: 'Different users',
        told: 'Identifiers that differ only in leading zeros are different users',
      },
      hold: {
        label: 'Hold them back until decided',
        told: 'Users whose identifier differs only in leading zeros are held back',
      },
    },
  },
  'possible-pair': {
    icon: IconArrowsLeftRight,
    title: 'Are they the same users, spelt otherwise?',
    text: [
      'has an identifier that is nearly the same among the candidates and in an exclusion list: an apostrophe, typographic marks, two in one cell, lost digits.',
      'have identifiers that are nearly the same among the candidates and in an exclusion list: an apostrophe, typographic marks, two in one cell, lost digits.',
    ],
    answers: {
      same: {
        label: 'The same users',
        told: 'Identifiers that are nearly the same are the same users: the list excludes them',
      },
      different: {
        label: 'Different users',
        told: 'Identifiers that are nearly the same are different users',
      },
      hold: {
        label: 'Hold them back until decided',
        told: 'Users whose identifier is nearly the same are held back',
      },
    },
  },
};

export function questionIcon({ about }: OpenQuestion): TablerIcon {
  return WORDS[about].icon;
}

export function questionTitle({ about, column }: OpenQuestion): string {
  return column
    ? `What do values of “${column.heading}” that can’t be read mean?`
    : WORDS[about].title;
}

/** `11 rows (11 % of the file) are struck out in the file ...` */
export function questionText({ about, rows, share }: OpenQuestion): string {
  const percent = Math.round(share * 100);
  const count = rows === 1 ? 'One row' : `${formatCount(rows)} rows`;
  const where = percent < 1 ? '' : ` (${formatPercent(percent)} of the file)`;
  return `${count}${where} ${WORDS[about].text[rows === 1 ? 0 : 1]}`;
}

export interface Choice extends AnswerWords {
  readonly answer: OpenAnswerCode;
}

export function choicesOf({ about }: OpenQuestion): Choice[] {
  return Object.entries(WORDS[about].answers).map(([answer, words]) => ({
    answer: answer as OpenAnswerCode,
    ...words,
  }));
}

export function answerTold({ about, column }: OpenQuestion, answer: OpenAnswerCode): string {
  const told = WORDS[about].answers[answer]?.told ?? '';
  return column ? `${told} in “${column.heading}”` : told;
}
