/**
 * One tab stop for a group of controls, as in a toolbar: arrow keys go from one to the next, Home and End to the first
 * and last; Tab leaves. The one that had the keyboard last has it again.
 */
import { type RefObject, useLayoutEffect } from 'react';

/** What is in an open menu or popover has its own order. */
const CONTROLS =
  'button:not(:disabled), input:not(:disabled), select:not(:disabled), a[href], [role="button"]:not([aria-disabled="true"])';
const ELSEWHERE = '[role="dialog"], [role="menu"], [role="listbox"]';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** @param orientation which arrows go on: those across would scroll, or move the cursor in a text */
export function useRovingTabs(
  group: RefObject<HTMLElement | null>,
  orientation: 'horizontal' | 'vertical' = 'horizontal',
): void {
  useLayoutEffect(() => {
    const element = group.current;
    if (!element) return;
    let current: HTMLElement | undefined;

    // checkVisibility, because asking for an offset would lay out each row of a long list that is out of sight.
    const controls = () =>
      [...element.querySelectorAll<HTMLElement>(CONTROLS)].filter(
        (each) => !each.closest(ELSEWHERE) && each.checkVisibility(),
      );
    const arrange = () => {
      const all = controls();
      if (!current || !all.includes(current)) current = all[0];
      for (const each of all) {
        const tabIndex = each === current ? 0 : -1;
        if (each.tabIndex !== tabIndex) each.tabIndex = tabIndex;
      }
    };
    const onFocus = (event: FocusEvent) => {
      const control = (event.target as HTMLElement).closest<HTMLElement>(CONTROLS);
      if (!control || control === current || !controls().includes(control)) return;
      current = control;
      arrange();
    };
    const onKey = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (!step || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (isAcross(event.key, orientation)) return;
      const target = event.target as HTMLElement;
      if (target instanceof HTMLInputElement && !leavesText(target, event.key)) return;
      const all = controls();
      const at = all.indexOf(target);
      if (at < 0) return;
      event.preventDefault();
      all[step(at, all.length)]?.focus();
    };

    arrange();
    const observer = new MutationObserver(arrange);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    const sizes = new ResizeObserver(arrange);
    sizes.observe(element);
    element.addEventListener('focusin', onFocus);
    element.addEventListener('keydown', onKey);
    return () => {
      observer.disconnect();
      sizes.disconnect();
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('keydown', onKey);
    };
  }, [group, orientation]);
}

function isAcross(key: string, orientation: 'horizontal' | 'vertical'): boolean {
  return orientation === 'horizontal'
    ? key === 'ArrowUp' || key === 'ArrowDown'
    : key === 'ArrowLeft' || key === 'ArrowRight';
}

/** Arrows and Home belong to the text as long as the cursor can move in it. */
function leavesText(input: HTMLInputElement, key: string): boolean {
  if (input.type !== 'text' && input.type !== 'search') return true;
  const { selectionStart, selectionEnd, value } = input;
  if (selectionStart !== selectionEnd) return false;
  if (key === 'ArrowLeft') return selectionStart === 0 && value === '';
  return key === 'ArrowRight' && selectionStart === value.length;
}
