/** Runs of the command line for tests: what it told, its report, and that a refusal leaves nothing behind. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { runCommand } from '#engine/cli/command.ts';
import { NO_THREADS } from '#engine/cli/threads.ts';
import { builtFile, type Ended, ended, startNode } from './builtEngine.ts';
import { temporaryFolder } from './engine.ts';

export interface Report {
  settings: Record<string, unknown>;
  counts: Record<string, number>;
  updated: { field: string; value: string; users: number }[];
  purgedWithoutApproval: string[];
  purged: string[];
  retained: { id: string; reasons: string[] }[];
  excluded: { id: string; reasons: string[] }[];
  boundary: string[];
  errors: { file: string; row: number; message: string }[];
  notices: { file: string; code: string; count: number; rows: number[] }[];
  policy: { label: string; value: string }[];
}

/** One run in folders of its own; what it leaves in the temporary folder is looked at. */
export class Run {
  readonly folder = temporaryFolder();
  readonly out = join(this.folder, 'results');
  readonly temporary = join(this.folder, 'tmp');
  ended!: Ended;

  constructor() {
    mkdirSync(this.temporary);
  }

  async rehearse(...args: string[]): Promise<this> {
    const told = { stdout: '', stderr: '' };
    vi.stubEnv('TMPDIR', this.temporary);
    const code = await runCommand(this.#withPlace(args), NO_THREADS, {
      out: (text) => {
        told.stdout += text;
      },
      error: (text) => {
        told.stderr += text;
      },
    }).finally(vi.unstubAllEnvs);
    this.ended = { code, signal: null, ...told };
    return this;
  }

  /** The program itself, with its threads. */
  async start(...args: string[]): Promise<this> {
    this.ended = await ended(
      startNode([builtFile('cli.js'), ...this.#withPlace(args)], { TMPDIR: this.temporary }),
    );
    return this;
  }

  #withPlace(args: readonly string[]): string[] {
    return ['rehearse', ...args, ...(args.includes('--out') ? [] : ['--out', this.out])];
  }

  get report(): Report {
    if (this.ended.code !== 0)
      throw new Error(`ended with ${this.ended.code}: ${this.ended.stderr}`);
    return JSON.parse(readFileSync(join(this.out, 'report.json'), 'utf8'));
  }

  /** Refused: one sentence, exit code 2, and nothing written anywhere. */
  get refusal(): string {
    const { code, stdout, stderr } = this.ended;
    expect({ code, stdout, stderr }).toMatchObject({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+[.]\n$/);
    expect(stderr).not.toMatch(/\bat \S+:\d+|Error:|node_modules/);
    expect(readdirSync(this.temporary)).toEqual([]);
    expect(readdirSync(this.folder)).not.toContain('results');
    return stderr.trim();
  }
}
