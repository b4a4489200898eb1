/**
 * The files of a rehearsal, read, checked and added as a page would, with the answers that the command line gave.
 * Refuses those that can't be used.
 */
import { basename, resolve } from 'node:path';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { withAnswer } from '#shared/domain/openQuestions.ts';
import { inOneLine, PLAIN } from '#shared/domain/said.ts';
import {
  type ImportKind,
  importKind,
  mayCoverAll,
  REPORT_KINDS,
} from '#shared/importKinds/importKinds.ts';
import { readingFailureWords } from '#shared/refusals/refusals.ts';
import type { Engine } from '../requests/router.ts';
import type { Session } from '../session/session.ts';
import type { OpenAnswers, RehearseArguments } from './arguments.ts';
import { grant, until } from './asked.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { FILE_WORDS } from './words.ts';

export interface AddedFile {
  readonly check: ImportCheck;
  /** Of a list: the set that it has become. */
  readonly setId: number | null;
  /** It was added as one that covers everybody. */
  readonly everybody: boolean;
}

/** A file that was read and can be added. */
type Waiting = Pick<AddedFile, 'check' | 'everybody'>;

/**
 * Reads and adds one after the other: the lists of whom to leave first, so that the candidates are compared with them
 * once. When one can't be used, those before it are in the workspace, which has to go as a whole.
 */
export async function addFiles(
  engine: Engine,
  session: Session,
  args: RehearseArguments,
): Promise<AddedFile[]> {
  const { decimals } = args;
  const added: AddedFile[] = [];
  const read: Read = async (path, options) => {
    const check = await readFile(engine, session, path, options, args.dateOrder);
    return answered(engine, session, check, args.answers);
  };
  const add = async ({ check, everybody }: Waiting) => {
    const absent = everybody ? 'none' : 'unknown';
    const { importId } = check;
    const { setId } = await engine.imports.commit({ importId, mode: 'replace', absent });
    added.push({ check, setId, everybody });
  };
  const addAs = async (path: string, options: ReadOptions) =>
    add({ check: await read(path, options), everybody: false });
  for (const path of args.exclusions) await addAs(path, { kind: 'exclusions' });
  const reports = await readReports(read, args);
  const addThose = async (areMeant: (kind: ImportKind) => boolean) => {
    for (const each of reports) if (areMeant(each.check.kind)) await add(each);
  };
  // What the candidates' own report says stands before what others say.
  await addThose((kind) => kind === 'users');
  await addAs(args.candidates, { kind: 'candidates', decimals });
  await addThose((kind) => kind !== 'users' && importKind(kind).effect === 'replica');
  await addThose((kind) => importKind(kind).effect === 'lines');
  for (const path of args.staff) await addAs(path, { kind: 'staff' });
  return added;
}

type Read = (path: string, options: ReadOptions) => Promise<ImportCheck>;

/**
 * Reads them all before the first is added: what a report is says when its turn comes. The older data first, so that the
 * newest word holds, as where all files of the Import screen are added at once.
 */
async function readReports(read: Read, { reports, decimals }: RehearseArguments) {
  const waiting: Waiting[] = [];
  for (const { path, kind, everybody } of reports) {
    const check = await read(path, { ...(kind && { kind }), decimals });
    if (everybody && !mayCoverAll(check.kind))
      throw new CommandRefusal(FILE_WORDS.neverEverybody(basename(path), check.kind));
    waiting.push({ check, everybody });
  }
  return waiting.sort((a, b) => dataDate(a).localeCompare(dataDate(b)));
}

const dataDate = ({ check }: Waiting) => check.dataDate ?? '';

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
  if (options.kind === undefined) requireReport(file, check);
  if (check.missing.length > 0)
    throw new CommandRefusal(FILE_WORDS.noHeadings(basename(file), check.kind));
  if (check.question) {
    const { column, example } = check.question;
    throw new CommandRefusal(FILE_WORDS.dateOrder(basename(file), column, example));
  }
  if (check.identifiers === 0 && !(check.kind !== 'candidates' && isEmpty(check)))
    throw new CommandRefusal(FILE_WORDS.noIdentifiers(basename(file)));
  return check;
}

/** A file of which nobody has said what it is: only what is known to be a report about users. */
function requireReport(file: string, { kind, list }: ImportCheck): void {
  if (REPORT_KINDS.includes(kind)) return;
  const fileName = basename(file);
  if (list?.recognised) throw new CommandRefusal(FILE_WORDS.listAsReport(fileName));
  throw new CommandRefusal(
    list ? FILE_WORDS.unknownReport(fileName) : FILE_WORDS.otherReport(fileName, kind),
  );
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

/** Nobody has to stay, or has what it tells of: an answer, where a file without candidates is none. */
const isEmpty = ({ notices }: ImportCheck) => notices.some(({ code }) => code === 'empty-report');

async function untilRead(engine: Engine, session: Session, importId: number): Promise<ImportCheck> {
  await until(
    session,
    (event) => event.type === 'import.finished' && event.importId === importId,
    async () => (await engine.imports.check({ importId })).state !== 'reading',
  );
  return engine.imports.check({ importId });
}
