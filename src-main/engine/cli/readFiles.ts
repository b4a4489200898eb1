/**
 * The files of a rehearsal, read and checked as a page would, with the answers that the command line gave. Refuses
 * those that can't be used, and then leaves none in the workspace. Never commits any.
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

/** All files, before the first of them enters the replica; when one can't be used, none stays. */
export async function readFiles(
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
export async function answered(
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
