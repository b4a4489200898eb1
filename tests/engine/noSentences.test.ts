/**
 * The engine answers and stores codes and values; whoever shows them makes the sentence. A sentence in here would be
 * stored in workspaces for good, in one language, with numbers and dates of its own. Fixed words of what the engine
 * itself writes, workbooks and the command line, stand in a words.ts beside it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { expect, test } from 'vitest';
import { SET_OPERATORS } from '#shared/domain/combineSets.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';

const ENGINE = 'src-main/engine';

/** Where words may stand besides, and why. */
const ALLOWED: Readonly<Record<string, string>> = {
  'bench/': 'a program for developers',
  'suites/': 'a program for developers',
  'db/migrations/': 'what earlier versions wrote, to be translated',
  'importing/read/finishReading.ts': 'Yes and No among the first rows, as files write them',
  'session/session.ts': 'the name of whoever decides and has none',
  'review/sealHashes.ts': 'hashed, never shown',
  'tables/': 'technical causes for developers; what is shown is made of the code',
  'reports/html/denseStyle.ts': 'a style sheet',
  'reports/html/style.ts': 'a style sheet',
  'workbooks/': 'XML',
};

/** Texts that are values, not words. */
const VALUES = new Set<string>([
  ...RECORD_TYPES,
  ...SET_OPERATORS,
  'All',
  'Refusal',
  'CommandRefusal',
  // How a request waits for the writer.
  'at once',
  'one by one',
  // By what SQLite's own error is known.
  'malformed JSON',
  // Begins every SQLite file.
  'SQLite format 3\0',
]);

const SQL =
  /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|ALTER|DROP|VALUES|EXISTS|JOIN|AND|OR|CASE|THEN|END|NULL|ORDER BY|SET|IS|IN|LIKE|AS|BEGIN|PRAGMA)\b|\b[a-z]+_[a-z_]+\b/;

interface Parsed {
  readonly type: string;
  readonly value: string;
  readonly raw: string;
  readonly quasis: readonly { readonly raw: string }[];
  readonly callee?: { readonly value?: string };
}

/** Texts of a program, each template as a whole; what errors say is for the log. */
function textsIn(source: string): string[] {
  const found: string[] = [];
  walk(parseSync(source, { syntax: 'typescript' }).body);
  return found;

  function walk(node: unknown): void {
    if (node === null || typeof node !== 'object') return;
    const { type, value, quasis, callee } = node as Parsed;
    if (type === 'ImportDeclaration' || (/^Ts/.test(type) && !('expression' in node))) return;
    if (type === 'NewExpression' && /Error$/.test(callee?.value ?? '')) return;
    if (type === 'StringLiteral') found.push(value);
    if (type === 'TemplateLiteral') found.push(quasis.map(({ raw }) => raw).join('…'));
    for (const [key, child] of Object.entries(node)) if (key !== 'span') walk(child);
  }
}

/** What stands between is read, what a tag says isn't. */
const MARKUP = /<[^<>]*>/g;

/** Two words, or one that begins a sentence or heads a column. */
function isProse(markedUp: string): boolean {
  const text = markedUp.replaceAll(MARKUP, ' ');
  if (VALUES.has(text) || SQL.test(text)) return false;
  return /\p{L}{2,}[,.:;]? \p{L}/u.test(text) || /^\p{Lu}\p{Ll}{2,}[.:…]?$/u.test(text);
}

test('no sentence stands in the engine', () => {
  const files = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !/(?:^|\/)words\.ts$/.test(file))
    .filter((file) => !Object.keys(ALLOWED).some((allowed) => file.startsWith(allowed)));
  const found = files.flatMap((file) =>
    textsIn(readFileSync(join(ENGINE, file), 'utf8'))
      .filter(isProse)
      .map((text) => `${file}: ${text.replace(/\s+/g, ' ').slice(0, 80)}`),
  );
  expect(found).toEqual([]);
});

test('a sentence is found, and a statement, a value and a bug aren’t', () => {
  const source = `
    const a = 'The row was left out.', d = '<p class="a b">1</p><p>These went</p>', b = ['Row'], c = \`\${n} users are here\`;
    run(db, 'SELECT note FROM user_note'); f('one by one', 'Staff', 'approval-ended');
    throw new Error('This must not happen');`;
  expect(textsIn(source).filter(isProse)).toEqual([
    'The row was left out.',
    '<p class="a b">1</p><p>These went</p>',
    'Row',
    '… users are here',
  ]);
});
