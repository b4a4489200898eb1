/**
 * The whole purge cycle without a display, over the same contract as the pages: import, review by rule, sets,
 * Update/Notify Users, the purge by group or by set, report and files. Users alone are read past it, one after another: no page
 * needs a million of them. Results are gathered in a folder beside the target and moved into it when all are whole.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { allOf, CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { hasEnded, OK_TO_PURGE } from '#shared/domain/jobs.ts';
import type { PurgeRoute } from '#shared/domain/plannedPurge.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { activeRules } from '#shared/domain/reviewFlags.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { purgeOf, purgeUserRecords } from '#shared/jobKinds/purgeUserRecords.ts';
import { type AnyPurgeRequest, anyPurgeOf, purgeUsers } from '#shared/jobKinds/purgeUsers.ts';
import { GROUP_FIELD, isDayField, type UpdatedField } from '#shared/jobKinds/updateFields.ts';
import {
  moveOfSet,
  type UpdateRequest,
  updateNotifyUsers,
  updateOfSet,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import {
  doubtOfPurgeDate,
  EXTERNAL_ACCOUNT,
  isNewValue,
  PROTECTED_USERS,
} from '#shared/jobKinds/updateWarnings.ts';
import { refusalWords, type SentRefusal } from '#shared/refusals/refusals.ts';
import { eraseWorkspace } from '../db/eraseWorkspace.ts';
import { makePassingFolder } from '../db/pieces.ts';
import { nearestFolder, writeFolderWhole } from '../db/wholeFile.ts';
import { Refusal } from '../refusal.ts';
import { type Engine, router } from '../requests/router.ts';
import { Session } from '../session/session.ts';
import { type AddedFile, addFiles } from './addFiles.ts';
import type { RehearseArguments } from './arguments.ts';
import { grant, until } from './asked.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { FIELD_OPTIONS } from './fieldOptions.ts';
import { fileNotices, noticeSentence } from './notices.ts';
import {
  policyFacts,
  RESULT_FILES,
  type Rehearsed,
  type ReportHead,
  type Reviewed,
  writeReport,
  writeSet,
  writeWorkbook,
} from './results.ts';
import type { Threads } from './threads.ts';
import { FILE_WORDS, REHEARSAL_WORDS } from './words.ts';

/** The built threads. */
export interface Rehearsal {
  readonly report: ReportHead;
  /** Sentences about what could be taken for granted and isn't so. */
  readonly warnings: readonly string[];
  /** What the files' checks say, a sentence each. */
  readonly notices: readonly string[];
  /** The folder of the reversal kit; undefined: none was wanted, or there is nothing to put back. */
  readonly kit: string | undefined;
}

