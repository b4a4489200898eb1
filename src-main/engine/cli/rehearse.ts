/**
 * The whole purge cycle without a display, over the same contract as the pages: import, review by rule, sets,
 * Update/Notify Users, Purge User Records, report and files. Results are gathered in a folder beside the target and
 * moved into it when all of them are whole.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { OK_TO_PURGE } from '#shared/domain/jobs.ts';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { withAnswer } from '#shared/domain/openQuestions.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { activeRules, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { inOneLine, PLAIN } from '#shared/domain/said.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { purgeOf, purgeUserRecords } from '#shared/jobKinds/purgeUserRecords.ts';
import { moveOfSet, updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { errorColumnText, rowErrorText } from '#shared/notices/rowErrorText.ts';
import { readingFailureWords, refusalWords, type SentRefusal } from '#shared/refusals/refusals.ts';
import { nearestFolder, writeFolderWhole } from '../db/wholeFile.ts';
import { eraseWorkspace } from '../db/workspaceFile.ts';
import { compareStale } from '../requests/chores.ts';
import { type Engine, router } from '../requests/router.ts';
import { Session } from '../requests/session.ts';
import { tasks } from '../requests/tasks.ts';
import { startWriter } from '../writer/writer.ts';
import type { OpenAnswers, RehearseArguments } from './arguments.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { type FileNotice, fileNotices, noticeSentence } from './notices.ts';
import { FILE_WORDS, REHEARSAL_WORDS } from './words.ts';

const PAGE = 1000;

export interface RehearsalReport {
  readonly settings: Record<string, unknown>;
  readonly counts: Record<
    'rows' | 'candidates' | 'excluded' | 'inScope' | 'purged' | 'retained' | 'boundary' | 'errors',
    number
  >;
  /** Taken by the purge though nobody had approved them; only with --as-alma. */
  readonly purgedWithoutApproval: string[];
  readonly purged: string[];
  readonly retained: { id: string; reasons: string[] }[];
  readonly excluded: { id: string; reasons: string[] }[];
  readonly boundary: string[];
  readonly errors: { file: string; row: number; message: string }[];
  readonly notices: readonly FileNotice[];
}

export interface Rehearsal {
  readonly report: RehearsalReport;
  /** Sentences about what could be taken for granted and isn't so. */
  readonly warnings: readonly string[];
  /** What the files' checks say, a sentence each. */
  readonly notices: readonly string[];
}

