/**
 * From an erasing that has ended to its certificate, as PDF and as JSON, in at most three clicks. A proof that a librarian
 * can't hand over proves nothing to whoever asked to be erased.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { look } from './support/axe.ts';
import { expect, test } from './support/launch.ts';
import {
  AUTUMN_PURGE,
  approveCandidates,
  CANDIDATE_HEADINGS,
  submitJob,
} from './support/purging.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';
import { crowded, sizeWindow } from './support/window.ts';

test.use({ program: 'shared' });

const ROWS = [
  CANDIDATE_HEADINGS,
  ['user0001', 'Abbott', 'Alumni', '2015-01-31', 'No'],
  ['user0002', 'Burns', 'Graduate', '2015-02-28', 'No'],
];
test('a librarian erases somebody and hands over the certificate', async ({ desk }) => {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Candidates.csv', ROWS);
  await approveCandidates(page);
  await submitJob(page, AUTUMN_PURGE);
  await go(page, 'User cleanup');
  await page.getByRole('button', { name: 'Purge…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('it has to be proved');
  await page.keyboard.type('1');
  await dialog.getByRole('button', { name: 'Purge for good' }).click();
  await desk.begunAnew();
  await page.getByText('Purge requests', { exact: true }).click();
  await expect(page.getByRole('button', { name: /^Certificate \(PDF\) of/ })).toBeVisible();
  await look(page, 'Purge requests');
  await sizeWindow(desk, 900, 700);
  await expect.poll(() => crowded(page.getByRole('table'))).toEqual([]);
  const path = (name: string) => join(desk.folder, name);
  await desk.answerSave(path('Certificate.pdf'));
  await page.getByRole('button', { name: /^Certificate \(PDF\) of/ }).click();
  await expect.poll(() => existsSync(path('Certificate.pdf'))).toBe(true);
  const pdf = readFileSync(path('Certificate.pdf'), 'latin1');
  expect(pdf.startsWith('%PDF')).toBe(true);
  await desk.answerSave(path('Certificate.json'));
  await page.getByRole('button', { name: /^JSON certificate of/ }).click();
  await expect.poll(() => existsSync(path('Certificate.json'))).toBe(true);
  const { certificate, sha256 } = JSON.parse(readFileSync(path('Certificate.json'), 'utf8'));
  expect(certificate.search).toMatchObject({ findings: 0, notRead: 0 });
  const places = certificate.search.places.map(({ place }: { place: string }) => place);
  expect(places).toEqual(expect.arrayContaining(['rows', 'file', 'settings', 'logs']));
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);

  await go(page, 'Inbox');
  await expect(page.getByRole('button', { name: /^JSON certificate of/ })).toBeVisible();
  await look(page, 'Inbox with a certificate');
});
