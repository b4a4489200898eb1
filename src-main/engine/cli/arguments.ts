/**
 * The command line's arguments: checked as a whole before anything is opened. Each refusal is one
 * sentence; the entry prints it and ends with exit code 2.
 */

import { parseArgs } from 'node:util';
import {
  MOST_SET_PURGE_PARAMETERS,
  type SetPurgeParameter,
  setPurgeParameter,
} from '#shared/contract/shapes/settings.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { READINGS, type Reading } from '#shared/domain/dayBound.ts';
import { DELETE_POLICIES, type DeletePolicy } from '#shared/domain/deletePolicies.ts';
import { I_SHARE, OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { currencyDecimals, parseMoney } from '#shared/domain/money.ts';
import {
  isAnswerTo,
  OPEN_CLASS_CODES,
  OPEN_CLASSES,
  type OpenAnswerCode,
  type OpenClass,
} from '#shared/domain/openQuestions.ts';
import { hasUserGroup, PURGE_ROUTES, type PurgeRoute } from '#shared/domain/plannedPurge.ts';
import { flawOfSettings, type PurgeSettings } from '#shared/domain/purgeRules.ts';
import { SUGGESTING_FLAGS, type SuggestingFlag } from '#shared/domain/reviewFlags.ts';
import { inOneLine, PLAIN } from '#shared/domain/said.ts';
import { isTimeZone, type TimeZone, today } from '#shared/domain/timeZones.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';
import {
  type ImportKind,
  importKind,
  mayCoverAll,
  REPORT_KINDS,
} from '#shared/importKinds/importKinds.ts';
import {
  type FieldUpdate,
  fieldUpdate,
  isDayField,
  type LineUpdate,
  lineUpdate,
  UPDATE_CONDITIONS,
} from '#shared/jobKinds/updateFields.ts';
import { purgeFlawText } from '#shared/refusals/jobRefusals.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { FIELD_OPTIONS, LINE_OPTIONS } from './fieldOptions.ts';
import { VERIFY_WORDS, ARGUMENT_WORDS as WORDS } from './words.ts';

export type OpenAnswers = Readonly<Partial<Record<OpenClass, OpenAnswerCode>>>;

export interface RehearseArguments {
  readonly candidates: string;
  readonly exclusions: readonly string[];
  /** Whatever else tells about users. */
  readonly reports: readonly GivenReport[];
  /** Lists of everybody with a staff role. */
  readonly staff: readonly string[];
  /** Of a purge by set its members take the place of the group. */
  readonly route: PurgeRoute;
  /** What Alma's form of Purge Users asks besides. */
  readonly parameters: readonly SetPurgeParameter[];
  readonly purge: PurgeSettings;
  /** What users get besides the group that marks them, in the order of Alma's page. */
  readonly fields: readonly FieldUpdate[];
  /** Lines that they get with it, or lose. */
  readonly lines: readonly LineUpdate[];
  /** Says how many decimals amounts have. */
  readonly currency: string;
  /** As reports name it; blank: not said. */
  readonly institution: string;
  /** Whose day the run date is when none is given, and whose clocks the report goes by. */
  readonly timeZone: TimeZone;
  /** What else the institution has set in Alma; null: nobody has said. */
  readonly deletePolicy: DeletePolicy | null;
  readonly countTransferred: boolean | null;
  readonly esploro: boolean | null;
  readonly protectedGroups: readonly string[];
  /** Rules of the review that don’t count in this rehearsal. */
  readonly withoutRules: readonly SuggestingFlag[];
  /** The purge takes whomever Alma would take, approved or not. */
  readonly asAlma: boolean;
  readonly out: string;
  readonly workspace: string | undefined;
  /** New folder for what leads back from the update; undefined: none is wanted. */
  readonly reversalKit: string | undefined;
  readonly dateOrder: 'month-first' | 'day-first' | undefined;
  readonly decimals: 'point' | 'comma' | 'hold';
  /** What is said about users whom a file holds back, where its check asks. */
  readonly answers: OpenAnswers;
}

export interface GivenReport {
  readonly path: string;
  /** Undefined: recognised by its headings. */
  readonly kind: ImportKind | undefined;
  /** Whoever isn't in it has none of what it tells. */
  readonly everybody: boolean;
}

const refuse = (sentence: string): never => {
  throw new CommandRefusal(sentence);
};

/** @throws CommandRefusal with one sentence about the first argument that can't be used */
export function readArguments(argv: readonly string[]): RehearseArguments {
  if (argv[0] !== 'rehearse') refuse(WORDS.command(argv[0] ?? ''));
  const { candidates, exclusions, out, ...rest } = parse(argv.slice(1));
  if (!candidates) return refuse(WORDS.candidates);
  if (!out) return refuse(WORDS.out);
  const dateOrder = rest['date-order'];
  if (dateOrder !== undefined && dateOrder !== 'month-first' && dateOrder !== 'day-first')
    return refuse(WORDS.dateOrder);
  const decimals = rest.decimals ?? 'hold';
  if (decimals !== 'point' && decimals !== 'comma' && decimals !== 'hold')
    return refuse(WORDS.decimals);
  const currency = (rest.currency ?? 'USD').toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return refuse(WORDS.currency(rest.currency ?? ''));
  const timeZone = rest['time-zone'] ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) return refuse(WORDS.timeZone(timeZone));
  const institution = (rest.institution ?? '').trim();
  if (institution.length > 200) return refuse(WORDS.institution);
  return {
    candidates,
    exclusions: exclusions ?? [],
    reports: reportsOf(rest),
    staff: rest.staff ?? [],
    out,
    ...routeOf(rest),
    purge: purgeSettingsOf(rest, currency, timeZone),
    fields: fieldsOf(rest),
    lines: linesOf(rest),
    currency,
    institution,
    timeZone,
    ...policyOf(rest),
    protectedGroups: rest['protect-group'] ?? [I_SHARE],
    withoutRules: [...new Set(rest['without-rule'] ?? [])].map(ruleOf),
    asAlma: rest['as-alma'] ?? false,
    workspace: rest.workspace,
    reversalKit: rest['reversal-kit'],
    dateOrder,
    decimals,
    answers: answersOf(rest),
  };
}

