/**
 * The results of a rehearsal: report.json and the workbooks beside it. Lists of users are written as they are read, and
 * what they are made of is kept as numbers until then: a rehearsal of a million must not hold a million rows.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { type PolicyFacts, policyTexts } from '#shared/domain/policyFacts.ts';
import { reasonsOf } from '#shared/domain/purgeRules.ts';
import type { ResearcherStand } from '#shared/domain/researchers.ts';
import { flagsOf, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { PLAIN } from '#shared/domain/said.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { REPORT_KINDS } from '#shared/importKinds/importKinds.ts';
import type { LineField, ValueField } from '#shared/jobKinds/updateFields.ts';
import { errorColumnText, rowErrorText } from '#shared/notices/rowErrorText.ts';
import type { ReadableDb } from '../db/db.ts';
import { eachJobOutcome } from '../jobs/jobOutcomes.ts';
import { countJobUsers } from '../jobs/jobUsers.ts';
import { identifiersOf } from '../replica/userRows.ts';
import type { Engine } from '../requests/router.ts';
import type { Session } from '../session/session.ts';
import type { AddedFile } from './addFiles.ts';
import type { RehearseArguments } from './arguments.ts';
import { grant } from './asked.ts';
import { jsonText, Listed } from './jsonText.ts';
import type { ToldNotice } from './notices.ts';
import { REHEARSAL_WORDS } from './words.ts';

/** What report.json begins with, and the summary tells. */
export interface ReportHead {
  readonly settings: Record<string, unknown>;
  /** What the institution has set in Alma, in the words of all reports. */
  readonly policy: readonly { readonly label: string; readonly value: string }[];
  readonly counts: Record<
    'rows' | 'candidates' | 'excluded' | 'inScope' | 'purged' | 'retained' | 'boundary' | 'errors',
    number
  >;
  /** Where Esploro is on, of the purged: kept as non-affiliated researchers, and of whom no report tells it. */
  readonly researchers?: Readonly<Record<'nonAffiliated' | 'unknown', number>>;
  /** What users were given besides the group, or lost: of each field the value, and how many it changed. */
  readonly updated: readonly {
    readonly field: ValueField | LineField;
    readonly value: string;
    readonly users: number;
  }[];
}

/** The review as it was before the jobs. */
export interface Reviewed {
  readonly candidates: number;
  readonly excluded: UserBitmap;
  /** Bits of each of the excluded, ascending by user number. */
  readonly flags: Int32Array;
  /** For which somebody is excluded. */
  readonly rules: readonly ReviewFlag[];
}

export interface Rehearsed {
  readonly args: RehearseArguments;
  readonly added: readonly AddedFile[];
  readonly notices: readonly ToldNotice[];
  readonly review: Reviewed;
  /** Null: nobody was moved, and nothing else was given. */
  readonly updateJob: number | null;
  /** Candidates on the last day when the purge was submitted. */
  readonly boundary: UserBitmap;
  readonly purgeJob: number;
}

/** The files beside each other in the folder of the results. */
export const RESULT_FILES = {
  report: 'report.json',
  purge: 'purge-report.xlsx',
  update: 'update-report.xlsx',
  set: 'users-to-purge.xlsx',
} as const;

export interface ReportWritten extends ReportHead {
  /** Taken by the purge though nobody had approved them; only with --as-alma. */
  readonly unapproved: number;
}

/** The file for Alma. @returns how many identifiers Alma may trip over */
export async function writeSet(engine: Engine, session: Session, folder: string, setId: number) {
  const file = grant(session, join(folder, RESULT_FILES.set));
  return (await engine.sets.exportFile({ setId, heading: 'USERNAME', file })).odd;
}

export async function writeWorkbook(
  engine: Engine,
  session: Session,
  folder: string,
  jobId: number,
  name: string,
): Promise<void> {
  await engine.exports.write({
    exportId: randomUUID(),
    what: { of: 'job', jobId },
    format: 'xlsx',
    file: grant(session, join(folder, name)),
  });
}

/** Writes report.json, counts first. */
export async function writeReport(
  engine: Engine,
  session: Session,
  folder: string,
  rehearsed: Rehearsed,
): Promise<ReportWritten> {
  const { db } = session.workspace;
  const { args, added, notices, review, boundary, purgeJob } = rehearsed;
  const head: ReportHead = {
    settings: settingsOf(args, added),
    policy: policyTexts(policyFacts(args)),
    counts: await countAll(engine, db, rehearsed),
    ...(args.esploro === true && { researchers: countResearchers(db, purgeJob) }),
    updated: await updatedBy(engine, rehearsed),
  };
  const unapproved = countJobUsers(db, purgeJob, { outcome: 'purged', reason: 'unapproved' });
  const text = jsonText({
    ...head,
    purgedWithoutApproval: new Listed(unapproved > 0 ? withoutApproval(db, purgeJob) : []),
    purged: new Listed(purgedUsers(db, purgeJob)),
    ...(args.esploro === true && {
      nonAffiliated: new Listed(researchers(db, purgeJob, 'non-affiliated')),
      researcherUnknown: new Listed(researchers(db, purgeJob, 'researcher-unknown')),
    }),
    retained: new Listed(retainedUsers(db, purgeJob)),
    excluded: new Listed(excludedUsers(db, review)),
    boundary: new Listed(identifiersOf(db, boundary)),
    errors: new Listed(importErrors(engine, added)),
    notices: notices.map(({ file, code, count, rows }) => ({ file, code, count, rows })),
  });
  await writeFile(join(folder, RESULT_FILES.report), text);
  return { ...head, unapproved };
}

