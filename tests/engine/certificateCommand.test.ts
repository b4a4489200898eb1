/**
 * `purgedesk certificate`: whoever asks for the proof of an erasing gets that of their request, whole, and never one that
 * was changed since. Whatever can't be used is refused in one sentence, and nothing is written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '#engine/cli/command.ts';
import { NO_THREADS } from '#engine/cli/threads.ts';
import { Database } from '#engine/db/sqlite.ts';
import { hashOfText } from '#engine/jobs/certificates.ts';
import { canonicalJson } from '#shared/domain/canonicalJson.ts';
import { newEngine, TestEngine } from '../support/engine.ts';

async function command(...args: string[]) {
  const told = { out: '', error: '' };
  const code = await runCommand(args, NO_THREADS, {
    out: (text) => {
      told.out += text;
    },
    error: (text) => {
      told.error += text;
    },
  });
  return { code, ...told };
}

/** Two users were erased by one request, of four whom a purge had taken. @param left stands beside the workspace still */
async function erased(left?: string) {
  const engine = await newEngine();
  await engine.candidates(['pid00041', 'pid00042', 'pid00043', 'pid00044']);
  await engine.approve();
  await engine.purge();
  const userNos = await Promise.all(
    ['pid00041', 'pid00042'].map(async (id) => (await engine.user(id)).userNo),
  );
  const piece = '.purge-desk-00000000-1-0000000000000000.part';
  if (left !== undefined) writeFileSync(join(engine.folder, piece), left);
  const { jobId, erasure } = await engine.run({
    ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {}, typedUsers: 2 },
    users: { criteria: { op: 'users', userNos }, except: [] },
  });
  const { folder, path } = engine;
  await engine.close();
  return { folder, path, jobId, request: erasure!.requestId!, out: join(folder, 'C.json') };
}

test('the certificate of a request is written, has its hash, and is entered in the audit trail', async () => {
  const { folder, path, request, out, jobId } = await erased();
  const asked = ['certificate', path, '--request', ` ${request.toLowerCase()} `, '--out', out];
  expect(await command(...asked)).toEqual({
    ...{ code: 0, error: '' },
    out: `${out} was written: the certificate of the purge request.\n`,
  });
  const { certificate, sha256 } = JSON.parse(readFileSync(out, 'utf8'));
  expect(certificate).toMatchObject({ requests: [request], jobId, erased: 2 });
  expect(hashOfText(canonicalJson(certificate))).toBe(sha256);
  const engine = new TestEngine(folder);
  await engine.open(path);
  const { rows } = await engine.ask.trail.page({
    filter: { topic: 'exports', staffNo: null, from: null, to: null },
    ...{ offset: 0, limit: 1 },
  });
  expect(rows[0]!.entered).toMatchObject({ details: { of: 'certificate' } });
  await engine.close();
  expect(await command('verify', path)).toMatchObject({ code: 0 });
});

test('arguments and files that can’t be used are refused in a sentence, and nothing is written', async () => {
  const { folder, path, request, out } = await erased();
  const foreign = join(folder, 'Foreign.purgedesk');
  writeFileSync(foreign, 'not a workspace');
  const taken = join(folder, 'Taken.json');
  writeFileSync(taken, '{}');
  const refused: [string[], RegExp][] = [
    [[], /^Give one workspace/],
    [[path, '--request', request], /^Give one workspace/],
    [[path, '--out', out], /^Give one workspace/],
    [['--request', request, '--out', out], /^Give one workspace/],
    [[path, path, '--request', request, '--out', out], /^Give one workspace/],
    [[path, '--request', request, '--out', out, '--pdf'], /^Give one workspace/],
    [[join(folder, 'No.purgedesk'), '--request', request, '--out', out], /no such file/],
    [[foreign, '--request', request, '--out', out], /workspace/],
    [[folder, '--request', request, '--out', out], /./],
    [[path, '--request', request, '--out', taken], /Taken\.json: this file is there already/],
    [[path, '--request', request, '--out', join(folder, 'no', 'C.json')], /no folder/],
    [[path, '--request', 'PR-XXXX-XXXX', '--out', out], /PR-XXXX-XXXX: .*knows no such/],
    [[path, '--request', '', '--out', out], /knows no such/],
  ];
  for (const [args, says] of refused) {
    const { code, error, out: said } = await command('certificate', ...args);
    expect({ args, code, said }).toEqual({ args, code: 2, said: '' });
    expect(error).toMatch(says);
    expect(error).toMatch(/^[^\n]+\.\n$/);
    expect(error).not.toMatch(/Error:|\bat \S+:\d+/);
  }
  expect([existsSync(out), readFileSync(taken, 'utf8')]).toEqual([false, '{}']);
  expect(await command('verify', path)).toMatchObject({ code: 0 });
});

test('a certificate that was changed is handed out to nobody, neither is one that is gone', async () => {
  const { path, request, out, folder } = await erased();
  const whole = readFileSync(path);
  const changes: string[] = [
    `UPDATE certificate SET certificate = replace(certificate, '"erased":2', '"erased":3')`,
    `UPDATE certificate SET certificate = replace(certificate, '"findings":0', '"findings":-1')`,
    `UPDATE certificate SET sha256 = '${'0'.repeat(64)}'`,
    'DELETE FROM certificate',
    // With a hash that fits, but not the one that was entered.
    'anew',
  ];
  for (const change of changes) {
    writeFileSync(path, whole);
    const db = new Database(path);
    if (change === 'anew') {
      const stored = db.prepare('SELECT certificate FROM certificate').pluck().get() as string;
      const json = canonicalJson({ ...JSON.parse(stored), erased: 3 });
      db.prepare('UPDATE certificate SET certificate = ?, sha256 = ?').run(json, hashOfText(json));
    } else db.exec(change);
    db.close();
    const asked = await command('certificate', path, '--request', request, '--out', out);
    expect({ change, code: asked.code, said: asked.out }).toEqual({ change, code: 2, said: '' });
    expect({ change, error: asked.error }).toEqual({
      change,
      error: expect.stringMatching(/proves nothing|damaged|can’t be read/),
    });
    expect(existsSync(out)).toBe(false);
    expect(await command('verify', path)).toMatchObject({ code: 1 });
  }
  const engine = new TestEngine(folder);
  engine.damaged = true;
  await engine.open(path);
  const pdf = engine.export({ of: 'certificate', jobId: 2 }, `${out}.pdf`, { format: 'json' });
  await expect(pdf).rejects.toMatchObject({ data: { code: 'certificate.flawed' } });
});

test('a certificate that says that something is left is handed out, and says so at once', async () => {
  const { path, request, out } = await erased('x "pid00041" y');
  expect(await command('certificate', path, '--request', request, '--out', out)).toMatchObject({
    code: 0,
    out: expect.stringContaining('something of them was found: 1 place.'),
  });
  expect(JSON.parse(readFileSync(out, 'utf8')).certificate.search.findings).toBe(1);
});
