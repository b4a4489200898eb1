/**
 * Real printing without the rest of the program: app/printing.ts and the guards, bundled into a program of their own,
 * which Playwright runs. For documents that no workspace holds: long ones, hostile ones, all forms of sections.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { build } from 'vite';
import { startElectron } from './startElectron.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const EXECUTABLE: string = createRequire(import.meta.url)('electron');

export interface Job {
  readonly html: string;
  readonly paper: 'A4' | 'Letter';
  readonly title: string;
  readonly dialog: boolean;
}

export interface PrintDesk {
  readonly app: ElectronApplication;
  readonly folder: string;
  /** Prints into a file of this name and returns its path, or tells the failure. */
  print(name: string, job: Partial<Job> & { html: string }): Promise<string>;
  log(): string;
  close(): Promise<void>;
}

export async function openPrintDesk(): Promise<PrintDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'purge-desk-print-'));
  const program = join(folder, 'program');
  mkdirSync(program);
  writeFileSync(
    join(program, 'package.json'),
    '{"name":"printing","type":"module","main":"main.js"}',
  );
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      ssr: join(import.meta.dirname, 'printMain.ts'),
      outDir: program,
      emptyOutDir: false,
      rollupOptions: { external: ['electron'], output: { entryFileNames: 'main.js' } },
    },
    ssr: { noExternal: true },
  });
  const { ELECTRON_RUN_AS_NODE: _node, ...inherited } = process.env;
  const app = await startElectron({
    executablePath: EXECUTABLE,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', program],
    env: {
      ...(inherited as Record<string, string>),
      PURGE_DESK_USER_DATA: join(folder, 'data'),
      PRINT_FONTS: join(ROOT, 'out/main/fonts'),
    },
  });
  await app.evaluate(({ app }) => app.whenReady());
  return {
    app,
    folder,
    async print(name, job) {
      const whole: Job = { paper: 'A4', title: 'Document', dialog: false, ...job };
      const printed = await app.evaluate(async (_electron, job) => {
        const { pdf, failure } = await printing.print(job, new AbortController().signal);
        return { pdf: pdf && Buffer.from(pdf).toString('base64'), failure };
      }, whole);
      if (printed.pdf === null) throw new Error(`Not printed: ${printed.failure}`);
      const file = join(folder, name);
      writeFileSync(file, Buffer.from(printed.pdf, 'base64'));
      return file;
    },
    log: () => readFileSync(join(folder, 'data/logs/purge-desk.log'), 'utf8'),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
