/**
 * Words of the questions about users whom a file holds back: what is asked, why, what may be answered, and what an
 * answer was. Pure. Codes are the engine's (domain/openQuestions).
 */
import type { OpenQuestion } from '#shared/contract/shapes/imports.ts';
import type { OpenAnswerCode, OpenClass } from '#shared/domain/openQuestions.ts';
import { formatCount, formatPercent } from '../../../ui/format.ts';

/** Where it names a column, by its heading. */
type Words = string | ((heading: string) => string);

interface AnswerWords {
  /** On the button. */
  readonly label: string;
  /** On the button once something else was chosen. */
  readonly instead: string;
  /** Once it is chosen. */
  readonly told: Words;
}

interface QuestionWords {
  readonly title: Words;
  /** Of one row; `rows` is the number with its share of the file. */
  readonly one: (rows: string) => string;
  readonly several: (rows: string) => string;
  readonly answers: Readonly<Partial<Record<OpenAnswerCode, AnswerWords>>>;
}

const WORDS: Readonly<Record<OpenClass, QuestionWords>> = {
  'hidden-row': {
    title: 'Do hidden rows count?',
    one: (rows) => `${rows} is hidden in the file, by a filter, a collapsed group or a person.`,
    several: (rows) =>
      `${rows} are hidden in the file, by a filter, a collapsed group or a person.`,
    answers: {
      count: {
        label: 'They count',
        instead: 'They count instead',
        told: 'Hidden rows count like all others, as you chose.',
      },
      hold: {
        label: 'Hold them back',
        instead: 'Hold them back instead',
        told: 'Users in hidden rows are held back, as you chose.',
      },
    },
  },
  'struck-out': {
    title: 'Do struck-out rows count?',
    one: (rows) =>
      `${rows} is struck out in the file. Whoever did it may have meant that the user stays.`,
    several: (rows) =>
      `${rows} are struck out in the file. Whoever did it may have meant that these users stay.`,
    answers: {
      count: {
        label: 'They count like any other row',
        instead: 'They count instead',
        told: 'Struck-out rows count like all others, as you chose.',
      },
      hold: {
        label: 'Hold them back',
        instead: 'Hold them back instead',
        told: 'Users in struck-out rows are held back, as you chose.',
      },
    },
  },
  'two-cells': {
    title: 'Which of two cells in one place counts?',
    one: (rows) =>
      `${rows} has two cells in one place: written twice, or one invisible under a merged cell.`,
    several: (rows) =>
      `${rows} have two cells in one place: written twice, or one invisible under a merged cell.`,
    answers: {
      shown: {
        label: 'The one that is shown',
        instead: 'The one that is shown instead',
        told: 'As you chose, of two cells in one place the one that a spreadsheet shows counts: the last, or the merged one.',
      },
      hold: {
        label: 'Hold them back',
        instead: 'Hold them back instead',
        told: 'Users with two cells in one place are held back, as you chose.',
      },
    },
  },
  'blank-group': {
    title: 'What does a blank user group mean?',
    one: (rows) =>
      `${rows} names no user group, though others do: a formatted export blanks out repeated values.`,
    several: (rows) =>
      `${rows} name no user group, though others do: a formatted export blanks out repeated values.`,
    answers: {
      above: {
        label: 'The group of the row above',
        instead: 'The group of the row above instead',
        told: 'A blank user group is read as that of the row above, as you chose.',
      },
      none: {
        label: 'No group',
        instead: 'No group instead',
        told: 'A blank user group is read as no group, as you chose.',
      },
      hold: {
        label: 'Hold them back',
        instead: 'Hold them back instead',
        told: 'Users without a group are held back, as you chose.',
      },
    },
  },
  'lost-digits': {
    title: 'Are these identifiers right as they stand?',
    one: (rows) =>
      `${rows} has an identifier of more than 15 digits, or with decimals. A spreadsheet keeps 15 digits and makes zeros of the rest.`,
    several: (rows) =>
      `${rows} have an identifier of more than 15 digits, or with decimals. A spreadsheet keeps 15 digits and makes zeros of the rest.`,
    answers: {
      'as-written': {
        label: 'They are right',
        instead: 'Take them as they stand instead',
        told: 'Identifiers of more than 15 digits are taken as they stand, as you chose.',
      },
      hold: {
        label: 'Hold them back',
        instead: 'Hold them back instead',
        told: 'Users whose identifier may have lost digits are held back, as you chose.',
      },
    },
  },
  'unreadable-value': {
    title: (heading) => `What do values of “${heading}” that can’t be read mean?`,
    one: (rows) => `${rows} has a value there that can’t be read.`,
    several: (rows) => `${rows} have a value there that can’t be read.`,
    answers: {
      unknown: {
        label: 'Count them as not told (unknown)',
        instead: 'Count them as not told instead',
        told: (heading) =>
          `Values that can’t be read count as not told (unknown, not none) in “${heading}”, as you chose.`,
      },
      hold: {
        label: 'Hold these users back',
        instead: 'Hold these users back instead',
        told: (heading) =>
          `Users whose value can’t be read in “${heading}” are held back, as you chose.`,
      },
    },
  },
  'zero-loss-pair': {
    title: 'Are they the same users, without their zeros?',
    one: (rows) =>
      `${rows} has an identifier that differs only in leading zeros between the candidates and an exclusion list. A spreadsheet drops such zeros.`,
    several: (rows) =>
      `${rows} have identifiers that differ only in leading zeros between the candidates and an exclusion list. A spreadsheet drops such zeros.`,
    answers: {
      same: {
        label: 'The same users: zeros were lost',
        instead: 'The same users instead',
        told: 'As you chose, identifiers that differ only in leading zeros are the same users: the list excludes them.',
      },
      different: {
        label: 'Different users',
        instead: 'Different users instead',
        told: 'Identifiers that differ only in leading zeros are different users, as you chose.',
      },
      hold: {
        label: 'Hold them back until decided',
        instead: 'Hold them back instead',
        told: 'Users whose identifier differs only in leading zeros are held back, as you chose.',
      },
    },
  },
  'possible-pair': {
    title: 'Are they the same users, spelt differently?',
    one: (rows) =>
      `${rows} has an identifier that is nearly the same among the candidates and in an exclusion list: an apostrophe, typographic marks, two in one cell, lost digits.`,
    several: (rows) =>
      `${rows} have identifiers that are nearly the same among the candidates and in an exclusion list: an apostrophe, typographic marks, two in one cell, lost digits.`,
    answers: {
      same: {
        label: 'The same users',
        instead: 'The same users instead',
        told: 'As you chose, identifiers that are nearly the same are the same users: the list excludes them.',
      },
      different: {
        label: 'Different users',
        instead: 'Different users instead',
        told: 'Identifiers that are nearly the same are different users, as you chose.',
      },
      hold: {
        label: 'Hold them back until decided',
        instead: 'Hold them back instead',
        told: 'Users whose identifier is nearly the same are held back, as you chose.',
      },
    },
  },
};

