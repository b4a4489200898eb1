/**
 * The institution is said once, in Settings: it is there after the program was closed, and from then on every screen
 * shows times and days on its clocks. A job that reads as run on another day than in the report is no proof.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { png } from '../support/pictures.ts';
import { holdStill, look } from './support/axe.ts';
import { callEngine, openEnginePort } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({
  deskOptions: {
    args: [],
    env: { TZ: 'Europe/Vienna', LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: '' },
  },
});

const CANDIDATES = [
  ['Primary Identifier', 'User Group', 'Purge Date', 'Has Role other than Patron and Instructor'],
  ['a01', 'Alumni', '2015-01-31', 'No'],
];

/** As Intl writes it, which the system does, too. */
const shownIn = (timeZone: string, instant: number) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone })
    .format(instant)
    .replace(/\s/g, ' ');

const section = (page: Page) => page.getByRole('region', { name: 'Institution' });

async function fillIn(page: Page): Promise<void> {
  const part = section(page);
  await part.getByLabel('Name of the institution').fill('Lakeside College Library');
  await part.getByLabel('Period').fill('Fall 2026');
  await part.getByLabel('Prepared by').fill('Robin Archer');
  const zone = part.getByRole('combobox', { name: 'Time zone' });
  await expect(zone).toHaveValue('This computer’s: Europe/Vienna (UTC+1)');
  await zone.fill('');
  await zone.pressSequentially('kiriti');
  const found = page.getByRole('option', { name: 'Pacific/Kiritimati (UTC+14)' });
  await expect(found).toHaveAttribute('data-combobox-selected');
  await page.keyboard.press('Enter');
  await expect(zone).toHaveValue('Pacific/Kiritimati (UTC+14)');
  await part.getByRole('combobox', { name: 'Delete user policy', exact: true }).click();
  await page.getByRole('option', { name: '3. Keep statistics and remove primary ID' }).click();
  await expect(part.getByText('Alma recommends it.')).toBeVisible();
  // As is usual where the system is of.
  await expect(part.getByRole('radio', { name: 'Letter' })).toBeChecked();
  await expect(part.getByText(/begins with Letter, .*\(United States\)\.$/)).toBeVisible();
  await part.getByText('A4', { exact: true }).click();
}

test('what is filled in stays, and times and days follow the zone', async ({ desk }) => {
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', CANDIDATES);
  const { page } = desk;
  await holdStill(page);

  await test.step('in Settings', async () => {
    await go(page, 'Settings');
    await fillIn(page);
    await expect
      .poll(async () => (await callEngine(page, 'settings.get')).body.institution)
      .toEqual({
        name: 'Lakeside College Library',
        period: 'Fall 2026',
        preparedBy: 'Robin Archer',
        timeZone: 'Pacific/Kiritimati',
        deletePolicy: 3,
        paper: 'A4',
      });
  });

  await test.step('the logo: what is none is refused, a picture is shown and can be removed', async () => {
    const part = section(page);
    const choose = (name: string, bytes: Buffer) => {
      const path = join(desk.folder, name);
      writeFileSync(path, bytes);
      return desk.answerOpen([path]);
    };
    await choose('logo.png', Buffer.from('no picture'));
    await part.getByRole('button', { name: 'Choose a logo' }).click();
    await expect(part.getByText(/neither a PNG nor a JPEG/)).toBeVisible();
    await choose('logo.png', png(240, 80));
    await part.getByRole('button', { name: 'Choose a logo' }).click();
    const picture = part.getByRole('img', { name: 'The logo of the institution' });
    await expect(picture).toBeVisible();
    await expect(part.getByText(/neither a PNG nor a JPEG/)).toBeHidden();
    expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(240);
    await look(page, 'the section Institution');
    await part.getByRole('button', { name: 'Remove the logo' }).click();
    await expect(picture).toBeHidden();
    await expect(part.getByRole('button', { name: 'Choose a logo' })).toBeFocused();
    await choose('logo.png', png(240, 80));
    await part.getByRole('button', { name: 'Choose a logo' }).click();
    await expect(picture).toBeVisible();
    await desk.screenshot('institution');
  });

  await test.step('after closing and opening again', async () => {
    await desk.restart();
    const { page } = desk;
    await openEnginePort(page);
    await go(page, 'Settings');
    const part = section(page);
    await expect(part.getByLabel('Name of the institution')).toHaveValue(
      'Lakeside College Library',
    );
    await expect(part.getByRole('combobox', { name: 'Time zone' })).toHaveValue(
      'Pacific/Kiritimati (UTC+14)',
    );
    await expect(part.getByRole('img', { name: 'The logo of the institution' })).toBeVisible();
  });

  await test.step('a set and the planned run are on its clocks, at once when it changes', async () => {
    const { page } = desk;
    const criteria = { op: 'all', of: [] };
    const origin = { from: 'filter', screen: 'users', words: 'Everybody' };
    const made = await callEngine(page, 'sets.create', { name: 'Everybody', criteria, origin });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const at: number = made.body.createdAt;
    await go(page, 'Sets');
    const time = page.locator('main time').first();
    const text = async () => (await time.innerText()).replace(/\s/g, ' ');
    await expect.poll(text).toBe(shownIn('Pacific/Kiritimati', at));
    await expect(time).toHaveAttribute(
      'title',
      `Line Islands Time (Pacific/Kiritimati, UTC+14) · ${new Date(at).toISOString()}`,
    );
    const { body: settings } = await callEngine(page, 'settings.get');
    const zone = async (timeZone: string) => {
      const institution = { ...settings.institution, timeZone };
      await callEngine(page, 'settings.save', { ...settings, institution });
    };
    await zone('Pacific/Pago_Pago');
    await expect.poll(text).toBe(shownIn('Pacific/Pago_Pago', at));

    await go(page, 'Settings');
    const today = page.getByRole('region', { name: 'Planned run' }).locator('time').first();
    const dayIn = (timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format();
    await expect(today).toHaveAttribute('datetime', dayIn('Pacific/Pago_Pago'));
    await zone('Pacific/Kiritimati');
    // Never the same day on both.
    await expect(today).toHaveAttribute('datetime', dayIn('Pacific/Kiritimati'));
  });
});
