/**
 * Stands in for the native dialogs, which a test can't operate: answers are put in a queue in main
 * and taken by the next dialog of the kind. launch.ts installs it; tests use it through `desk`. A
 * dialog without an answer is cancelled and noted, so that the test fails.
 */
import type { ElectronApplication } from '@playwright/test';

export interface ShownDialog {
  readonly kind: 'open' | 'save' | 'question';
  readonly title: string;
  readonly answered: boolean;
  /** The folder and name that the dialog suggested. */
  readonly defaultPath: string;
  readonly extensions: readonly string[];
}

/** One of the three, for the next dialog of its kind. */
export interface DialogAnswer {
  readonly open?: readonly string[];
  readonly save?: string | null;
  readonly button?: string;
}

interface Store {
  readonly answers: DialogAnswer[];
  readonly shown: ShownDialog[];
}

/** Runs in main: the whole of it is sent there as text, so it can use nothing from out here. */
function replaceDialogs({ dialog }: typeof import('electron')): void {
  const store: Store = { answers: [], shown: [] };
  Object.assign(globalThis, { preparedDialogs: store });
  const take = (key: keyof DialogAnswer) => {
    const index = store.answers.findIndex((answer) => key in answer);
    return index < 0 ? undefined : store.answers.splice(index, 1)[0];
  };
  // biome-ignore lint/suspicious/noExplicitAny: Electron overloads each of these with and without a window
  const optionsOf = (given: any[]) => given[given.length - 1];
  const note = (kind: ShownDialog['kind'], given: unknown[], answered: boolean) => {
    const { title, message, defaultPath = '', filters = [] } = optionsOf(given);
    const extensions = filters.flatMap((each: { extensions: string[] }) => each.extensions);
    store.shown.push({ kind, title: title ?? message ?? '', answered, defaultPath, extensions });
  };
  Object.assign(dialog, {
    async showOpenDialog(...given: unknown[]) {
      const answer = take('open');
      note('open', given, answer !== undefined);
      const filePaths = answer?.open ?? [];
      return { canceled: filePaths.length === 0, filePaths };
    },
    async showSaveDialog(...given: unknown[]) {
      const answer = take('save');
      note('save', given, answer !== undefined);
      return { canceled: !answer?.save, filePath: answer?.save ?? '' };
    },
    async showMessageBox(...given: unknown[]) {
      const answer = take('button');
      note('question', given, answer !== undefined);
      const { buttons = [], cancelId = 0 } = optionsOf(given);
      const response = answer ? buttons.indexOf(answer.button) : cancelId;
      if (response < 0) throw new Error('The question has no such button');
      return { response, checkboxChecked: false };
    },
  });
}

const storeIn = async (app: ElectronApplication): Promise<Store> =>
  app.evaluate(() => (globalThis as unknown as { preparedDialogs: Store }).preparedDialogs);

export const preparedDialogs = {
  install: (app: ElectronApplication): Promise<void> => app.evaluate(replaceDialogs),
  answer: (app: ElectronApplication, answer: DialogAnswer): Promise<void> =>
    app.evaluate((_electron, given) => {
      (globalThis as unknown as { preparedDialogs: Store }).preparedDialogs.answers.push(given);
    }, answer),
  shown: async (app: ElectronApplication): Promise<readonly ShownDialog[]> =>
    (await storeIn(app)).shown,
  unanswered: async (app: ElectronApplication): Promise<readonly ShownDialog[]> =>
    (await storeIn(app)).shown.filter((each) => !each.answered),
} as const;
