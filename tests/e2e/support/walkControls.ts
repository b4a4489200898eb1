/**
 * Presses, types into and chooses whatever stands on some places of the program, and tells what was barred there and
 * which requests left the page. What a walk has pressed once, it doesn't press again. It never judges what it saw.
 */
import { type Page, test } from '@playwright/test';

/** @param timeout how long it waits for what it leads by, in milliseconds */
export type Step = (page: Page, timeout: number) => Promise<unknown>;

export interface Place {
  readonly name: string;
  readonly screen: string;
  /** From the screen to the place. */
  readonly step?: Step;
}

export interface Walk {
  readonly page: Page;
  /** Loads the page again, and waits until it is ready. Filters are gone with the old one. */
  reload(): Promise<void>;
  /** Takes back what stays with a screen also then, a filter by decision for example. */
  showAll(): Promise<void>;
}

export interface Walked {
  /** The words of what is out of use and says why. */
  readonly barred: ReadonlySet<string>;
  /** The words of what is in use. */
  readonly inUse: ReadonlySet<string>;
  readonly requests: ReadonlySet<string>;
}

interface Control {
  readonly key: string;
  readonly words: string;
  readonly typed: boolean;
}

/** What is on screen, as far as the walk can tell it from something else. */
interface Sight {
  readonly title: string;
  /** Of each control; equal where nothing has come, gone, opened or been ticked. */
  readonly state: string;
  readonly controls: readonly Control[];
  readonly barred: readonly string[];
}

/** What the page does for the walk. */
interface InPage {
  readonly walker: {
    readonly sent: ReadonlySet<string>;
    look(): Sight;
    press(key: string): boolean;
    settled(): Promise<void>;
    go(past: string, to: string): Promise<void>;
  };
}

/**
 * To call before the workspace is opened: the page notes its requests and can be walked from now on.
 * @param reason the title of what is out of use
 */
export async function prepareWalk(page: Page, reason: string): Promise<void> {
  await page.addInitScript(installWalker, reason);
  await page.reload();
}

