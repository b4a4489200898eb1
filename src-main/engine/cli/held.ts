/**
 * `held`: everything that a workspace holds about one person, as JSON, over the same contract as the pages. The workspace
 * is opened as ever, because what is written is entered into its audit trail.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { FoundPerson } from '#shared/contract/shapes/person.ts';
import { personTexts } from '#shared/domain/person.ts';
import { grant } from './asked.ts';
import { CommandRefusal } from './commandRefusal.ts';
import type { Threads } from './threads.ts';
import { withWorkspace } from './withWorkspace.ts';
import { dueSentences, HELD_COMMAND_WORDS as WORDS } from './words.ts';

interface HeldArguments {
  readonly path: string;
  /** By what the person is meant. */
  readonly texts: readonly string[];
  readonly out: string;
}

/** @returns what was written, in a sentence @throws CommandRefusal, or the engine's refusal; then nothing was written */
export async function writeHeld(argv: readonly string[], threads: Threads): Promise<string> {
  const { path, texts, out } = readHeldArguments(argv);
  return withWorkspace(path, threads, async (engine, session) => {
    const { retention } = await engine.workspace.status();
    const found = await engine.people.find({ texts: [...texts] });
    const userNos = onePerson(found, texts);
    const person = { userNos, texts: [...texts] };
    const file = grant(session, resolve(out));
    const { rows } = await engine.exports.write({
      ...{ exportId: randomUUID(), what: { of: 'person', person }, format: 'json', file },
    });
    return [WORDS.written(out, rows), ...dueSentences(retention, 'soon')].join('\n');
  });
}

/** @throws CommandRefusal where nobody is found, or a text is that of several users */
function onePerson({ users, files, texts: places, owners }: FoundPerson, texts: readonly string[]) {
  const shared = owners.findIndex((each) => each.length > 1);
  if (shared >= 0) throw new CommandRefusal(WORDS.shared(texts[shared]!, owners[shared]!.length));
  if (users.length + files.length + places.length === 0) throw new CommandRefusal(WORDS.nobody);
  return [...new Set(owners.flat())];
}

function readHeldArguments(argv: readonly string[]): HeldArguments {
  const parsed = parsedArguments(argv);
  const [path, ...rest] = parsed.positionals;
  const { success, data: texts = [] } = personTexts.min(1).safeParse(parsed.values.for ?? []);
  const { out } = parsed.values;
  if (path === undefined || rest.length > 0 || out === undefined || !success)
    throw new CommandRefusal(WORDS.usage);
  if (!existsSync(path)) throw new CommandRefusal(WORDS.missing(path));
  if (existsSync(out)) throw new CommandRefusal(WORDS.taken(out));
  if (!existsSync(dirname(resolve(out)))) throw new CommandRefusal(WORDS.noFolder(out));
  return { path, texts, out };
}

function parsedArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: { for: { type: 'string', multiple: true }, out: { type: 'string' } },
    });
  } catch {
    throw new CommandRefusal(WORDS.usage);
  }
}
