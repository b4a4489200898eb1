/**
 * A set file whose identifiers Alma wouldn't find as they stand: said before it is written, and written clean by the
 * librarian's word alone. A file written as it is without a sentence makes a set in Alma that lacks users.
 */
import { join } from 'node:path';
import { readBack } from '../support/readBack.ts';
import { callEngine } from './support/enginePort.ts';
import { expect, test } from './support/launch.ts';
import { addText, go, newWorkspace } from './support/reviewing.ts';

test.use({ program: 'shared' });

const CANDIDATES = [
  ['Primary Identifier', 'Last Name', 'User Group', 'Purge Date', 'Has Staff Role'],
  ...['plain', 'spaced ', '4711.0', 'no\u00a0break'].map((id) => [
    id,
    'Berg',
    'Alumni',
    '2019-05-31',
    'No',
  ]),
];

test('odd identifiers are told before the file is written, and written clean on request', async ({
  desk,
}) => {
  const { page } = desk;
  await newWorkspace(desk);
  await addText(desk, 'Purge dates.csv', CANDIDATES);
  const criteria = { op: 'membership', value: 'candidate' };
  const origin = { from: 'review', users: 'all' };
  await callEngine(page, 'sets.create', { name: 'To purge', criteria, origin });
  await go(page, 'Sets');
  await page.getByRole('table', { name: 'Sets' }).getByText('To purge').click();

  const exported = async (name: string, clean: boolean) => {
    const target = join(desk.folder, name);
    await page.getByRole('button', { name: 'Export set file', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Export set file' });
    await expect(form).toContainText('Alma would not find 3 identifiers as written in the files');
    await expect(form).toContainText('1 written as a decimal number: 4711.0 → 4711');
    const asked = form.getByRole('checkbox', { name: 'Write these 3 clean' });
    await expect(asked).not.toBeChecked();
    if (clean) await asked.check();
    await desk.answerSave(target);
    await form.getByRole('button', { name: 'Export 4 users' }).click();
    const told = clean ? '3 of them written clean' : '3 of them in a form that Alma may not find';
    await expect(page.getByRole('alert').filter({ hasText: told })).toBeVisible();
    const [sheet] = await readBack(target);
    return sheet!.rows.map(([first]) => first);
  };
  expect(await exported('As it is.xlsx', false)).toEqual([
    'USERNAME',
    'plain',
    'spaced ',
    '4711.0',
    'no\u00a0break',
  ]);
  expect(await exported('Clean.xlsx', true)).toEqual([
    'USERNAME',
    'plain',
    'spaced',
    '4711',
    'no break',
  ]);
});
