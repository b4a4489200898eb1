/**
 * A picture of the page knows where its words stand: who is purged for good is blanked in it, whoever stood beside them and
 * the settings stay as they were. A name that stays legible, or a picture that loses what it proves, is found here by its
 * pixels.
 */
import type { Page } from '@playwright/test';
import { holdStill } from './support/axe.ts';
import { askEngine } from './support/enginePort.ts';
import { type Desk, expect, test } from './support/launch.ts';
import {
  AUTUMN_PURGE,
  approveCandidates,
  CANDIDATE_HEADINGS,
  submitJob,
} from './support/purging.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const ROWS = [
  CANDIDATE_HEADINGS,
  ['qux-1001', 'Abernathy', 'Alumni', '2015-01-31', 'No'],
  ['qux-2002', 'Bellweather', 'Alumni', '2015-02-28', 'No'],
  ['qux-3003', 'Crumblethorpe', 'Alumni', '2015-03-31', 'No'],
  ['qux-4004', 'Dunderworth', 'Alumni', '2015-03-31', 'No'],
];
const ERASED = '3';

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the identifier of each listed user stands, by user number, and the dialog. */
function places(page: Page) {
  return page.evaluate(() => {
    const placeOf = (rect: DOMRect) => {
      const scale = window.devicePixelRatio;
      const { left, top, width, height } = rect;
      return {
        left: Math.floor(left * scale),
        top: Math.floor(top * scale),
        width: Math.ceil(width * scale),
        height: Math.ceil(height * scale),
      };
    };
    const rows = [...document.querySelectorAll('.ag-row')].flatMap((row) => {
      const cell = row.querySelector('[col-id="primary_identifier"]');
      if (!cell) return [];
      const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode()!;
      const range = document.createRange();
      range.selectNodeContents(text);
      return [[row.getAttribute('row-id') ?? '', placeOf(range.getBoundingClientRect())] as const];
    });
    const dialog = document.querySelector('[role="dialog"]')!.getBoundingClientRect();
    return { rows, dialog: placeOf(dialog), scale: window.devicePixelRatio };
  });
}

/** The colours that stand at a place of a picture, each with its number of pixels. */
function coloursAt(page: Page, dataUrl: string, place: Place) {
  return page.evaluate(
    async ({ dataUrl: url, place: { left, top, width, height } }) => {
      const image = new Image();
      image.src = url;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(left, top, width, height);
      const pixels = Array.from({ length: data.length / 4 }, (_, n) =>
        [...data.slice(n * 4, n * 4 + 3)].join(),
      );
      return { colours: [...new Set(pixels)].sort(), pixels: pixels.join(' ') };
    },
    { dataUrl, place },
  );
}

/** Of the page; the picture has the pixels of the window. */
const ZOOMS = [100, 125];

for (const zoom of ZOOMS)
  test(`who is purged for good is blanked in the pictures that show them, at ${zoom} %`, ({
    desk,
  }) => story(desk, zoom));

async function story(desk: Desk, zoom: number): Promise<void> {
  test.setTimeout(120_000);
  const { page, app } = desk;
  await holdStill(page);
  await newWorkspace(desk);
  await app.evaluate(({ BrowserWindow }, factor) => {
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(factor);
  }, zoom / 100);
  await addText(desk, 'Candidates.csv', ROWS);
  await approveCandidates(page);
  await submitJob(page, AUTUMN_PURGE);

  await go(page, 'User cleanup');
  const rows = page.locator('.ag-row');
  await expect(rows).toHaveCount(4);
  await rows.filter({ hasText: 'qux-2002' }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Restore 1 user' }).click();
  const restoring = page.getByRole('dialog', { name: /^Restore/ });
  await expect(restoring).toContainText('They are in this workspace again');
  const seen = await places(page);
  expect(seen.rows).toHaveLength(4);
  await restoring.getByRole('button', { name: 'Restore' }).click();
  await expect(rows).toHaveCount(3);
  const before = await askEngine(page, 'jobs.capture', { jobId: 2 });

  await rows.filter({ hasText: 'qux-3003' }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Purge…' }).click();
  const purging = page.getByRole('dialog', { name: 'Purge 1 user for good' });
  await expect(purging.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('1');
  await purging.getByRole('button', { name: 'Purge for good' }).click();
  await desk.begunAnew();
  const after = await askEngine(page, 'jobs.capture', { jobId: 2 });
  expect(after.sha256).not.toBe(before.sha256);

  await test.step('of the one nothing is left but the mark, of all others every pixel', async () => {
    for (const [userNo, all] of seen.rows) {
      // Behind the dialog nobody sees them.
      const place = { ...all, width: Math.min(all.width, seen.dialog.left - all.left) };
      const was = await coloursAt(page, before.dataUrl, place);
      const now = await coloursAt(page, after.dataUrl, place);
      expect(was.colours.length, userNo).toBeGreaterThan(4);
      if (userNo === ERASED) expect(now.colours).toEqual(['255,255,255', '92,92,92']);
      else expect(now.pixels, userNo).toBe(was.pixels);
    }
    // Its very edge belongs to the words that it cuts off.
    const { left, top, width, height } = seen.dialog;
    const inner = { left: left + 12, top: top + 12, width: width - 24, height: height - 24 };
    const was = await coloursAt(page, before.dataUrl, inner);
    expect((await coloursAt(page, after.dataUrl, inner)).pixels).toBe(was.pixels);
  });

  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(1);
  });
  await test.step('the picture of the purging itself is there, without them', async () => {
    const own = await askEngine(page, 'jobs.capture', { jobId: 3 });
    const first = seen.rows.find(([userNo]) => userNo === ERASED)![1];
    expect(own.width).toBe(before.width);
    expect(first.width).toBeGreaterThan(0);
    const { pictureErased } = await askEngine(page, 'jobs.report', { jobId: 3 });
    expect(pictureErased).toMatchObject([{ byJob: 3 }]);
    expect(pictureErased[0].places).toBeGreaterThan(0);
  });

  await test.step('the report tells of it', async () => {
    await go(page, 'Reports');
    await page
      .getByRole('button', { name: /Restore Users/ })
      .first()
      .click();
    await expect(page.getByText(/where users stood who were erased by job 3/)).toBeVisible();
    await expect(page.getByText(before.sha256)).toBeVisible();
  });
}
