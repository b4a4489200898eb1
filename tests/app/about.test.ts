/** About and the log say which runtime runs, and of the fallback that it is one: a librarian's IT asks for that. */
import { expect, test, vi } from 'vitest';
import { devDependencies } from '../../package.json' with { type: 'json' };
import { aboutLines, startedAs } from '../../src-main/app/about.ts';

vi.mock('electron', () => ({ app: { getVersion: () => '0.1.0' } }));

const of = (electron: string) =>
  ({ electron, chrome: '154.0.1', node: '24.18.0' }) as NodeJS.ProcessVersions;
const SUPPORTED = of(devDependencies.electron);

test('About names the parts, each with its version', () => {
  expect(aboutLines(SUPPORTED, '3.54.1').split('\n')).toEqual([
    `Electron ${devDependencies.electron}`,
    'Chromium 154.0.1',
    'Node.js 24.18.0',
    'SQLite 3.54.1',
  ]);
});

test('of the fallback runtime it says what it lacks', () => {
  expect(aboutLines(of('33.2.1'), '3.47.0')).toContain('no security updates');
  expect(startedAs(of('33.2.1'))).toBe('started.0.1.0.electron-33.2.1.node-24.18.0.fallback');
  expect(startedAs(SUPPORTED)).not.toContain('fallback');
});

test('before the engine runs nothing is said of SQLite', () => {
  expect(aboutLines(SUPPORTED, '')).not.toContain('SQLite');
});
