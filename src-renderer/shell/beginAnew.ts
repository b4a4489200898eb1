/**
 * After people were erased the page is loaded anew: whatever showed them, in whichever store, list or field, is gone with
 * the page that was. It waits until nobody is typing or answering, and the new page stands where the old one did.
 */
import type { EngineEvent } from '#shared/contract/shapes/events.ts';
import { keepPlace } from '../place/navigation.ts';

const ASK_EVERY_MS = 400;
/** Whoever has typed a moment ago goes on typing. */
const TYPING_MS = 5000;

type JobEnd = Extract<EngineEvent, { type: 'job.finished' | 'job.failed' }>;

/** Under this name in the storage of the session, which is in memory. */
const LAST_END = 'lastEnd';

let waiting: ReturnType<typeof setInterval> | undefined;
let lastEnd: JobEnd | undefined;
let typedAt = Number.NEGATIVE_INFINITY;
const typedInto = new Set<Element>();

/** Once nothing would be lost by it. */
export function beginAnew(): void {
  waiting ??= setInterval(() => {
    if (!isFree()) return;
    clearInterval(waiting);
    keepPlace();
    if (lastEnd) sessionStorage.setItem(LAST_END, JSON.stringify(lastEnd));
    location.reload();
  }, ASK_EVERY_MS);
}

/** The message of it goes with the page, and comes again in the next. */
export function noteEnd(end: JobEnd): void {
  lastEnd = end;
}

/** Of a job that ended just before the page was loaded anew; told once. */
export function endBefore(): JobEnd | undefined {
  const kept = sessionStorage.getItem(LAST_END);
  sessionStorage.removeItem(LAST_END);
  return kept === null ? undefined : (JSON.parse(kept) as JobEnd);
}

/** Listens for as long as the page lives. */
export function watchTyping(): void {
  window.addEventListener('input', ({ target }) => {
    typedAt = performance.now();
    if (target instanceof HTMLTextAreaElement) typedInto.add(target);
  });
}

function isFree(): boolean {
  if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return false;
  const isTyped = (each: Element) =>
    each.isConnected && each instanceof HTMLTextAreaElement && each.value !== '';
  if ([...typedInto].some(isTyped)) return false;
  const isTyping = document.activeElement instanceof HTMLInputElement;
  return !isTyping || performance.now() - typedAt > TYPING_MS;
}
