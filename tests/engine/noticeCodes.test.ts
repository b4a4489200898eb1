/**
 * Codes of notices and reasons are one vocabulary, which README explains. A code that stands nowhere tells nobody
 * why a user was excluded.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { NOTICE_CODES } from '#shared/notices/noticeText.ts';

const ROOT = join(import.meta.dirname, '..', '..');
test('every code stands in README, each once, and none that there isn’t', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, section = ''] = /^### Codes$(.*?)^## /ms.exec(readme) ?? [];
  const listed = [...section.matchAll(/^\| `([a-z][a-z-]*)` \|/gm)].map(([, code]) => code!);
  const flags = REVIEW_FLAGS.map((flag) => (flag === 'protected' ? 'protected-group' : flag));
  expect(listed).toEqual([...new Set([...NOTICE_CODES, ...flags])].sort());
});
