/** What the engine asks main to print: each answer reaches its own question, failures are refusals, cancelling is told. */
import { expect, test } from 'vitest';
import type { EngineToMain } from '#shared/contract/desktopContract.ts';
import { mainPrinter } from '../../src-main/engine/session/printer.ts';

const PAGES = { paper: 'A4', title: 'Report', dialog: false } as const;

function printing() {
  const told: EngineToMain[] = [];
  const printer = mainPrinter((message) => told.push(message));
  const ids = () =>
    told.flatMap((message) => (message.type === 'print.wanted' ? message.printId : []));
  const answer = (n: number, pdf: Uint8Array | null, failure: 'late' | 'cancelled' | null) =>
    printer.done({ type: 'print.done', printId: ids()[n] ?? '', pdf, failure });
  return { told, printer, ids, answer };
}

test('each answer reaches its own question, in whatever order', async () => {
  const { printer, answer } = printing();
  const both = [printer.print('<p>1', PAGES), printer.print('<p>2', { ...PAGES, dialog: true })];
  answer(1, null, null);
  answer(0, new Uint8Array([1]), null);
  expect(await Promise.all(both)).toEqual([new Uint8Array([1]), null]);
});

test('a failure is a refusal that says why', async () => {
  const { printer, answer } = printing();
  const asked = printer.print('<p>', PAGES);
  answer(0, null, 'late');
  await expect(asked).rejects.toMatchObject({
    code: 'export.notPrinted',
    values: { failure: 'late' },
  });
});

test('cancelling is told to main and ends with the reason of who cancelled; before, nothing is asked', async () => {
  const { told, printer, ids, answer } = printing();
  const cancel = new AbortController();
  const why = new Error('cancelled here');
  const asked = printer.print('<p>', { ...PAGES, signal: cancel.signal });
  cancel.abort(why);
  expect(told.at(-1)).toEqual({ type: 'print.cancelled', printId: ids()[0] });
  answer(0, null, 'cancelled');
  await expect(asked).rejects.toBe(why);
  await expect(printer.print('<p>', { ...PAGES, signal: cancel.signal })).rejects.toBe(why);
  expect(ids()).toHaveLength(1);
});
