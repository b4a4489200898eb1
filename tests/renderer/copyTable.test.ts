/**
 * What copying puts on the clipboard. A spreadsheet must get leading zeros, dates and amounts as they
 * are, each in its own cell, and never a formula out of a name.
 */
import { describe, expect, test, vi } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { extraColumnId } from '#shared/fields/extraColumns.ts';
import { type CopyCell, cellOf, decisionsText } from '../../src-renderer/grid/columns/cellText.ts';
import { oneLine, tableAsHtml, tableAsText } from '../../src-renderer/grid/copy/copyTable.ts';
import { pastedIdentifiers } from '../../src-renderer/grid/filter/pastedIdentifiers.ts';
import { pasteWords } from '../../src-renderer/grid/words/filter.ts';

const format = (decimals: number) => ({ decimals, zone: null });

// The counts are written as its system writes them.
vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const text = (value: string): CopyCell => ({ text: value, kind: 'text' });

describe('copied cells as text', () => {
  test('keeps one row a line and one cell a tab, whatever the cells hold', () => {
    const rows = [
      [text('a\tb'), text('c\r\nd\ne')],
      [text(''), text('f')],
    ];
    expect(tableAsText(['One', 'Two'], rows)).toBe('One\tTwo\r\na b\tc d e\r\n\tf');
  });

  test('marks text that a spreadsheet would take for a formula, and leaves amounts alone', () => {
    const risky = ['=1+1', '+44 20', '-x', '@sum', '\u00a0=2', '\t=3'];
    const row = (cells: CopyCell[]) => tableAsText([], [cells]).slice('\r\n'.length);
    for (const value of risky) expect(row([text(value)])).toBe(`'${oneLine(value)}`);
    expect(row([{ text: '-12.50', kind: 'money' }])).toBe('-12.50');
    expect(row([{ text: '-3', kind: 'number' }])).toBe('-3');
    expect(row([text('a=b')])).toBe('a=b');
  });
});

describe('copied cells as HTML', () => {
  test('says of identifiers and text that they are text, so that leading zeros stay', () => {
    expect(tableAsHtml([], [[text('00123')]])).toContain(
      `<td style="mso-number-format:'\\@'">00123</td>`,
    );
    expect(tableAsHtml([], [[text('=1+1')]])).toContain(`'\\@'">=1+1</td>`);
  });

  test('gives numbers without their decimal point being read as another country does', () => {
    const html = tableAsHtml([], [[{ text: '12.50', kind: 'money' }]]);
    expect(html).toContain('x:num="12.50"');
    expect(html).toContain('>12.50</td>');
    const formatOf = (amount: string) =>
      /number-format:'([^']*)'/.exec(tableAsHtml([], [[{ text: amount, kind: 'money' }]]))?.[1];
    expect(['12.50', '12.500', '12'].map(formatOf)).toEqual(['0\\.00', '0\\.000', '0']);
  });

  test('writes dates as dates that are shown as YYYY-MM-DD', () => {
    expect(tableAsHtml([], [[{ text: '2019-05-31', kind: 'date' }]])).toContain(
      `<td style="mso-number-format:'yyyy\\-mm\\-dd'">2019-05-31</td>`,
    );
  });

  test('lets no cell become markup or a row of its own, and keeps double spaces', () => {
    const html = tableAsHtml(['<b>'], [[text('</td><td>&"x\ny'), text('a  b ')]]);
    expect(html.match(/<td/g)).toHaveLength(2);
    expect(html).toContain('&lt;/td&gt;&lt;td&gt;&amp;&quot;x y');
    expect(html).toContain('&lt;b&gt;</th>');
    expect(html).toContain(
      'a<span style="mso-spacerun:yes">  </span>b<span style="mso-spacerun:yes"> </span>',
    );
  });
});