/** What `verify` is asked, behind its name. */
export interface VerifyArguments {
  readonly path: string;
  /** Entries of the audit trail as a document prints them. */
  readonly kept: readonly { readonly entryNo: number; readonly hash: string }[];
}

/** @throws CommandRefusal where there isn't one file, or an entry can't be read */
export function readVerifyArguments(argv: readonly string[]): VerifyArguments {
  const { values, positionals } = parsedVerify(argv);
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) return refuse(VERIFY_WORDS.usage);
  const kept = (values.entry ?? []).map((told) => {
    const [, number = '', hash = ''] = /^(\d{1,15})=([0-9a-f]{64})$/i.exec(told.trim()) ?? [];
    if (hash === '') return refuse(VERIFY_WORDS.entry(inOneLine({ text: told })));
    return { entryNo: Number(number), hash: hash.toLowerCase() };
  });
  return { path, kept };
}

function parsedVerify(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { entry: { type: 'string', multiple: true } },
      allowPositionals: true,
      strict: true,
    });
  } catch {
    return refuse(VERIFY_WORDS.usage);
  }
}

function routeOf(values: {
  readonly route?: string | undefined;
  readonly parameter?: string[] | undefined;
  readonly 'user-group'?: string | undefined;
}): Pick<RehearseArguments, 'route' | 'parameters'> {
  const route = PURGE_ROUTES.find((each) => each === (values.route ?? 'group'));
  if (!route) return refuse(WORDS.route(values.route ?? '', PURGE_ROUTES));
  if (route === 'set' && values['user-group'] !== undefined) return refuse(WORDS.groupOfSet);
  if (route === 'group' && values.parameter !== undefined) return refuse(WORDS.parameterOfGroup);
  const parameters = (values.parameter ?? []).map((told) => {
    const [, label, value] = /^([^=]*)=(.*)$/su.exec(told) ?? [];
    const { data } = setPurgeParameter.safeParse({ label, value });
    return data ?? refuse(WORDS.parameter(inOneLine({ text: told })));
  });
  if (parameters.length > MOST_SET_PURGE_PARAMETERS)
    return refuse(WORDS.tooManyParameters(MOST_SET_PURGE_PARAMETERS));
  return { route, parameters };
}

