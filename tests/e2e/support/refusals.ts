/**
 * What the security tests ask of a running program: was a rule enforced, and with which words. Every
 * refusal leaves a line with the rule's name in the log.
 */
import type { Page } from '@playwright/test';
import { type Desk, expect } from './launch.ts';

/** Chromium reports each refusal on the console; not an error where the refusal is the point. */
export const REFUSED_BY_CHROMIUM = /Refused|Content Security Policy|Not allowed|ERR_|violates/;

export const refusals = (desk: Desk, rule: string): number =>
  desk.log().split(`refused ${rule}\n`).length - 1;

export const expectRefused = (desk: Desk, rule: string) =>
  expect.poll(() => refusals(desk, rule), { message: `refused ${rule}` }).toBeGreaterThan(0);

/** What is done is refused by that rule, once more than before. */
export async function expectRefusal(desk: Desk, rule: string, act: () => Promise<unknown>) {
  const before = refusals(desk, rule);
  await act();
  const message = `refused ${rule}`;
  await expect.poll(() => refusals(desk, rule), { message }).toBeGreaterThan(before);
}

/** What a call of the bridge was refused with; fails when it wasn't. */
export function refusedWith(page: Page, call: string): Promise<string> {
  return page.evaluate(
    `(async () => ${call})().then((value) => 'allowed: ' + JSON.stringify(value), (error) => error.message)`,
  );
}