/** @throws CommandRefusal, or the engine's refusal, for input that can't be used; then nothing was written */
export async function rehearse(args: RehearseArguments, writerScript: string): Promise<Rehearsal> {
  for (const file of [args.candidates, ...args.exclusions, ...args.staff]) await requireFile(file);
  await requireFolder(args.out);
  if (args.workspace) await requireFree(args.workspace);
  const temporary = args.workspace ? undefined : await mkdtemp(join(tmpdir(), 'purge-desk-'));
  const path = resolve(args.workspace ?? join(temporary!, 'rehearsal.purgedesk'));
  const session = new Session({
    startWriter: (file, onEvent) => startWriter(file, writerScript, tasks, onEvent, raise),
    hasPages: false,
  });
  session.systemUserName = REHEARSAL_WORDS.userName;
  session.unsigned = args.asAlma;
  let made = false;
  let done = false;
  // Names must not stay in the temporary folder when the librarian interrupts, nor after a fault.
  const onExit = () => {
    if (temporary) eraseWorkspace(path);
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  try {
    const engine = createRouterClient(router, { context: { session } });
    const token = grant(session, path);
    await engine.workspace.create({ file: token });
    made = true;
    const rehearsal = await runCycle(engine, session, args);
    done = true;
    return rehearsal;
  } finally {
    await session.close();
    if (temporary || (made && !done)) eraseWorkspace(path);
    if (temporary) await rm(temporary, { recursive: true, force: true });
    process.off('exit', onExit);
  }
}

async function runCycle(
  engine: Engine,
  session: Session,
  args: RehearseArguments,
): Promise<Rehearsal> {
  const { purge } = args;
  const okToPurgeGroup = purge.userGroup ?? OK_TO_PURGE;
  await engine.settings.save({ ...(await engine.settings.get()), currency: args.currency });
  const files = await readFiles(engine, session, args);
  await engine.settings.save({
    ...(await engine.settings.get()),
    userName: REHEARSAL_WORDS.userName,
    okToPurgeGroup,
    runDate: purge.runDate,
    days: purge.days,
    reading: purge.reading,
    recordType: purge.recordType,
    waiveThreshold: purge.waiveThreshold,
    rulesOff: args.withoutRules.map((rule) => ({ rule, reason: REHEARSAL_WORDS.switchedOff })),
    // A rehearsal on a file is nobody's purge: nobody has to sign it.
    signOffAbove: null,
  });
  await protectGroups(engine, args.protectedGroups);
  const warnings: string[] = [];
  const setIds: (readonly [fileName: string, setId: number | null])[] = [];
  for (const [n, file] of files.entries()) {
    if (file.kind === 'candidates') {
      // They were compared when no list was there yet: only now is it known whom a list may mean.
      await session.workspace.writer.run(compareStale, undefined);
      const compared = await engine.imports.check({ importId: file.importId });
      files[n] = await answered(engine, session, compared, args.answers);
    }
    const { importId, fileName } = files[n]!;
    const { setId } = await engine.imports.commit({ importId, mode: 'replace' });
    setIds.push([fileName, setId]);
  }
  for (const [fileName, exclusions] of setIds) {
    if (exclusions === null) continue;
    const criteria = allOf(CANDIDATES, { op: 'inSet', setId: exclusions });
    if ((await engine.users.count({ criteria })).users === 0)
      warnings.push(REHEARSAL_WORDS.nobodyMeant(fileName));
  }
  const notices = await fileNotices(engine, files);
  const review = await reviewByRule(engine, args);
  const set = await makeSets(engine);
  const moveName = defaultJobName(updateNotifyUsers.kind, set.name, purge.runDate);
  await runJob(engine, session, moveOfSet(set.setId, okToPurgeGroup, moveName));
  const purgeName = defaultJobName(purgeUserRecords.kind, null, purge.runDate);
  const exception = args.asAlma ? { reason: REHEARSAL_WORDS.asAlma, users: 0 } : null;
  const purgeJob = await runJob(engine, session, purgeOf(purge, purgeName, exception)).catch(
    tellOfAsAlma,
  );
  const purged = await jobUsers(engine, purgeJob, 'purged');
  const retained = await jobUsers(engine, purgeJob, 'retained');
  const errors = await importErrors(engine, files);
  const rules = new Set(activeRules(await engine.settings.get()));
  const candidates = files.find(({ kind }) => kind === 'candidates')!;
  const report: RehearsalReport = {
    settings: {
      ...purge,
      userGroup: purge.userGroup,
      waiveThreshold: formatMoney(purge.waiveThreshold, currencyDecimals(args.currency)),
      currency: args.currency,
      protectedGroups: args.protectedGroups,
      withoutRules: args.withoutRules,
      answers: args.answers,
      approval: REHEARSAL_WORDS.byRule,
      signed: false,
      asAlma: args.asAlma,
      candidates: basename(args.candidates),
      exclusions: args.exclusions.map((file) => basename(file)),
      staff: args.staff.map((file) => basename(file)),
    },
    counts: {
      rows: candidates.rows,
      candidates: review.candidates,
      excluded: review.excluded.length,
      inScope: purged.length + retained.length,
      purged: purged.length,
      retained: retained.length,
      boundary: review.boundary.length,
      errors: errors.length,
    },
    purgedWithoutApproval: purged
      .filter((user) => user.unapproved !== null)
      .map((user) => user.primary_identifier),
    purged: purged.map((user) => user.primary_identifier),
    retained: retained.map((user) => ({ id: user.primary_identifier, reasons: user.reasons })),
    excluded: review.excluded.map((user) => ({
      id: user.primary_identifier,
      reasons: user.flags.filter((flag) => rules.has(flag)).map(reasonCode),
    })),
    boundary: review.boundary.map((user) => user.primary_identifier),
    errors,
    notices: notices.map(({ file, code, count, rows }) => ({ file, code, count, rows })),
  };
  const { odd } = await writeResults(engine, session, args.out, report, purgeJob, set.setId);
  return {
    report,
    warnings: [...warnings, ...withoutApproval(report), ...oddIdentifiers(odd)],
    notices: notices.map(noticeSentence),
  };
}

/** The register's groups are those of the command. */
async function protectGroups(engine: Engine, groups: readonly string[]): Promise<void> {
  const wanted = new Set(groups.map(foldText));
  for (const { ruleId, kind, value } of await engine.register.list()) {
    if (kind === 'group' && !wanted.delete(foldText(value)))
      await engine.register.remove({ ruleId });
  }
  for (const value of groups)
    if (wanted.delete(foldText(value))) await engine.register.add({ kind: 'group', value });
}

/** All files, before the first of them enters the replica; when one can't be used, none stays. */
async function readFiles(
  engine: Engine,
  session: Session,
  args: RehearseArguments,
): Promise<ImportCheck[]> {
  const before = new Set((await engine.imports.list()).map((file) => file.importId));
  try {
    const files: ImportCheck[] = [];
    const { dateOrder, decimals } = args;
    for (const file of args.exclusions)
      files.push(await readFile(engine, session, file, { kind: 'exclusions' }));
    const options: ReadOptions = { kind: 'candidates', decimals };
    files.push(await readFile(engine, session, args.candidates, options, dateOrder));
    for (const file of args.staff)
      files.push(await readFile(engine, session, file, { kind: 'staff' }));
    for (const [n, file] of files.entries())
      files[n] = await answered(engine, session, file, args.answers);
    return files;
  } catch (error) {
    for (const { importId } of await engine.imports.list())
      if (!before.has(importId)) await engine.imports.discard({ importId });
    throw error;
  }
}

/** Where only the lack of an approval is in the way, there is a third way on. */
function tellOfAsAlma(error: unknown): never {
  const { data } = error as { data?: SentRefusal };
  if (data?.code !== 'job.notApproved') throw error;
  throw new CommandRefusal(REHEARSAL_WORDS.orAsAlma(refusalWords(data, PLAIN)?.text ?? ''));
}

/** Alma's job looks at the group alone, not at decisions that were made here. */
function withoutApproval({ purgedWithoutApproval: { length } }: RehearsalReport): string[] {
  return length === 0 ? [] : [REHEARSAL_WORDS.withoutApproval(length)];
}

/** The codes of the report stay, whatever a flag is called here. */
const reasonCode = (flag: ReviewFlag) => (flag === 'protected' ? 'protected-group' : flag);

async function readFile(
  engine: Engine,
  session: Session,
  file: string,
  options: ReadOptions,
  dateOrder?: RehearseArguments['dateOrder'],
): Promise<ImportCheck> {
  const token = grant(session, resolve(file));
  let { importId } = await engine.imports.read({ file: token, options });
  let check = await untilRead(engine, session, importId);
  if (check.question && dateOrder) {
    ({ importId } = await engine.imports.readAgain({
      importId,
      options: { ...check.options, dateOrder },
    }));
    check = await untilRead(engine, session, importId);
  }
  if (check.failure) {
    const said = readingFailureWords(check.failure, PLAIN)!;
    throw new CommandRefusal(FILE_WORDS.about(basename(file), inOneLine(said)));
  }
  if (check.missing.length > 0) {
    throw new CommandRefusal(FILE_WORDS.noHeadings(basename(file)));
  }
  if (check.question) {
    const { column, example } = check.question;
    throw new CommandRefusal(FILE_WORDS.dateOrder(basename(file), column, example));
  }
  if (check.identifiers === 0 && !(options.kind === 'exclusions' && isEmpty(check)))
    throw new CommandRefusal(FILE_WORDS.noIdentifiers(basename(file)));
  return check;
}

/** The file as it is with the answers that were given, to questions that its check asks. */
async function answered(
  engine: Engine,
  session: Session,
  check: ImportCheck,
  given: OpenAnswers,
): Promise<ImportCheck> {
  let { answers } = check.options;
  for (const { about, column, answer: before } of check.openQuestions) {
    const answer = given[about];
    if (answer === undefined || answer === before) continue;
    answers = withAnswer(answers, { about, column: column?.position, answer });
  }
  if (answers === check.options.answers) return check;
  const { importId } = await engine.imports.readAgain({
    importId: check.importId,
    options: { ...check.options, answers },
  });
  return untilRead(engine, session, importId);
}

/** Nobody has to stay: an answer, where a file without candidates is none. */
const isEmpty = ({ notices }: ImportCheck) => notices.some(({ code }) => code === 'empty-report');

async function untilRead(engine: Engine, session: Session, importId: number): Promise<ImportCheck> {
  await until(
    session,
    (event) => event.type === 'import.finished' && event.importId === importId,
    async () => (await engine.imports.check({ importId })).state !== 'reading',
  );
  return engine.imports.check({ importId });
}

/** Waits for the event; `already` covers the case that it came before anybody listened. */
function until(
  session: Session,
  wanted: (event: EngineEvent) => boolean,
  already: () => Promise<boolean>,
): Promise<void> {
  return new Promise((resolveWait, reject) => {
    const finish = () => {
      stop();
      resolveWait();
    };
    const stop = session.events.subscribe('event', (event) => wanted(event) && finish());
    already().then((done) => done && finish(), reject);
  });
}

/** The command line's review: whom the rules name is excluded, whom they leave is approved. */
async function reviewByRule(engine: Engine, { purge }: RehearseArguments) {
  await engine.review.applyRules();
  // Asking for Contacts names them; whatever else speaks against one goes on to hold.
  if (purge.recordType === 'Contact') {
    const others = activeRules(await engine.settings.get()).filter((flag) => flag !== 'contact');
    await engine.review.decide({
      selection: {
        criteria: allOf(
          { op: 'hasFlag', flags: ['contact'] },
          { op: 'not', of: { op: 'hasFlag', flags: others } },
        ),
      },
      decision: 'approved',
      reason: REHEARSAL_WORDS.contactsAskedFor,
      named: ['contact'],
    });
  }
  await engine.review.decide({
    selection: { criteria: { op: 'decision', values: ['undecided'] } },
    decision: 'approved',
    reason: null,
    note: REHEARSAL_WORDS.byRule,
  });
  const counts = await engine.review.counts();
  return {
    candidates: counts.candidates,
    excluded: await usersWhere(engine, allOf(CANDIDATES, { op: 'decision', values: ['excluded'] })),
    boundary: await usersWhere(engine, allOf(CANDIDATES, { op: 'hasFlag', flags: ['boundary'] })),
  };
}

/** Candidates Not exclusions, as CARLI's steps have it. @returns the combined set */
async function makeSets(engine: Engine) {
  const origin = { from: 'rehearsal' } as const;
  const names = REHEARSAL_WORDS.sets;
  const candidates = await engine.sets.create({
    name: names.candidates,
    criteria: CANDIDATES,
    origin,
  });
  const excluded = await engine.sets.create({
    name: names.excluded,
    criteria: allOf(CANDIDATES, { op: 'decision', values: ['excluded'] }),
    origin,
  });
  return engine.sets.combine({
    name: names.toPurge,
    first: candidates.setId,
    operator: 'Not',
    second: excluded.setId,
  });
}

async function runJob(
  engine: Engine,
  session: Session,
  job: Parameters<Engine['jobs']['submit']>[0]['job'],
): Promise<number> {
  const { jobId } = await engine.jobs.submit({ job, capture: null });
  await until(
    session,
    (event) => event.type === 'job.finished' && event.jobId === jobId,
    async () => (await engine.jobs.report({ jobId })).state === 'completed',
  );
  return jobId;
}

async function usersWhere(engine: Engine, criteria: Criteria): Promise<UserRow[]> {
  const users: UserRow[] = [];
  for (;;) {
    const page = await engine.users.page({ criteria, sort: [], offset: users.length, limit: PAGE });
    users.push(...page.rows);
    if (page.rows.length < PAGE) return users;
  }
}

async function jobUsers(engine: Engine, jobId: number, outcome: 'purged' | 'retained') {
  const users: Awaited<ReturnType<Engine['jobs']['users']>>['rows'] = [];
  for (;;) {
    const page = await engine.jobs.users({ jobId, outcome, offset: users.length, limit: PAGE });
    users.push(...page.rows);
    if (page.rows.length < PAGE) return users;
  }
}

async function importErrors(
  engine: Engine,
  files: readonly ImportCheck[],
): Promise<RehearsalReport['errors']> {
  const errors: RehearsalReport['errors'] = [];
  for (const file of files) {
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = await engine.imports.errors({
        importId: file.importId,
        offset,
        limit: PAGE,
      });
      errors.push(
        ...rows.map((error) => ({
          file: file.fileName,
          row: error.row,
          message: `${errorColumnText(error.column)}: ${rowErrorText(error.problem, PLAIN)}`,
        })),
      );
      if (rows.length < PAGE) break;
    }
  }
  return errors;
}