/** @throws CommandRefusal, or the engine's refusal, for input that can't be used; then nothing was written */
export async function rehearse(args: RehearseArguments, threads: Threads): Promise<Rehearsal> {
  const reports = args.reports.map(({ path }) => path);
  for (const file of [args.candidates, ...args.exclusions, ...reports, ...args.staff])
    await requireFile(file);
  await requireFolder(args.out);
  if (args.workspace) await requireFree(args.workspace);
  if (args.reversalKit !== undefined) await requireKitPlace(args.reversalKit);
  const temporary = args.workspace ? undefined : makePassingFolder();
  const path = resolve(args.workspace ?? join(temporary!, 'rehearsal.purgedesk'));
  const passing = temporary !== undefined;
  const session = new Session({
    startWriter: (file, onEvent, _inspected, answer) =>
      threads.startWriter(file, onEvent, passing, answer),
    passing,
    exporter: threads.exporter,
    hasPages: false,
    keepsSnapshots: false,
  });
  session.systemUserName = REHEARSAL_WORDS.userName;
  session.unsigned = args.asAlma;
  let made = false;
  let done = false;
  const gathering = new Set<string>();
  // Names must not stay in temporary folders when the librarian interrupts, nor after a fault.
  const onExit = () => {
    if (temporary) eraseWorkspace(path);
    for (const folder of [...gathering, ...(temporary ? [temporary] : [])])
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', onExit);
  const interrupted = () => process.exit(130);
  for (const signal of INTERRUPTING) process.once(signal, interrupted);
  try {
    const engine = createRouterClient(router, { context: { session } });
    const token = grant(session, path);
    await engine.workspace.create({ file: token });
    made = true;
    const rehearsal = await runCycle({ engine, session, args, gathering });
    done = true;
    return rehearsal;
  } finally {
    await session.close();
    if (temporary || (made && !done)) eraseWorkspace(path);
    if (!done) for (const folder of gathering) await rm(folder, { recursive: true, force: true });
    if (temporary) await rm(temporary, { recursive: true, force: true });
    process.off('exit', onExit);
    for (const signal of INTERRUPTING) process.off(signal, interrupted);
  }
}

const INTERRUPTING = ['SIGINT', 'SIGTERM'] as const;

interface Cycle {
  readonly engine: Engine;
  readonly session: Session;
  readonly args: RehearseArguments;
  /** Where results are gathered, for whoever ends the program meanwhile. */
  readonly gathering: Set<string>;
}

async function runCycle(cycle: Cycle): Promise<Rehearsal> {
  const { engine, session, args } = cycle;
  const settings = await engine.settings.get();
  await engine.settings.save({
    ...settings,
    institution: { ...settings.institution, name: args.institution },
  });
  await engine.settings.answerPolicy(policyFacts(args));
  await saveSettings(engine, args);
  await protectGroups(engine, args.protectedGroups);
  const added = await addFiles(engine, session, args);
  const warnings = await listsOfNobody(cycle, added);
  warnings.push(...(await doubts(cycle)));
  const notices = await fileNotices(
    engine,
    added.map(({ check }) => check),
  );
  const review = await reviewByRule(cycle);
  const {
    report,
    odd,
    kit,
    warnings: ofMove,
  } = await writeFolderWhole(resolve(args.out), (folder) =>
    runJobs(cycle, folder, { args, added, notices, review }),
  ).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (!/^E[A-Z]+$/.test(code ?? '')) throw error;
    throw new CommandRefusal(FILE_WORDS.notWritable(args.out, code));
  });
  warnings.push(...ofMove);
  // Alma's job looks at the group alone, not at decisions that were made here.
  if (report.unapproved > 0)
    warnings.push(REHEARSAL_WORDS.withoutApproval(report.unapproved, args.route));
  // Written as in the file they came from; nobody is there to be asked.
  if (odd > 0) warnings.push(REHEARSAL_WORDS.oddIdentifiers(odd));
  return { report, warnings, notices: notices.map(noticeSentence), kit };
}

/** The jobs, and beside them what is known before they end. @param folder for the results */
async function runJobs(
  { engine, session, args, gathering }: Cycle,
  folder: string,
  before: Omit<Rehearsed, 'updateJob' | 'boundary' | 'purgeJob'>,
) {
  gathering.add(folder);
  const set = await makeSets(engine);
  const update = updateOf(args, set);
  const warnings = update === undefined ? [] : await concerned(engine, update.parameters);
  // Of users as they are before anything is given.
  const kit = await saveKit({ engine, session, args, gathering }, update);
  if (args.reversalKit !== undefined && kit === undefined)
    warnings.push(REHEARSAL_WORDS.nothingToReverse);
  // Before the set is written, which keeps this thread busy for a while.
  const submitted = update && (await engine.jobs.submit({ job: update, capture: null }));
  const updateJob = submitted?.jobId ?? null;
  const jobs = async () => {
    // Unless another purge date is given, nobody comes to the last day or leaves it: then it is asked before the end.
    const datesChange = args.fields.some(({ field }) => field === 'purge_date');
    const onLastDay = datesChange ? undefined : session.workspace.match(ON_LAST_DAY);
    if (updateJob !== null) await jobEnded(engine, session, updateJob);
    const boundary = onLastDay ?? session.workspace.match(ON_LAST_DAY);
    const job = purgeJobOf(args, set);
    const { jobId } = await engine.jobs
      .submit({ job, capture: null })
      .catch((error: unknown) => tellOfAsAlma(error, args.route));
    await jobEnded(engine, session, jobId);
    return { updateJob, boundary, purgeJob: jobId };
  };
  const [done, odd] = await together(jobs(), writeSet(engine, session, folder, set.setId));
  const [report] = await together(
    writeReport(engine, session, folder, { ...before, ...done }),
    writeWorkbooks(),
  );
  return { report, odd, warnings, kit };

  /** That of the move where it gave more than the group: it leads back to what users had. */
  async function writeWorkbooks() {
    await writeWorkbook(engine, session, folder, done.purgeJob, RESULT_FILES.purge);
    if (updateJob !== null && args.fields.length + args.lines.length > 0)
      await writeWorkbook(engine, session, folder, updateJob, RESULT_FILES.update);
  }
}

