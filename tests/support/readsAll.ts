/** Opens a workspace for reading only and looks at what can be read of it; nothing may be left anywhere. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TestEngine } from './engine.ts';
import type { STATES } from './leftOpen.ts';

const passing = () => readdirSync(tmpdir()).filter((name) => name.includes(`-${process.pid}-`));

export async function readsAll(path: string, state: (typeof STATES)[number]): Promise<void> {
  const folder = join(path, '..');
  const before = [readdirSync(folder), passing()];
  const engine = new TestEngine(folder);
  try {
    await engine.ask.workspace.open({ file: engine.grant(path), readOnly: true });
    expect(await engine.identifiers()).toEqual(['a', 'b']);
    const { userName } = await engine.ask.settings.get();
    const isInLog = state === 'with its log' || state === 'with all beside';
    expect(userName === 'From the log').toBe(isInLog);
    expect(await engine.ask.workspace.status()).toMatchObject({
      name: 'Library',
      readOnly: true,
      displaced: null,
      copiedOpen: state === 'without its log' ? expect.anything() : null,
    });
  } finally {
    await engine.close();
  }
  expect([readdirSync(folder), passing()]).toEqual(before);
}
