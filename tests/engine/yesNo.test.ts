/**
 * Yes and No in the languages in which reports come. One that isn't read leaves everybody's role unknown, and nobody can
 * be approved but one by one; one that is read as the other lets staff go.
 */
import { expect, test } from 'vitest';
import { readYesNo } from '#engine/importing/read/readCell.ts';
import { newEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const PAIRS = [
  ['Yes', 'No'],
  ['Ja', 'Nein'],
  ['OUI', 'Non'],
  ['Sí', 'No'],
  ['Sì', 'No'],
  ['Sim', 'Não'],
  ['Ja', 'Nee'],
  ['Tak', 'Nie'],
  ['Kyllä', 'Ei'],
  ['Evet', 'HAYIR'],
  ['Да', 'Нет'],
  ['כן', 'לא'],
  ['是', '否'],
  // Spreadsheets of their languages write cells that are true or false so.
  ['WAHR', 'FALSCH'],
  ['VRAI', 'FAUX'],
  ['VERDADERO', 'FALSO'],
] as const;

test('are read in many languages, however their accents are written', () => {
  for (const [yes, no] of PAIRS) {
    for (const form of ['NFC', 'NFD'] as const) {
      expect([yes, readYesNo(` ${yes.normalize(form)}`)]).toEqual([yes, { value: 1 }]);
      expect([no, readYesNo(`${no.normalize(form)} `)]).toEqual([no, { value: 0 }]);
    }
  }
  for (const text of ['maybe', 'Vielleicht', '?', '2'])
    expect(readYesNo(text)).toHaveProperty('error');
  expect(readYesNo(' ')).toEqual({ value: null });
});

test('so a German report tells who is staff, of whom it isn’t known, and that the others are none', async () => {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Purge Date', 'Last Name', 'Has Staff Role', 'User Group'],
    ['anna', '31.01.2020', 'Maier', 'Ja', 'Alumni'],
    ['bert', '31.01.2020', 'Maier', 'Nein', 'Alumni'],
    ['cleo', '31.01.2020', 'Maier', '', 'Alumni'],
    ['dora', '31.01.2020', 'Maier', 'vielleicht', 'Alumni'],
  ]);
  const flagsOf = async (id: string) => (await engine.user(id)).flags;
  expect(await flagsOf('anna')).toContain('staff-role');
  expect(await flagsOf('bert')).not.toContain('unknown-role');
  expect(await flagsOf('bert')).not.toContain('staff-role');
  for (const id of ['cleo', 'dora']) expect(await flagsOf(id)).toContain('unknown-role');
});