/** @returns its folder; undefined: none is wanted, or nobody would change */
async function saveKit(
  { engine, session, args, gathering }: Cycle,
  job: UpdateRequest | undefined,
): Promise<string | undefined> {
  const { reversalKit } = args;
  if (reversalKit === undefined || job === undefined) return undefined;
  if ((await engine.jobs.reversal({ job })).files === 0) return undefined;
  const path = resolve(reversalKit);
  const file = grant(session, path);
  await engine.exports.write({
    ...{ exportId: randomUUID(), what: { of: 'kit', job }, format: 'folder', file },
  });
  gathering.add(path);
  return reversalKit;
}

type MadeSet = Awaited<ReturnType<typeof makeSets>>;

/** The set of a purge by set isn't moved; it gets the other values alone. Undefined: there is nothing to give. */
function updateOf(args: RehearseArguments, set: MadeSet): UpdateRequest | undefined {
  const name = defaultJobName(updateNotifyUsers.kind, set.name, args.purge.runDate);
  if (args.route === 'group') return moveOfSet(set.setId, okToPurgeGroup(args), name, args);
  const gives = args.fields.length + args.lines.length > 0;
  return gives ? updateOfSet(set.setId, name, args) : undefined;
}

function purgeJobOf({ route, purge, asAlma }: RehearseArguments, set: MadeSet): AnyPurgeRequest {
  const exception = asAlma ? { reason: REHEARSAL_WORDS.asAlma, users: 0 } : null;
  if (route === 'group')
    return purgeOf(purge, defaultJobName(purgeUserRecords.kind, null, purge.runDate), exception);
  const name = defaultJobName(purgeUsers.kind, set.name, purge.runDate);
  return anyPurgeOf({ ...purge, setId: set.setId }, name, exception);
}

const ON_LAST_DAY = allOf(CANDIDATES, { op: 'hasFlag', flags: ['boundary'] });

/** Waits for both, whatever becomes of one: nothing may still be written when the folder goes. */
async function together<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

const okToPurgeGroup = ({ purge }: RehearseArguments) => purge.userGroup ?? OK_TO_PURGE;

async function saveSettings(engine: Engine, args: RehearseArguments): Promise<void> {
  const { runDate, days, recordType, waiveThreshold } = args.purge;
  await engine.settings.save({
    ...(await engine.settings.get()),
    userName: REHEARSAL_WORDS.userName,
    okToPurgeGroup: okToPurgeGroup(args),
    purgeRoute: args.route,
    setPurgeParameters: [...args.parameters],
    runDate,
    days,
    recordType,
    waiveThreshold,
    rulesOff: args.withoutRules.map((rule) => ({ rule, reason: REHEARSAL_WORDS.switchedOff })),
    // A rehearsal on a file is nobody's purge: nobody has to sign it.
    signOffAbove: null,
  });
}

/** @returns a sentence for each list that means nobody */
async function listsOfNobody({ engine }: Cycle, added: readonly AddedFile[]): Promise<string[]> {
  const warnings: string[] = [];
  for (const { check, setId } of added) {
    if (setId === null) continue;
    const criteria = allOf(CANDIDATES, { op: 'inSet', setId });
    if ((await engine.users.count({ criteria })).users === 0)
      warnings.push(REHEARSAL_WORDS.nobodyMeant(check.fileName));
  }
  return warnings;
}

