/**
 * The command line's arguments: checked as a whole before anything is opened. Each refusal is one
 * sentence; the entry prints it and ends with exit code 2.
 */

import { parseArgs } from 'node:util';
import { isIsoDate, today } from '#shared/domain/calendar.ts';
import { READINGS, type Reading } from '#shared/domain/dayBound.ts';
import { I_SHARE, OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { currencyDecimals, parseMoney } from '#shared/domain/money.ts';
import {
  isAnswerTo,
  OPEN_CLASS_CODES,
  OPEN_CLASSES,
  type OpenAnswerCode,
  type OpenClass,
} from '#shared/domain/openQuestions.ts';
import { flawOfSettings, type PurgeSettings } from '#shared/domain/purgeRules.ts';
import { SUGGESTING_FLAGS, type SuggestingFlag } from '#shared/domain/reviewFlags.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';
import { purgeFlawText } from '#shared/refusals/jobRefusals.ts';
import { CommandRefusal } from './commandRefusal.ts';

export type OpenAnswers = Readonly<Partial<Record<OpenClass, OpenAnswerCode>>>;

export interface RehearseArguments {
  readonly candidates: string;
  readonly exclusions: readonly string[];
  /** Lists of everybody with a staff role. */
  readonly staff: readonly string[];
  readonly purge: PurgeSettings;
  /** Says how many decimals amounts have. */
  readonly currency: string;
  readonly protectedGroups: readonly string[];
  /** Rules of the review that don’t count in this rehearsal. */
  readonly withoutRules: readonly SuggestingFlag[];
  /** The purge takes whomever Alma would take, approved or not. */
  readonly asAlma: boolean;
  readonly out: string;
  readonly workspace: string | undefined;
  readonly dateOrder: 'month-first' | 'day-first' | undefined;
  readonly decimals: 'point' | 'comma' | 'hold';
  /** What is said about users whom a file holds back, where its check asks. */
  readonly answers: OpenAnswers;
}

export const USAGE = `Usage: purgedesk rehearse --candidates FILE [--exclusions FILE]... --out DIR [options]

  --candidates FILE        workbook of purge candidates
  --exclusions FILE        workbook of primary identifiers that must stay; may be repeated
  --staff FILE             list of all users with a staff role, where the candidates have no role column:
                           everybody else counts as having none; may be repeated
  --out DIR                folder for report.json, purge-report.xlsx and users-to-purge.xlsx
  --run-date YYYY-MM-DD    date of the run (today)
  --days N                 number of days after purge date (30)
  --record-type TYPE       Public, Staff, Contact or All (Public)
  --user-group NAME        user group of the reviewed users (${OK_TO_PURGE})
  --waive-threshold AMOUNT who owes more is retained (1.00)
  --currency CODE          of the threshold and of all amounts, such as USD, JPY or KWD (USD)
  --reading NAME           strict, inclusive or carli: reading of the day bound (carli)
  --protect-group NAME     user group that is never purged; may be repeated (${I_SHARE})
  --without-rule RULE      don’t exclude for ${SUGGESTING_FLAGS.join(', ')}; may be repeated
  --as-alma                let the purge take users who aren’t approved, as Alma would: an unsigned rehearsal
  --date-order ORDER       month-first or day-first, for text dates that fit both
  --decimals MARK          point or comma before the decimals of numbers such as 1.000, where both fit;
                           unsaid, these users are held back
  --answer CLASS=WHAT      what is true of users whom a file holds back, where its check asks; may be repeated;
                           unsaid, they are held back. Asked when they are more than a tenth of the file,
                           of hidden rows and blank groups always:
                             hidden-row=count             hidden rows count like all others
                             blank-group=above, none      a blank group is that of the row above, or no group
                             struck-out=count             struck-out rows count like all others
                             two-cells=shown              of two cells in one place the one that is shown counts
                             lost-digits=as-written       identifiers of 16 digits and more are right as they stand
                             unreadable-value=unknown     a value that can’t be read counts as not told
                             zero-loss-pair=same, different  identifiers that differ in leading zeros from one in
                                                          an exclusion list are the same users, or others
                             possible-pair=same, different   the same of identifiers that are nearly alike
  --hidden-rows WHAT       hold or count: the same as --answer hidden-row=WHAT
  --blank-group WHAT       above or none: the same as --answer blank-group=WHAT
  --workspace FILE         keep the workspace in this new file (a temporary one, erased at the end)
`;

const refuse = (sentence: string): never => {
  throw new CommandRefusal(sentence);
};

/** @throws CommandRefusal with one sentence about the first argument that can't be used */
export function readArguments(argv: readonly string[]): RehearseArguments {
  if (argv[0] !== 'rehearse')
    refuse(`Unknown command “${argv[0] ?? ''}”: the only command is rehearse.`);
  const { candidates, exclusions, out, ...rest } = parse(argv.slice(1));
  if (!candidates) return refuse('Give the workbook of purge candidates with --candidates FILE.');
  if (!out) return refuse('Give the folder for the results with --out DIR.');
  const dateOrder = rest['date-order'];
  if (dateOrder !== undefined && dateOrder !== 'month-first' && dateOrder !== 'day-first')
    return refuse('--date-order must be month-first or day-first.');
  const decimals = rest.decimals ?? 'hold';
  if (decimals !== 'point' && decimals !== 'comma' && decimals !== 'hold')
    return refuse('--decimals must be point or comma.');
  const currency = (rest.currency ?? 'USD').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency))
    return refuse(`--currency ${rest.currency} isn’t a currency code such as USD.`);
  return {
    candidates,
    exclusions: exclusions ?? [],
    staff: rest.staff ?? [],
    out,
    purge: purgeSettingsOf(rest, currency),
    currency,
    protectedGroups: rest['protect-group'] ?? [I_SHARE],
    withoutRules: [...new Set(rest['without-rule'] ?? [])].map(ruleOf),
    asAlma: rest['as-alma'] ?? false,
    workspace: rest.workspace,
    dateOrder,
    decimals,
    answers: answersOf(rest),
  };
}