/** Written as in the file they came from; nobody is there to be asked. */
function oddIdentifiers(odd: number): string[] {
  return odd === 0 ? [] : [REHEARSAL_WORDS.oddIdentifiers(odd)];
}

async function writeResults(
  engine: Engine,
  session: Session,
  out: string,
  report: RehearsalReport,
  jobId: number,
  setId: number,
): Promise<{ odd: number }> {
  const write = async (beside: string) => {
    await engine.exports.write({
      exportId: randomUUID(),
      what: { of: 'job', jobId },
      format: 'xlsx',
      file: grant(session, join(beside, 'purge-report.xlsx')),
    });
    const { odd } = await engine.sets.exportFile({
      setId,
      heading: 'USERNAME',
      file: grant(session, join(beside, 'users-to-purge.xlsx')),
    });
    await writeFile(join(beside, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    return { odd };
  };
  return writeFolderWhole(resolve(out), write).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (!/^E[A-Z]+$/.test(code ?? '')) throw error;
    throw new CommandRefusal(FILE_WORDS.notWritable(out, code));
  });
}

function grant(session: Session, path: string): string {
  const token = randomUUID();
  session.files.grant(token, path, 'save');
  return token;
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new CommandRefusal(FILE_WORDS.missing(file));
  if (!found.isFile()) throw new CommandRefusal(FILE_WORDS.noFile(file));
}

/** A workspace that is there holds somebody's decisions and proof: a rehearsal makes its own. */
async function requireFree(workspace: string): Promise<void> {
  if (!existsSync(resolve(workspace))) return;
  throw new CommandRefusal(FILE_WORDS.workspaceTaken(workspace));
}

async function requireFolder(out: string): Promise<void> {
  const found = await stat(nearestFolder(resolve(out)));
  if (!found.isDirectory()) throw new CommandRefusal(FILE_WORDS.noFolder(out));
}

function raise(error: Error): never {
  throw error;
}
