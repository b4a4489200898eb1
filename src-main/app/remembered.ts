/**
 * What the pages remember on this computer, by name, in userData/remembered.json: a small file that is written whole, so
 * that what is forgotten is gone. Written a moment after it changes, and at the end of the program.
 */
import { z } from 'zod';
import { rememberedName, rememberedText } from '#shared/contract/desktopContract.ts';
import { storedJson } from './storedJson.ts';

const texts = z.record(rememberedName, rememberedText);
type Texts = z.infer<typeof texts>;

const asWords = (json: string) => json.replace(/\\[bfnrt]/g, ' ');

/** A column that is drawn wider tells of each step. */
const WRITE_AFTER_MS = 250;

export interface Remembered {
  all(): Texts;
  /** @param text null: nothing any more */
  set(name: string, text: string | null): void;
  /** What is remembered, as it may name somebody: what JSON writes instead of a line break begins no word. */
  texts(): readonly string[];
  /** Whatever is remembered in one of these texts goes. */
  forgetThese(gone: readonly string[]): void;
  /** What was to be written soon. */
  flush(): void;
}

export function rememberedByPages(file: string): Remembered {
  const stored = storedJson<Texts>(file, texts, {});
  const known = new Map(Object.entries(stored.read()));
  let waiting: NodeJS.Timeout | undefined;
  const flush = () => {
    if (!waiting) return;
    clearTimeout(waiting);
    waiting = undefined;
    stored.write(Object.fromEntries(known));
  };
  return {
    all: () => Object.fromEntries(known),
    set(name, text) {
      if (text === null) known.delete(name);
      else known.set(name, text);
      waiting ??= setTimeout(flush, WRITE_AFTER_MS).unref();
    },
    texts: () => [...known.values()].map(asWords),
    forgetThese(gone) {
      const named = [...known].filter(([, text]) => gone.includes(asWords(text)));
      if (named.length === 0) return;
      for (const [name] of named) known.delete(name);
      clearTimeout(waiting);
      waiting = undefined;
      stored.writeOver(Object.fromEntries(known));
    },
    flush,
  };
}
