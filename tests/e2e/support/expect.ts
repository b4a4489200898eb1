/**
 * Playwright's `expect`, which first waits until there is an element to look at. By itself it describes the whole page,
 * in case it gives up, each time it finds none, and a story waits for something to appear at every step. What is told
 * when it fails is the same.
 */
import { expect as baseExpect, type Locator } from '@playwright/test';

/** Those that can only be so of an element that is there. */
const OF_AN_ELEMENT: ReadonlySet<string | symbol> = new Set([
  ...['toBeVisible', 'toBeAttached', 'toBeInViewport', 'toBeFocused'],
  ...['toBeChecked', 'toBeDisabled', 'toBeEditable', 'toBeEnabled'],
  ...['toContainText', 'toHaveText', 'toHaveValue', 'toHaveCSS', 'toHaveAttribute'],
  ...['toHaveAccessibleName', 'toHaveAccessibleDescription', 'toHaveRole'],
]);

type Matcher = (...given: unknown[]) => Promise<void>;

const isLocator = (value: unknown): value is Locator =>
  value !== null && typeof value === 'object' && 'waitFor' in value && 'elementHandle' in value;

/** Whether the expectation can only hold once there is an element: none may be hidden, and a list may be empty. */
function needsElement(name: string | symbol, given: readonly unknown[]): boolean {
  const [expected, options] =
    name === 'toBeAttached' || name === 'toBeVisible' ? [null, given[0]] : given;
  const said = options as { attached?: boolean; visible?: boolean } | undefined;
  return (
    OF_AN_ELEMENT.has(name) &&
    !Array.isArray(expected) &&
    said?.attached !== false &&
    said?.visible !== false
  );
}

/** What the last argument says, of all that take a time. */
function timeoutIn(given: readonly unknown[]): number | undefined {
  const last = given.at(-1);
  if (last === null || typeof last !== 'object') return undefined;
  return 'timeout' in last ? (last.timeout as number) : undefined;
}

function waitingFirst(assertions: object, locator: Locator): object {
  return new Proxy(assertions, {
    get(target, name) {
      const matcher: unknown = Reflect.get(target, name);
      if (typeof matcher !== 'function') return matcher;
      return function looked(...given: unknown[]) {
        const expectIt = () => (matcher as Matcher).apply(target, given);
        if (!needsElement(name, given)) return expectIt();
        const caller = { stack: '' };
        Error.captureStackTrace(caller, looked);
        return whereItIs(locator, timeoutIn(given), expectIt).catch((error: Error) => {
          // The story's line, not one of this file.
          error.stack = `${error.name}: ${error.message}${caller.stack.slice(caller.stack.indexOf('\n'))}`;
          throw error;
        });
      };
    },
  });
}

async function whereItIs(
  locator: Locator,
  timeout: number | undefined,
  expectIt: Matcher,
): Promise<void> {
  // One of several, or one that never comes: what follows says so in its own words.
  await locator
    .waitFor({ state: 'attached', ...(timeout === undefined ? {} : { timeout }) })
    .catch(() => {});
  await expectIt();
}

export const expect: typeof baseExpect = new Proxy(baseExpect, {
  apply(target, self, given: [unknown, ...unknown[]]) {
    const assertions = Reflect.apply(target as never, self, given) as object;
    return isLocator(given[0]) ? waitingFirst(assertions, given[0]) : assertions;
  },
});
