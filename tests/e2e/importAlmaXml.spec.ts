/**
 * Users from Alma's XML, in the real program: chosen like any other file, checked, added, and shown with the number of
 * the user in the file; what is never taken in is told.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildZip } from '../support/workbookBuilder.ts';
import { expect, test } from './support/launch.ts';

test.use({ program: 'shared' });

const user = (id: string, more: string): string =>
  `<user><primary_id>${id}</primary_id><last_name>Reed ${id}</last_name><user_group desc="Alumni">11</user_group>
  <record_type desc="Public">PUBLIC</record_type><status desc="Active">ACTIVE</status><gender desc="Female">F</gender>${more}</user>`;
const BLOCKS = `<user_blocks><user_block><block_type desc="General">GENERAL</block_type><block_description desc="Lost card">01</block_description>
  <block_status>ACTIVE</block_status><block_note>Litigation pending</block_note></user_block></user_blocks>`;

test('a ZIP of XML is checked and added; its users have their details', async ({ desk }) => {
  const { page } = desk;
  await desk.answerSave(join(desk.folder, 'Alma.purgedesk'));
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByRole('navigation').getByText('Import').click();
  const path = join(desk.folder, 'export.zip');
  const first = `<users>${user('u1', '<later>kept</later>')}${user('u2', BLOCKS)}</users>`;
  const second = `<?xml version="1.0"?>\n<users>${user('u3', '')}</users>`;
  writeFileSync(
    path,
    buildZip([
      { name: 'users_1.xml', content: first },
      { name: 'users_2.xml', content: second },
    ]),
  );
  await desk.answerOpen([path]);
  await desk.menu('import.choose');
  const card = page.getByRole('region', { name: 'export.zip', exact: true });
  await expect(card).toContainText('Alma’s XML, 2 files in a ZIP');
  await expect(
    card.locator('dl > div').filter({ hasText: 'Identifiers' }).locator('dd'),
  ).toHaveText('3');
  await expect(card).not.toContainText('no headings');
  await expect(card.getByText('Left in the file.')).toBeVisible();
  await expect(card.getByText('Elements kept as they are.')).toBeVisible();
  await page.getByRole('button', { name: 'Add facts of 3 users' }).click();
  const added = page.getByRole('region', { name: 'What was added' });
  await expect(added).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Quick search' }).fill('u2');
  await page.getByRole('dialog').getByText('Reed u2').click();
  await expect(page.getByRole('row', { name: /^User group/ })).toContainText('export.ziprow 2');
  await page.getByRole('tab', { name: /^Blocks/ }).click();
  await expect(page.getByRole('tabpanel')).toContainText('Litigation pending');
  await expect(page.getByRole('tabpanel')).toContainText('Lost card');
});
