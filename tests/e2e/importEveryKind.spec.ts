/**
 * Files of every kind that people have, dropped on the window together: each card says what is unclear in its file,
 * whoever might be meant to stay is held back, and nobody else is. A kind that is read in silence purges somebody whom
 * the librarian saw as kept.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { dropFiles } from './support/dropFiles.ts';
import { callEngine } from './support/enginePort.ts';
import { CUT_OFF, FILES_OF_KINDS, type FileOfKind } from './support/filesOfKinds.ts';
import { type Desk, expect, test } from './support/launch.ts';
import { go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

/** The machine may have much else to do. */
const TIMEOUT = { timeout: 60_000 };

const card = (desk: Desk, { name }: FileOfKind) =>
  desk.page.getByRole('region', { name, exact: true });

async function showDetails(place: Locator, name: string): Promise<void> {
  const folded = place.getByRole('button', { name, exact: true, expanded: false });
  const details = place.getByRole('button', { name: 'Show details' });
  await expect(folded.or(details)).toBeVisible(TIMEOUT);
  if (await folded.isVisible()) await folded.click();
  await details.click(TIMEOUT);
}

/** Drops files on the window and reads on their cards what is said of each. */
async function dropped(desk: Desk, files: readonly FileOfKind[]): Promise<void> {
  for (const { name, bytes } of files) writeFileSync(join(desk.folder, name), bytes);
  const paths = files.map(({ name }) => join(desk.folder, name));
  await dropFiles(desk.page, desk.page.locator('body'), paths);
  for (const file of files) {
    const { name, refused, says } = file;
    const state = refused ? 'failed' : 'checked';
    await expect(card(desk, file), name).toHaveAttribute('data-state', state, TIMEOUT);
    // Those of a file that is alone are open; of more than two, a card that asks nothing is folded.
    if (!refused && files.length > 1) await showDetails(card(desk, file), name);
    for (const sentence of says) await expect(card(desk, file), name).toContainText(sentence);
  }
}

test('files of every kind say what is unclear, and hold back just whom that concerns', async ({
  desk,
}) => {
  test.setTimeout(240_000);
  const { page } = desk;
  await newWorkspace(desk);
  await go(page, 'Import');
  for (const [what, files] of Object.entries(FILES_OF_KINDS)) {
    await test.step(what, async () => {
      await dropped(desk, files);
      await desk.screenshot(what);
      const readable = files.filter(({ refused }) => !refused);
      if (readable.length === 0) return;
      await page.getByRole('button', { name: `Add all ${readable.length} files` }).click();
      for (const file of readable) await expect(card(desk, file)).toHaveCount(0, TIMEOUT);
    });
  }

  await test.step('the rules exclude them and nobody else', async () => {
    await callEngine(page, 'review.applyRules');
    const candidates = await allCandidates(desk);
    const excluded = candidates.filter(({ decision }) => decision === 'excluded');
    const files = Object.values(FILES_OF_KINDS).flat();
    const held = files.flatMap((file) => Object.entries(file.held ?? {}));
    const flags = excluded.map((user) => [user.primary_identifier, user.flags]);
    expect(Object.fromEntries(flags)).toEqual(
      Object.fromEntries(held.map(([id, flag]) => [id, expect.arrayContaining([flag])])),
    );
    const users = new Map(candidates.map((user) => [user.primary_identifier, user]));
    for (const id of files.flatMap(({ free = [] }) => free))
      expect(users.get(id)?.decision, id).toBe('undecided');
    expect(users.get('withCents')?.balance).toBe(123_456);
    expect(users.get('aThousand')?.balance).toBe(100_000);
    expect(users.get('owesTwice')?.balance).toBe(700);
    expect(users.get('zone')?.purge_date).toBe('2021-10-31');
    expect(users.has('swallowed')).toBe(false);
    expect(users.has('Grand Total')).toBe(false);
  });
});

test('a file with as many rows as some exports write at most may have been cut', async ({
  desk,
}) => {
  await newWorkspace(desk);
  await go(desk.page, 'Import');
  await dropped(desk, [CUT_OFF]);
});

async function allCandidates({ page }: Desk): Promise<UserRow[]> {
  const rows: UserRow[] = [];
  for (;;) {
    const input = { criteria: CANDIDATES, sort: [], offset: rows.length, limit: 1000 };
    const { body } = await callEngine(page, 'users.page', input);
    rows.push(...body.rows);
    if (rows.length >= body.total) return rows;
  }
}