describe('the value of a cell', () => {
  const user = {
    primary_identifier: ' 00100 ',
    purge_date: '2019-05-31',
    balance: -5,
    loans: null,
    staff_role: false,
    candidate: true,
    deleted: false,
    decision: 'approved',
    staffConfirmed: true,
    flags: ['staff-role', 'boundary'],
    notes: 2,
    decisions: [
      { at: 0, by: 'Ana', decision: 'excluded', reason: 'Other', undone: false },
      { at: 0, by: 'Ana', decision: 'approved', reason: 'Other', undone: true },
      { at: 0, by: 'Ben', decision: 'undecided', reason: null, undone: false },
    ],
    extra: { 'Shoe size': '=44' },
  } as unknown as UserRow;

  test('is what the row holds, not what the grid writes', () => {
    expect(cellOf('primary_identifier', user, format(2))).toEqual(text(' 00100 '));
    expect(cellOf('purge_date', user, format(2))).toEqual({ text: '2019-05-31', kind: 'date' });
    expect(cellOf('balance', user, format(2))).toEqual({ text: '-0.05', kind: 'money' });
    expect(cellOf('balance', user, format(0))).toEqual({ text: '-5', kind: 'money' });
    expect(cellOf('balance', user, format(3))).toEqual({ text: '-0.005', kind: 'money' });
    expect(cellOf('staff_role', user, format(2))).toEqual(text('No'));
    expect(cellOf('flags', user, format(2))).toEqual(text('Staff role, On the last day'));
    expect(cellOf(extraColumnId('Shoe size'), user, format(2))).toEqual(text('=44'));
  });

  test('is empty where no report said anything, never zero', () => {
    expect(cellOf('loans', user, format(2))).toEqual(text(''));
    expect(cellOf(extraColumnId('Other'), user, format(2))).toEqual(text(''));
  });

  test('tells every decision that wasn’t undone with who made it, newest first', () => {
    expect(cellOf('decisions', user, format(2)).text).toMatch(
      /^Cleared, Ben, .+; Excluded \(Other\), Ana, .+$/,
    );
    expect(decisionsText(user)).toBe('Cleared; Excluded (Other)');
  });

  test('keeps staff approved one by one marked', () => {
    expect(cellOf('decision', user, format(2)).text).toBe('Approved, staff');
  });
});

describe('pasted identifiers', () => {
  test('are the first cells of the lines, each once, without the heading', () => {
    expect(
      pastedIdentifiers('\ufeffPrimary Identifier\tName\r\n00100\tAda\r\n\r\nabc\nABC \n 00100\n'),
    ).toEqual(['00100', 'abc']);
  });

  test('keep leading zeros and outer spaces as they came', () => {
    expect(pastedIdentifiers('00123\n123\n x1')).toEqual(['00123', '123', ' x1']);
  });

  test('are read back from what was copied here', () => {
    const copied = tableAsText(['Primary identifier'], [[text('=a1')], [text("'b")]]);
    expect(pastedIdentifiers(copied)).toEqual(['=a1', "'b"]);
  });

  test('are all accounted for: found, of them purged, unknown', () => {
    expect(pasteWords.found(3, 0, 0)).toBe('3 pasted identifiers found.');
    expect(pasteWords.found(2, 1, 0)).toBe('2 pasted identifiers found, 1 of them purged.');
    expect(pasteWords.found(2, 1, 1)).toBe('2 found, 1 of them purged, 1 unknown.');
    expect(pasteWords.found(2, 0, 2)).toBe('2 found, 2 unknown.');
    expect(pasteWords.found(0, 0, 1)).toBe('Nobody has the pasted identifier.');
    expect(pasteWords.found(0, 0, 2)).toBe('Nobody has any of the 2 pasted identifiers.');
  });

  test('may be called like a heading when it is the only one', () => {
    expect(pastedIdentifiers('username')).toEqual(['username']);
    expect(pastedIdentifiers(' \n\t\n')).toEqual([]);
  });
});
