/**
 * Damaged workbooks through the whole engine, as it was built: each is read or refused with a reason, those that were
 * read can be added, and the engine doesn't end over any of them.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { misdirect, mutate } from '../../support/damagedBytes.ts';
import { TestEngine } from '../../support/engine.ts';
import { EngineProcess } from '../../support/engineProcess.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { failureOf } from '../../support/saidOf.ts';
import { expectSound } from '../../support/struckDead.ts';
import { buildWorkbook, type RawPart } from '../../support/workbookBuilder.ts';

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADINGS = ['Primary Identifier', 'Last Name', 'Purge Date', 'User Group', 'Balance'];
const ROWS = [
  HEADINGS,
  ...Array.from({ length: 30 }, (_, n) => [
    `user${n}`,
    `Näme ${n}`,
    '2020-01-31',
    'Alumni',
    '1.50',
  ]),
].map((row, n) => `<row r="${n + 1}">${row.map(cell).join('')}</row>`);
const PLAN = { rows: ROWS.join('\n'), strings: '<si><t>x</t></si>', formats: [0] };

/** Outside of the compression, inside of it, or in what the directory says. */
function damaged({ draw }: Round, whole: Buffer): Buffer {
  const way = draw(3);
  if (way === 0) return mutate(whole, draw);
  if (way === 1) return misdirect(whole, draw);
  const change = (parts: readonly RawPart[]): readonly RawPart[] => {
    const chosen = draw(3) === 0 ? draw(parts.length) : parts.length - 1 - draw(2);
    return parts.map((part, n) =>
      n === chosen ? { ...part, content: mutate(Buffer.from(part.content), draw) } : part,
    );
  };
  return buildWorkbook({ ...PLAN, change });
}

async function oneWorkbook(round: Round, engine: EngineProcess, path: string, what: string) {
  const { ask } = engine;
  const file = await engine.grant(path, 'open');
  const { importId } = await engine.inTime(ask.imports.read({ file, options: {} }));
  const reading = async () => {
    for (;;) {
      const check = await ask.imports.check({ importId });
      if (check.state !== 'reading') return check;
      await wait(5);
    }
  };
  const check = await engine.inTime(reading());
  tally(round, 'workbooks');
  if (check.state === 'failed') {
    expect(failureOf(check), what).toMatch(/^[A-Z“]/);
    tally(round, 'refused');
  } else if (round.draw(3) === 0 && check.state === 'checked')
    await engine.asked(ask.imports.commit({ importId }));
  else await engine.asked(ask.imports.discard({ importId }));
}

async function wholeImports(round: Round): Promise<void> {
  const { folder, size } = round;
  const workspace = new TestEngine(folder);
  await workspace.create();
  const { path } = workspace;
  await workspace.close();
  const whole = buildWorkbook(PLAN);
  const engine = new EngineProcess(round, folder);
  try {
    await engine.open(path);
    const before = round.figures.refused ?? 0;
    for (let n = 0; n < size(6, 250); n++) {
      const workbook = join(folder, `Damaged ${n}.xlsx`);
      writeFileSync(workbook, damaged(round, whole));
      await oneWorkbook(round, engine, workbook, `workbook ${n}`);
      rmSync(workbook);
    }
    expect(round.figures.refused ?? 0).toBeGreaterThan(before);
    await engine.inTime(engine.ask.workspace.close({}));
  } finally {
    await engine.kill();
  }
  expect(engine.endedByItself).toBeUndefined();
  await workspace.open(path);
  expectSound(workspace, round);
  await workspace.close();
}

loop('odd: damaged workbooks through the whole import are read or refused', wholeImports, {
  workbooks: 1000,
});
