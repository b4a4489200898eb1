/**
 * How the engine reaches the program around it: main has the settings and the logs. The writer asks the serving thread,
 * which asks main; here are both ends. Must never tell main of anybody: it is handed texts of its own alone.
 */
import { randomUUID } from 'node:crypto';
import type { EngineToMain, MainToEngine } from '#shared/contract/desktopContract.ts';
import type { ProgramKnown } from '#shared/contract/program.ts';
import type { Program } from '../program.ts';
import type { Ask, Writing } from '../writer/task.ts';

type Question = { readonly about: 'program' } | { readonly forget: readonly string[] };

/** The program as the writer reaches it. */
export function programOf({ ask }: Pick<Writing, 'ask'>): Program {
  const asked = (question: Question) => ask(question);
  return {
    known: async () => (await asked({ about: 'program' })) as ProgramKnown,
    async forget(texts) {
      if (texts.length > 0) await asked({ forget: texts });
    },
  };
}

/** What the serving thread answers the writer. */
export function answeringWith(program: Program): Ask {
  return async (question) => {
    const asked = question as Question;
    return 'forget' in asked ? program.forget(asked.forget) : program.known();
  };
}

type Answered = Extract<MainToEngine, { type: 'program.answered' }>;

/** The program as main has it. */
export function mainProgram(tell: (message: EngineToMain) => void) {
  const waiting = new Map<string, (known: ProgramKnown) => void>();
  const asked = (message: (askId: string) => EngineToMain) =>
    new Promise<ProgramKnown>((resolve) => {
      const askId = randomUUID();
      waiting.set(askId, resolve);
      tell(message(askId));
    });
  const program: Program = {
    known: () => asked((askId) => ({ type: 'program.asked', askId })),
    async forget(texts) {
      await asked((askId) => ({ type: 'program.forget', askId, texts }));
    },
  };
  return {
    program,
    answered({ askId, known }: Answered): void {
      waiting.get(askId)?.(known);
      waiting.delete(askId);
    },
  };
}