function answersOf(values: {
  readonly answer?: string[] | undefined;
  readonly 'hidden-rows'?: string | undefined;
  readonly 'blank-group'?: string | undefined;
}): OpenAnswers {
  const hiddenRows = values['hidden-rows'];
  if (hiddenRows !== undefined && !isAnswerTo('hidden-row', hiddenRows))
    return refuse('--hidden-rows must be hold or count.');
  const blankGroup = values['blank-group'];
  if (blankGroup !== undefined && blankGroup !== 'above' && blankGroup !== 'none')
    return refuse('--blank-group must be above or none.');
  const answers: Partial<Record<OpenClass, OpenAnswerCode>> = {
    ...(hiddenRows && { 'hidden-row': hiddenRows }),
    ...(blankGroup && { 'blank-group': blankGroup }),
  };
  for (const told of values.answer ?? []) {
    const [name = '', answer = ''] = told.split('=', 2);
    const about = OPEN_CLASS_CODES.find((each) => each === name);
    if (!about)
      return refuse(
        `--answer ${told}: “${name}” isn’t a class of rows. The classes are ${OPEN_CLASS_CODES.join(', ')}.`,
      );
    if (!isAnswerTo(about, answer))
      return refuse(
        `--answer ${told}: ${about} must be ${inWords(OPEN_CLASSES[about])}, as in --answer ${about}=${OPEN_CLASSES[about][1]}.`,
      );
    if (answers[about] !== undefined && answers[about] !== answer)
      return refuse(`--answer ${told}: another answer to ${about} is given, too.`);
    answers[about] = answer;
  }
  return answers;
}

const inWords = (words: readonly string[]) => `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

function ruleOf(name: string): SuggestingFlag {
  const rule = SUGGESTING_FLAGS.find((each) => each === name);
  return rule ?? refuse(`--without-rule must be ${inWords(SUGGESTING_FLAGS)}.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        candidates: { type: 'string' },
        exclusions: { type: 'string', multiple: true },
        staff: { type: 'string', multiple: true },
        out: { type: 'string' },
        'run-date': { type: 'string' },
        days: { type: 'string' },
        'record-type': { type: 'string' },
        'user-group': { type: 'string' },
        'waive-threshold': { type: 'string' },
        currency: { type: 'string' },
        reading: { type: 'string' },
        'protect-group': { type: 'string', multiple: true },
        'without-rule': { type: 'string', multiple: true },
        'as-alma': { type: 'boolean' },
        'date-order': { type: 'string' },
        decimals: { type: 'string' },
        answer: { type: 'string', multiple: true },
        'hidden-rows': { type: 'string' },
        'blank-group': { type: 'string' },
        workspace: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return refuse(`${(error as Error).message.split(/[.\n]/)[0]}.`);
  }
}

type PurgeValues = {
  [name in 'run-date' | 'days' | 'record-type' | 'user-group' | 'waive-threshold' | 'reading']?:
    | string
    | undefined;
};

function purgeSettingsOf(values: PurgeValues, currency: string): PurgeSettings {
  const runDate = values['run-date'] ?? today();
  if (!isIsoDate(runDate))
    return refuse(`--run-date ${runDate} isn’t a date; write it as YYYY-MM-DD.`);
  const days = values.days === undefined ? '30' : values.days || '0';
  if (!/^\d{1,5}$/.test(days)) return refuse(`--days ${days} isn’t a whole number of 0 or more.`);
  const recordType = ['All', ...RECORD_TYPES].find(
    (each) => each.toLowerCase() === (values['record-type'] ?? 'Public').toLowerCase(),
  );
  if (!recordType)
    return refuse(`--record-type ${values['record-type']} must be All, Public, Staff or Contact.`);
  const reading = (values.reading ?? 'carli') as Reading;
  if (!READINGS.includes(reading))
    return refuse(`--reading ${reading} must be strict, inclusive or carli.`);
  const threshold = values['waive-threshold'] ?? '1';
  const decimals = currencyDecimals(currency);
  // Not the noise that a spreadsheet stores behind the decimals: nobody types that.
  const typed = /^\d+(?:\.(\d+))?$/.exec(threshold);
  const written = typed && (typed[1]?.length ?? 0) <= decimals;
  const waiveThreshold = written ? parseMoney(threshold, decimals) : undefined;
  if (waiveThreshold === undefined)
    return refuse(
      `--waive-threshold ${threshold} isn’t an amount of 0 or more in ${currency}, which has ${decimals || 'no'} decimals.`,
    );
  const hasGroup = recordType === 'Public' || recordType === 'Staff';
  const userGroup = values['user-group']?.trim() || (hasGroup ? OK_TO_PURGE : null);
  const settings: PurgeSettings = {
    runDate,
    days: Number(days),
    recordType: recordType as PurgeSettings['recordType'],
    userGroup,
    waiveThreshold,
    reading,
  };
  const flaw = flawOfSettings(settings);
  return flaw ? refuse(purgeFlawText(flaw, PLAIN)) : settings;
}