function policyOf(values: {
  readonly 'delete-policy'?: string | undefined;
  readonly 'transferred-fees'?: string | undefined;
  readonly esploro?: string | undefined;
}): Pick<RehearseArguments, 'deletePolicy' | 'countTransferred' | 'esploro'> {
  const policy = values['delete-policy'];
  const deletePolicy = DELETE_POLICIES.find((each) => String(each) === policy) ?? null;
  if (policy !== undefined && deletePolicy === null) return refuse(WORDS.deletePolicy(policy));
  const transferred = values['transferred-fees'];
  if (transferred !== undefined && transferred !== 'count' && transferred !== 'ignore')
    return refuse(WORDS.transferredFees(transferred));
  const { esploro } = values;
  if (esploro !== undefined && esploro !== 'on' && esploro !== 'off')
    return refuse(WORDS.esploro(esploro));
  return {
    deletePolicy,
    countTransferred: transferred === undefined ? null : transferred === 'count',
    esploro: esploro === undefined ? null : esploro === 'on',
  };
}

function answersOf(values: {
  readonly answer?: string[] | undefined;
  readonly 'hidden-rows'?: string | undefined;
  readonly 'blank-group'?: string | undefined;
}): OpenAnswers {
  const hiddenRows = values['hidden-rows'];
  if (hiddenRows !== undefined && !isAnswerTo('hidden-row', hiddenRows))
    return refuse(WORDS.hiddenRows);
  const blankGroup = values['blank-group'];
  if (blankGroup !== undefined && blankGroup !== 'above' && blankGroup !== 'none')
    return refuse(WORDS.blankGroup);
  const answers: Partial<Record<OpenClass, OpenAnswerCode>> = {
    ...(hiddenRows && { 'hidden-row': hiddenRows }),
    ...(blankGroup && { 'blank-group': blankGroup }),
  };
  for (const told of values.answer ?? []) {
    const [name = '', answer = ''] = told.split('=', 2);
    const about = OPEN_CLASS_CODES.find((each) => each === name);
    if (!about) return refuse(WORDS.answerClass(told, name, OPEN_CLASS_CODES));
    if (!isAnswerTo(about, answer)) return refuse(WORDS.answer(told, about, OPEN_CLASSES[about]));
    if (answers[about] !== undefined && answers[about] !== answer)
      return refuse(WORDS.twoAnswers(told, about));
    answers[about] = answer;
  }
  return answers;
}

function reportsOf(values: {
  readonly users?: string[] | undefined;
  readonly report?: string[] | undefined;
  readonly 'report-of-everybody'?: string[] | undefined;
}): GivenReport[] {
  const given = (option: 'report' | 'report-of-everybody') =>
    (values[option] ?? []).map((told) => reportOf(option, told));
  const users = (values.users ?? []).map((path) => ({
    ...{ path, kind: 'users', everybody: false },
  })) satisfies GivenReport[];
  const reports = [...users, ...given('report'), ...given('report-of-everybody')];
  for (const [n, { path, kind }] of reports.entries())
    if (reports.findIndex((each) => each.path === path && each.kind === kind) < n)
      refuse(WORDS.reportTwice(path));
  return reports;
}

/**
 * Letters and hyphens before the first “=” name a kind, whatever follows; a path with “=” in it has something else before
 * it, if only `./`. So no file is ever taken for a kind, and a kind that is misspelt isn't looked for as a file.
 */
const NAMED_KIND = /^([\p{L}-]+)=(.*)$/su;

function reportOf(option: 'report' | 'report-of-everybody', told: string): GivenReport {
  const everybody = option === 'report-of-everybody';
  const [, name, path = told] = NAMED_KIND.exec(told) ?? [];
  const kind = REPORT_KINDS.find((each) => each === name?.toLowerCase());
  if (name !== undefined && kind === undefined)
    return refuse(WORDS.reportKind(`--${option} ${told}`, name, told, REPORT_KINDS));
  if (path === '') return refuse(WORDS.reportFile(`--${option} ${told}`));
  if (everybody && kind !== undefined && !mayCoverAll(kind))
    return refuse(WORDS.neverEverybody(`--${option} ${told}`, importKind(kind).label));
  return { path, kind, everybody };
}