async function countAll(
  engine: Engine,
  db: ReadableDb,
  { added, review, boundary, purgeJob }: Rehearsed,
): Promise<ReportHead['counts']> {
  const purged = countJobUsers(db, purgeJob, { outcome: 'purged' });
  const retained = countJobUsers(db, purgeJob, { outcome: 'retained' });
  let errors = 0;
  for (const { check } of added)
    errors += (await engine.imports.errors({ importId: check.importId, offset: 0, limit: 1 }))
      .total;
  return {
    rows: added.find(({ check }) => check.kind === 'candidates')!.check.rows,
    candidates: review.candidates,
    excluded: review.excluded.count,
    inScope: purged + retained,
    purged,
    retained,
    boundary: boundary.count,
    errors,
  };
}

async function updatedBy(
  engine: Engine,
  { args, updateJob }: Rehearsed,
): Promise<ReportHead['updated']> {
  const given = [...args.fields, ...args.lines];
  if (updateJob === null || given.length === 0) return [];
  const { changes } = await engine.jobs.report({ jobId: updateJob });
  return given.map(({ field, value }) => {
    const users = changes.filter((each) => each.field === field);
    return { field, value, users: users.reduce((sum, each) => sum + each.users, 0) };
  });
}

/** As the command line was told; null: nobody has said. */
export function policyFacts(args: RehearseArguments): PolicyFacts {
  const { purge, deletePolicy, timeZone, countTransferred, currency, esploro } = args;
  return { deletePolicy, timeZone, reading: purge.reading, countTransferred, currency, esploro };
}

function settingsOf(args: RehearseArguments, added: readonly AddedFile[]): ReportHead['settings'] {
  const { purge } = args;
  return {
    route: args.route,
    ...(args.route === 'set' && { parameters: args.parameters }),
    ...policyFacts(args),
    ...purge,
    waiveThreshold: formatMoney(purge.waiveThreshold, currencyDecimals(args.currency)),
    protectedGroups: args.protectedGroups,
    withoutRules: args.withoutRules,
    answers: args.answers,
    approval: REHEARSAL_WORDS.byRule,
    signed: false,
    asAlma: args.asAlma,
    candidates: basename(args.candidates),
    exclusions: args.exclusions.map((file) => basename(file)),
    reports: reportsAmong(added),
    staff: args.staff.map((file) => basename(file)),
  };
}

/** In the order in which they were added, each as what it was read. */
function reportsAmong(added: readonly AddedFile[]) {
  return added
    .filter(({ check }) => REPORT_KINDS.includes(check.kind))
    .map(({ check: { fileName, kind }, everybody }) => ({ file: fileName, kind, everybody }));
}

function* purgedUsers(db: ReadableDb, jobId: number): Generator<string> {
  for (const { identifier } of eachJobOutcome(db, jobId, 'purged')) yield identifier;
}

/** Gone as users, but not without trace: they mustn't be taken for people of whom Alma keeps nothing. */
function countResearchers(db: ReadableDb, jobId: number): NonNullable<ReportHead['researchers']> {
  const count = (stand: ResearcherStand) =>
    countJobUsers(db, jobId, { outcome: 'purged', reason: stand });
  return { nonAffiliated: count('non-affiliated'), unknown: count('researcher-unknown') };
}

function* researchers(db: ReadableDb, jobId: number, wanted: ResearcherStand): Generator<string> {
  for (const { identifier, stand } of eachJobOutcome(db, jobId, 'purged'))
    if (stand === wanted) yield identifier;
}

function* withoutApproval(db: ReadableDb, jobId: number): Generator<string> {
  for (const { identifier, unapproved } of eachJobOutcome(db, jobId, 'purged'))
    if (unapproved) yield identifier;
}

interface ListedUser {
  readonly id: string;
  readonly reasons: readonly string[];
}

function* retainedUsers(db: ReadableDb, jobId: number): Generator<ListedUser> {
  for (const { identifier, reasons } of eachJobOutcome(db, jobId, 'retained'))
    yield { id: identifier, reasons: reasonsOf(reasons) };
}

function* excludedUsers(
  db: ReadableDb,
  { excluded, flags, rules }: Reviewed,
): Generator<ListedUser> {
  let n = 0;
  for (const id of identifiersOf(db, excluded)) {
    const named = flagsOf(flags[n++]!).filter((flag) => rules.includes(flag));
    yield { id, reasons: named.map(reasonCode) };
  }
}

/** The codes of the report stay, whatever a flag is called here. */
const reasonCode = (flag: ReviewFlag) => (flag === 'protected' ? 'protected-group' : flag);

const ERRORS_AT_ONCE = 1000;

async function* importErrors(engine: Engine, added: readonly AddedFile[]) {
  for (const { check } of added) {
    const { importId, fileName } = check;
    for (let offset = 0; ; offset += ERRORS_AT_ONCE) {
      const page = await engine.imports.errors({ importId, offset, limit: ERRORS_AT_ONCE });
      for (const { row, column, problem } of page.rows) {
        const message = `${errorColumnText(column)}: ${rowErrorText(problem, PLAIN)}`;
        yield { file: fileName, row, message };
      }
      if (page.rows.length < ERRORS_AT_ONCE) break;
    }
  }
}