/** @returns what the page of Update/Notify Users says of the values that are given */
async function doubts({ engine, args }: Cycle): Promise<string[]> {
  const { purge, fields } = args;
  const purgeDate = fields.find(({ field }) => field === 'purge_date')?.value;
  const doubt = purgeDate && doubtOfPurgeDate(purgeDate, purge);
  const found = doubt ? [REHEARSAL_WORDS.doubtfulPurgeDate(purgeDate, doubt)] : [];
  const held = async (field: UpdatedField) => {
    const { values } = await engine.users.values({ column: { field }, criteria: EVERYBODY });
    return values.flatMap(({ value }) => value ?? []);
  };
  const group = okToPurgeGroup(args);
  if (args.route === 'group' && isNewGroup(group, await held(GROUP_FIELD.field)))
    found.push(REHEARSAL_WORDS.newGroup(group));
  for (const { option, field, label } of FIELD_OPTIONS) {
    const given = fields.find((each) => each.field === field)?.value;
    if (given === undefined || isDayField(field)) continue;
    if (isNewValue(field, given, await held(field)))
      found.push(REHEARSAL_WORDS.newValue(option, label.toLowerCase(), given));
  }
  return found;
}

/** The conventional one may have nobody in it before the first purge. */
const isNewGroup = (group: string, held: readonly string[]) =>
  ![...held, OK_TO_PURGE].some((each) => foldText(each) === foldText(group));

/** @returns the same of users whom the update would change: accounts whose group would stay, protected ones */
async function concerned(
  engine: Engine,
  { setId, userGroup }: UpdateRequest['parameters'],
): Promise<string[]> {
  const count = async (...of: Criteria[]) =>
    (await engine.users.count({ criteria: allOf({ op: 'inSet', setId }, ...of) })).users;
  const told: string[] = [];
  if (userGroup !== null) {
    const has: Criteria = { op: 'oneOf', field: 'user_group', values: [userGroup] };
    const external = await count({ op: 'not', of: has }, EXTERNAL_ACCOUNT);
    if (external > 0) told.push(REHEARSAL_WORDS.external(external));
  }
  const named = await count(PROTECTED_USERS);
  if (named > 0) told.push(REHEARSAL_WORDS.protected(named));
  return told;
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

/** Where only the lack of an approval is in the way, there is a third way on. */
function tellOfAsAlma(error: unknown, route: PurgeRoute): never {
  const { data } = error as { data?: SentRefusal };
  if (data?.code !== 'job.notApproved') throw error;
  throw new CommandRefusal(REHEARSAL_WORDS.orAsAlma(refusalWords(data, PLAIN)?.text ?? '', route));
}

/** The command line's review: whom the rules name is excluded, whom they leave is approved. */
async function reviewByRule({ engine, session, args }: Cycle): Promise<Reviewed> {
  await engine.review.applyRules();
  const rules = activeRules(await engine.settings.get());
  // Asking for Contacts names them; whatever else speaks against one goes on to hold.
  if (args.purge.recordType === 'Contact') {
    const others = rules.filter((flag) => flag !== 'contact');
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
  const { users: candidates } = await engine.users.count({ criteria: CANDIDATES });
  const { orders, match } = session.workspace;
  const excluded = match(allOf(CANDIDATES, { op: 'decision', values: ['excluded'] }));
  const { values } = orders.fresh().column('flags');
  const flags = Int32Array.from(excluded.numbers(), (userNo) => values[userNo]!);
  return { candidates, excluded, flags, rules };
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

async function jobEnded(engine: Engine, session: Session, jobId: number): Promise<void> {
  const job = async () => (await engine.jobs.list()).find((each) => each.jobId === jobId);
  await until(
    session,
    (event) =>
      (event.type === 'job.finished' || event.type === 'job.failed') && event.jobId === jobId,
    async () => hasEnded((await job())?.state ?? 'pending'),
  );
  const failure = (await job())?.failure;
  if (failure) throw Refusal.from(failure);
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

/** A kit is a folder by itself, which never joins another. */
async function requireKitPlace(folder: string): Promise<void> {
  const path = resolve(folder);
  if (existsSync(path)) throw new CommandRefusal(FILE_WORDS.kitTaken(folder));
  const parent = await stat(dirname(path)).catch(() => undefined);
  if (!parent?.isDirectory()) throw new CommandRefusal(FILE_WORDS.kitPlace(folder));
}

async function requireFolder(out: string): Promise<void> {
  const found = await stat(nearestFolder(resolve(out)));
  if (!found.isDirectory()) throw new CommandRefusal(FILE_WORDS.noFolder(out));
}