export const openQuestionWords = {
  canBeAdded:
    'The file can be added without an answer. Then these users are held back in the review.',
  canBeAddedGroups:
    'The file can be added without an answer. Then these users are held back in the review, those without a group where the register protects groups.',
  /** Some of the rows, or all of them. */
  examples: (examples: OpenQuestion['examples'], rows: number) => {
    const told = examples.map(({ row, identifier, value }) =>
      value
        ? `row ${formatCount(row)}: ${identifier} (“${value}”)`
        : `row ${formatCount(row)}: ${identifier}`,
    );
    return rows > examples.length ? `For example ${told.join(', ')}` : told.join(', ');
  },
  showRows: 'Show rows',
} as const;

export function questionTitle({ about, column }: OpenQuestion): string {
  return said(WORDS[about].title, column);
}

/** `11 rows (11 % of the file) are struck out in the file ...` */
export function questionText({ about, rows, share }: OpenQuestion): string {
  const percent = Math.round(share * 100);
  const count = rows === 1 ? 'One row' : `${formatCount(rows)} rows`;
  const counted = percent < 1 ? count : `${count} (${formatPercent(percent)} of the file)`;
  return WORDS[about][rows === 1 ? 'one' : 'several'](counted);
}

export interface Choice extends Pick<AnswerWords, 'label' | 'instead'> {
  readonly answer: OpenAnswerCode;
}

export function choicesOf({ about }: OpenQuestion): Choice[] {
  return Object.entries(WORDS[about].answers).map(([answer, { label, instead }]) => ({
    answer: answer as OpenAnswerCode,
    label,
    instead,
  }));
}

/** What was chosen. */
export function answerTold({ about, column }: OpenQuestion, answer: OpenAnswerCode): string {
  return said(WORDS[about].answers[answer]?.told ?? '', column);
}

function said(words: Words, column: OpenQuestion['column']): string {
  return typeof words === 'string' ? words : words(column?.heading ?? '');
}
