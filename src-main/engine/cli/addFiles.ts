/**
 * The files of a rehearsal, read, checked and added as a page would, with the answers that the command line gave.
 * Refuses those that can't be used.
 */
import { basename, resolve } from 'node:path';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { withAnswer } from '#shared/domain/openQuestions.ts';
import { inOneLine, PLAIN } from '#shared/domain/said.ts';
import { readingFailureWords } from '#shared/refusals/refusals.ts';
import type { Engine } from '../requests/router.ts';
import type { Session } from '../requests/session.ts';
import type { OpenAnswers, RehearseArguments } from './arguments.ts';
import { grant, until } from './asked.ts';
import { CommandRefusal } from './commandRefusal.ts';
import { FILE_WORDS } from './words.ts';

export interface AddedFile {
  readonly check: ImportCheck;
  /** Of a list: the set that it has become. */
  readonly setId: number | null;
}

/**
 * Reads and adds one after the other: the lists of whom to leave first, so that the candidates are compared with them
 * once. When one can't be used, those before it are in the workspace, which has to go as a whole.
 */
export async function addFiles(
  engine: Engine,
  session: Session,
  args: RehearseArguments,
): Promise<AddedFile[]> {
  const { dateOrder, decimals } = args;
  const files: [path: string, options: ReadOptions][] = [
    ...args.exclusions.map((path): [string, ReadOptions] => [path, { kind: 'exclusions' }]),
    // What the candidates' own report says stands before what others say.
    ...args.users.map((path): [string, ReadOptions] => [path, { kind: 'users', decimals }]),
    [args.candidates, { kind: 'candidates', decimals }],
    ...args.staff.map((path): [string, ReadOptions] => [path, { kind: 'staff' }]),
  ];
  const added: AddedFile[] = [];
  for (const [path, options] of files) {
    const read = await readFile(engine, session, path, options, dateOrder);
    const check = await answered(engine, session, read, args.answers);
    const { setId } = await engine.imports.commit({ importId: check.importId, mode: 'replace' });
    added.push({ check, setId });
  }
  return added;
}

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