/** Runs in the page, before anything of the program's own. */
function installWalker(reason: string): void {
  const [sent, unanswered] = [new Set<string>(), new Set<string>()];
  const post = MessagePort.prototype.postMessage as (...given: unknown[]) => void;
  MessagePort.prototype.postMessage = function (this: MessagePort, ...given: unknown[]) {
    const { i, p } = typeof given[0] === 'string' ? JSON.parse(given[0]) : {};
    if (p?.u) sent.add(String(p.u).replace(/^\//, '').replace('/', '.'));
    // Anything else takes a request back.
    if (p?.u) unanswered.add(i);
    else unanswered.delete(i);
    post.apply(this, given);
  };
  window.addEventListener('message', ({ data, ports }) => {
    if (data?.type !== 'purge-desk:engine-port') return;
    ports[0]?.addEventListener('message', (answer) => {
      if (typeof answer.data === 'string') unanswered.delete(JSON.parse(answer.data).i);
    });
  });

  const CONTROLS =
    'button, input, textarea, select, a[href], tr[tabindex], [role=menuitem], [role=option], [role=tab]';
  const STATES = ['aria-expanded', 'aria-selected', 'aria-checked', 'aria-pressed', 'aria-current'];
  const isShown = (each: Element) => each.getClientRects().length > 0;
  const isOff = (each: Element) => each.matches(':disabled, [data-disabled], [aria-disabled=true]');
  const wordsOf = (each: HTMLElement) => {
    const { labels } = each as HTMLInputElement;
    const own = each.ariaLabel ?? labels?.[0]?.textContent ?? each.textContent ?? each.title;
    return own.replace(/\d+/g, '0').trim();
  };
  const keyOf = (each: HTMLElement) =>
    `${each.tagName} ${(each as HTMLInputElement).type ?? ''} ${wordsOf(each)}`;
  const isTyped = (each: HTMLElement) =>
    each.matches('textarea, input:not([type=checkbox], [type=radio])') &&
    each.getAttribute('aria-haspopup') !== 'listbox';
  const stateOf = (each: HTMLElement) => [
    ...[keyOf(each), isOff(each), (each as HTMLInputElement).checked],
    ...STATES.map((name) => each.getAttribute(name)),
  ];
  /** In a dialog or menu where one is open, otherwise on the screen. */
  const shown = () => {
    const over = [
      ...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]'),
    ].filter(isShown);
    const where = over.length > 0 ? over : [document.querySelector('main') ?? document.body];
    return where
      .flatMap((each) => [...each.querySelectorAll<HTMLElement>(CONTROLS)])
      .filter(isShown);
  };
  const isOn = (each: Element) => !isOff(each);

  const frame = () => new Promise((done) => requestAnimationFrame(done));
  /** Until what was asked is answered, and nothing has changed for a moment. */
  const settled = async () => {
    let still = 0;
    const observer = new MutationObserver(() => {
      still = 0;
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    const isBusy = () =>
      unanswered.size > 0 ||
      document.querySelector('main .mantine-Skeleton-root[data-visible]') !== null;
    for (let n = 0; n < 300 && still < 4; n++) {
      await frame();
      still = isBusy() ? 0 : still + 1;
    }
    observer.disconnect();
  };

  const walker: InPage['walker'] = {
    sent,
    settled,
    look() {
      const seen = shown();
      return {
        title: document.querySelector('main h1')?.textContent ?? '',
        state: JSON.stringify(seen.map(stateOf)),
        controls: seen
          .filter(isOn)
          .map((each) => ({ key: keyOf(each), words: wordsOf(each), typed: isTyped(each) })),
        barred: seen
          .filter(
            (each) => isOff(each) && each.closest('[title]')?.getAttribute('title') === reason,
          )
          .map(wordsOf),
      };
    },
    press(key) {
      const wanted = shown().find((each) => isOn(each) && keyOf(each) === key);
      wanted?.focus();
      wanted?.click();
      return wanted !== undefined;
    },
    async go(past, to) {
      for (const name of [past, to]) {
        for (const each of document.querySelectorAll<HTMLElement>('nav button, nav a'))
          if (each.textContent?.startsWith(name)) each.click();
        await frame();
        await frame();
      }
      await settled();
    },
  };
  Object.assign(window, { walker });
}

const settled = (page: Page) => page.evaluate(() => (window as unknown as InPage).walker.settled());

/** @returns whether it was there */
async function press(page: Page, { key, typed }: Control): Promise<boolean> {
  const found = await page.evaluate(
    (wanted) => (window as unknown as InPage).walker.press(wanted),
    key,
  );
  if (found && typed) {
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    // What narrows a list must not hide it from what is pressed next.
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Enter');
  }
  await settled(page);
  return found;
}

/** @returns whether there was something to close */
async function closeOverlays(page: Page): Promise<boolean> {
  const overlays = page.locator('[role=dialog], [role=menu], [role=listbox]');
  let n = 0;
  for (; n < 4 && (await overlays.count()) > 0; n++) await page.keyboard.press('Escape');
  return n > 0;
}

/** Anew, past another screen: whatever was open on it is closed. */
async function go(page: Page, screen: string): Promise<void> {
  await closeOverlays(page);
  await page.evaluate(([past, to]) => (window as unknown as InPage).walker.go(past, to), [
    screen === 'Reports' ? 'Settings' : 'Reports',
    screen,
  ] as const);
}

/** Then what was pressed before may have hidden what a step leads by. */
const SOON = 3000;
const LONG = 60_000;

/** Goes to each place and presses what is there, then what comes of it; or looks at what is there alone. */
export async function walkControls(
  walk: Walk,
  places: readonly Place[],
  how: 'press' | 'look',
): Promise<Walked> {
  const { page } = walk;
  const [pressed, barred, inUse] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const requests = new Set<string>();
  const reload = async () => {
    const sent = await page.evaluate(() => [...(window as unknown as InPage).walker.sent]);
    for (const request of sent) requests.add(request);
    await walk.reload();
  };
  const see = async () => {
    const sight = await page.evaluate(() => (window as unknown as InPage).walker.look());
    for (const words of sight.barred) barred.add(words);
    for (const { words } of sight.controls) inUse.add(words);
    return sight;
  };
  for (const { name, screen, step } of places)
    await test.step(name, async () => {
      const enter = async () => {
        await go(page, screen);
        // What was pressed may have filtered everybody away.
        await step?.(page, SOON).catch(async () => {
          await reload();
          await go(page, screen);
          await walk.showAll();
          await step(page, LONG);
        });
        await settled(page);
        return see();
      };
      if (how === 'press') await reload();
      const sight = await enter();
      if (how === 'press') await pressAll({ page, pressed, see, enter }, sight);
    });
  await reload();
  return { barred, inUse, requests };
}

interface Round {
  readonly page: Page;
  readonly pressed: Set<string>;
  see(): Promise<Sight>;
  /** Leads to where the round begins. */
  enter(): Promise<Sight>;
}

/** Printing has a window of its own; the rest of these leaves the workspace. */
const NOT_PRESSED = /Print|Close|Open for reading|New workspace|^BUTTON {2}Open$|Clear list/;

/**
 * Presses what hasn't been pressed anywhere, and then what comes of it on the same screen. Other screens have their own
 * turn. Where a press has changed what is on screen, the next one begins anew.
 */
async function pressAll(round: Round, entered: Sight, deep = 0): Promise<void> {
  const { page, pressed, see } = round;
  const isNew = ({ key }: Control) => !pressed.has(key) && !NOT_PRESSED.test(key);
  let start = entered;
  const isBack = async () => (await see()).state === start.state;
  const back = async () => {
    if (await isBack()) return;
    if (await closeOverlays(page)) {
      await settled(page);
      if (await isBack()) return;
    }
    start = await round.enter();
  };
  for (const control of entered.controls.filter(isNew)) {
    if (pressed.has(control.key)) continue;
    await back();
    let found = await press(page, control);
    if (!found) {
      // A menu, for example, that closed as rows came.
      start = await round.enter();
      found = await press(page, control);
    }
    // Otherwise it may be there in another place.
    if (!found) continue;
    pressed.add(control.key);
    const now = await see();
    if (deep === 1 || now.title !== start.title || !now.controls.some(isNew)) continue;
    const enter = async () => {
      await back();
      await press(page, control);
      return see();
    };
    await pressAll({ ...round, enter }, now, deep + 1);
  }
}