/** @param values those of all options: which of them give a value is the catalogue's to say */
function fieldsOf(values: Readonly<Record<string, unknown>>): FieldUpdate[] {
  return FIELD_OPTIONS.flatMap(({ option, field }) => {
    const given = (values[option] ?? []) as readonly string[];
    if (given.length === 0) return [];
    if (given.length > 1) return refuse(WORDS.fieldTwice(option));
    const told = { field, value: given[0]!, condition: UPDATE_CONDITIONS[0] };
    const { data } = fieldUpdate.safeParse(told);
    if (data) return [data];
    return refuse(isDayField(field) ? WORDS.day(option, told.value) : WORDS.fieldValue(option));
  });
}

function linesOf(values: Readonly<Record<string, unknown>>): LineUpdate[] {
  const given = (option: string) => {
    const told = (values[option] ?? []) as readonly string[];
    return told.length > 1 ? refuse(WORDS.fieldTwice(option)) : told[0];
  };
  return LINE_OPTIONS.flatMap(({ option, field, scope: scopeOption }) => {
    const value = given(option);
    const scope = scopeOption === undefined ? undefined : given(scopeOption);
    if (value === undefined)
      return scope === undefined ? [] : refuse(WORDS.scopeAlone(scopeOption!, option));
    const { data } = lineUpdate.safeParse({ field, value, scope: scope ?? null });
    return data ? [data] : refuse(WORDS.fieldValue(option));
  });
}

function ruleOf(name: string): SuggestingFlag {
  const rule = SUGGESTING_FLAGS.find((each) => each === name);
  return rule ?? refuse(WORDS.withoutRule(SUGGESTING_FLAGS));
}

const GIVING = Object.fromEntries(
  [
    ...FIELD_OPTIONS.map(({ option }) => option),
    ...LINE_OPTIONS.flatMap(({ option, scope }) => [option, scope ?? []].flat()),
  ].map((option) => [option, { type: 'string', multiple: true } as const]),
);

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        candidates: { type: 'string' },
        exclusions: { type: 'string', multiple: true },
        users: { type: 'string', multiple: true },
        report: { type: 'string', multiple: true },
        'report-of-everybody': { type: 'string', multiple: true },
        staff: { type: 'string', multiple: true },
        out: { type: 'string' },
        'run-date': { type: 'string' },
        days: { type: 'string' },
        'record-type': { type: 'string' },
        'user-group': { type: 'string' },
        route: { type: 'string' },
        parameter: { type: 'string', multiple: true },
        'waive-threshold': { type: 'string' },
        currency: { type: 'string' },
        institution: { type: 'string' },
        'time-zone': { type: 'string' },
        'delete-policy': { type: 'string' },
        'transferred-fees': { type: 'string' },
        esploro: { type: 'string' },
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
        'reversal-kit': { type: 'string' },
        ...GIVING,
      },
    }).values;
  } catch (error) {
    return refuse(`${(error as Error).message.split(/[.\n]/)[0]}.`);
  }
}

type PurgeValues = {
  [name in
    | 'route'
    | 'run-date'
    | 'days'
    | 'record-type'
    | 'user-group'
    | 'waive-threshold'
    | 'reading']?: string | undefined;
};

function purgeSettingsOf(values: PurgeValues, currency: string, timeZone: TimeZone): PurgeSettings {
  const runDate = values['run-date'] ?? today(timeZone);
  if (!isIsoDate(runDate)) return refuse(WORDS.runDate(runDate));
  const days = values.days === undefined ? '30' : values.days || '0';
  if (!/^\d{1,5}$/.test(days)) return refuse(WORDS.days(days));
  const recordType = ['All', ...RECORD_TYPES].find(
    (each) => each.toLowerCase() === (values['record-type'] ?? 'Public').toLowerCase(),
  );
  if (!recordType) return refuse(WORDS.recordType(values['record-type']));
  const reading = (values.reading ?? 'carli') as Reading;
  if (!READINGS.includes(reading)) return refuse(WORDS.reading(reading));
  const threshold = values['waive-threshold'] ?? '1';
  const decimals = currencyDecimals(currency);
  // Not the noise that a spreadsheet stores behind the decimals: nobody types that.
  const typed = /^\d+(?:\.(\d+))?$/.exec(threshold);
  const written = typed && (typed[1]?.length ?? 0) <= decimals;
  const waiveThreshold = written ? parseMoney(threshold, decimals) : undefined;
  if (waiveThreshold === undefined)
    return refuse(WORDS.waiveThreshold(threshold, currency, decimals));
  const hasGroup =
    values.route !== 'set' && hasUserGroup(recordType as PurgeSettings['recordType']);
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
