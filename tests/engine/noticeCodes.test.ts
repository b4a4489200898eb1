/**
 * Codes of notices and reasons are one vocabulary, which README explains. A code that stands nowhere tells nobody
 * why a user was excluded.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const IMPORTING = join(ROOT, 'src-main', 'engine', 'importing');

/** As modules of the engine write them: `code: 'x'`, `rows('x', …)`, `tell('x', …)`, and pairs of code and text. */
function codesInSource(): Set<string> {
  const codes = new Set<string>();
  const files = readdirSync(IMPORTING, { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((each) => each.endsWith('.ts'))) {
    const source = readFileSync(join(IMPORTING, name), 'utf8');
    if (!source.includes('Notice')) continue;
    for (const [, code] of source.matchAll(/(?:code: |\brows\(|\btell\(|^ {4}\[)\s*'([a-z-]+)',/gm))
      codes.add(code!);
  }
  return codes;
}

test('every code stands in README, each once, and none that there isn’t', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code!);
  const flags = REVIEW_FLAGS.map((flag) => (flag === 'protected' ? 'protected-group' : flag));
  const codes = codesInSource();
  expect(codes.size).toBeGreaterThan(25);
  expect(listed).toEqual([...new Set([...codes, ...flags])].sort());
});
