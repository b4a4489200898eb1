/** `certificate`: the certificate of a purge request as JSON, by the same way as the pages. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { grant } from './asked.ts';
import { CommandRefusal } from './commandRefusal.ts';
import type { Threads } from './threads.ts';
import { withWorkspace } from './withWorkspace.ts';
import { CERTIFICATE_COMMAND_WORDS as WORDS } from './words.ts';

/** @returns what was written, in a sentence @throws CommandRefusal, or the engine's refusal; then nothing was written */
export async function writeCertificate(argv: readonly string[], threads: Threads): Promise<string> {
  const { path, request, out } = readCertificateArguments(argv);
  return withWorkspace(path, threads, async (engine, session) => {
    const asked = (await engine.jobs.list()).find(
      ({ erasure }) => erasure?.requestId === request.trim().toUpperCase(),
    );
    if (!asked) throw new CommandRefusal(WORDS.noRequest(request));
    const file = grant(session, resolve(out));
    const what = { of: 'certificate' as const, jobId: asked.jobId };
    await engine.exports.write({ exportId: randomUUID(), what, format: 'json', file });
    const { certificate } = await engine.jobs.report({ jobId: asked.jobId });
    const { findings, notRead } = certificate!.certificate.search;
    return [WORDS.written(out), ...WORDS.noProof(findings, notRead)].join('\n');
  });
}

function readCertificateArguments(argv: readonly string[]) {
  const { values, positionals } = parsed(argv);
  const [path, ...rest] = positionals;
  const { request, out } = values;
  if (path === undefined || rest.length > 0 || request === undefined || out === undefined)
    throw new CommandRefusal(WORDS.usage);
  if (!existsSync(path)) throw new CommandRefusal(WORDS.missing(path));
  if (existsSync(out)) throw new CommandRefusal(WORDS.taken(out));
  if (!existsSync(dirname(resolve(out)))) throw new CommandRefusal(WORDS.noFolder(out));
  return { path, request, out };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: true,
      options: { request: { type: 'string' }, out: { type: 'string' } },
    });
  } catch {
    throw new CommandRefusal(WORDS.usage);
  }
}
