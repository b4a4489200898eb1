/**
 * All words of a feature stand in one place beside its screens: a module named words.ts(x), or a folder words/. A
 * component holds none, so that a second language is a file for each feature and nothing to search for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node as AnyNode, parseSync } from '@swc/core';
import { expect, test } from 'vitest';

const PAGE = 'src-renderer';

/** Attributes that hold words; in others a capital letter is a key, a name of an icon or a shape. */
const WORDY =
  /^(aria-(label|description|roledescription|valuetext|placeholder)$|alt$|title$|label$|placeholder$|description$|.*(Label|Title|Text|Description|Placeholder)$)/;

/** Names of keys, as the browser gives them. */
const KEYS =
  /^(Enter|Escape|Tab|Home|End|Delete|Backspace|Insert|Shift|Control|Meta|Alt|Page(Up|Down)|Arrow\w*)$/;

/** Values of styles, names of fonts and HTML. */
const MARKUP = /\d(px|rem)\b|\b(rgb|var|calc)\(|(sans-serif|monospace)$|<\w|="/;

/** What finds something takes its selector or its key. */
const FINDS = /^(querySelector(All)?|closest|matches|includes)$/;

interface Place {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/(^|\/)words(\/|\.tsx?$)/.test(file))
  .sort();

test.each(folders())('no component of %s holds words', (folder) => {
  const places = files.filter((file) => file.startsWith(`${folder}/`)).flatMap(wordsIn);
  expect(places.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
});

test('a value that is compared is none of them', () => {
  const source = `const [operator] = useState<SetOperator>('Not');
    const text = operator === 'And' ? 'Both' : operator === 'Or' && f('Either');`;
  expect(wordsOf('x.ts', source).map(({ text }) => text)).toEqual(['Both', 'Either']);
});

test('a sentence is found where it stands in a component', () => {
  const found = wordsOf(
    'x.tsx',
    `const A = () => <p title="Users">\n{n} users <b>left</b> {\`\${n} of them\`}{n > 1 ? 'are here' : ''}<i kind="Users" aria-busy="true" /></p>`,
  );
  expect(found.map(({ text }) => text)).toEqual(['Users', 'users', 'left', 'of them', 'are here']);
});

/** The folders that own words: each floor of the page, each screen. */
function folders(): string[] {
  const screens = readdirSync(join(PAGE, 'screens')).map((screen) => `screens/${screen}`);
  return [...readdirSync(PAGE).filter((each) => !/\.|^screens$/.test(each)), ...screens];
}

function wordsIn(file: string): Place[] {
  return wordsOf(file, readFileSync(join(PAGE, file), 'utf8'));
}

function wordsOf(file: string, source: string): Place[] {
  const tree = parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x') });
  const found: Place[] = [];
  const bytes = Buffer.from(source);
  // swc counts bytes on from where the last file ended, and begins with the first token.
  const opening = /^(\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*/.exec(source)?.[0] ?? '';
  const start = tree.span.start - Buffer.byteLength(opening);
  const note = (at: number, text: string) =>
    found.push({
      file,
      line: bytes
        .subarray(0, at - start)
        .toString()
        .split('\n').length,
      text: text.trim().replace(/\s+/g, ' ').slice(0, 80),
    });
  walk(tree.body as unknown, null);
  return found;

  function walk(node: unknown, attribute: string | null): void {
    if (Array.isArray(node)) {
      for (const each of node) walk(each, attribute);
      return;
    }
    if (!isNode(node) || node.type === 'ImportDeclaration') return;
    if (/^Ts/.test(node.type)) {
      walk(node.expression, attribute);
      return;
    }
    if (isKey(node)) {
      for (const each of ['left', 'right', 'consequent'] as const) {
        if (!isString(node[each])) walk(node[each], attribute);
      }
      return;
    }
    // A bug's message is for the log.
    if (node.type === 'NewExpression' && /Error$/.test(node.callee?.value ?? '')) return;
    if (node.type === 'CallExpression' && node.callee?.type === 'Super') return;
    if (node.type === 'CallExpression' && FINDS.test(methodOf(node.callee))) return;
    if (node.type === 'JSXText' && /\p{L}/u.test(node.value)) note(node.span.start, node.value);
    if (node.type === 'StringLiteral' && isProse(node.value, attribute))
      note(node.span.start, node.value);
    if (node.type === 'TemplateElement' && isProse(node.raw, attribute))
      note(node.span.start, node.raw);
    const inside = attributeOf(node, attribute);
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'span' && typeof child === 'object') walk(child, inside);
    }
  }
}

/** What is compared, or the first value of a state of a named type: `operator === 'Not'`, `useState<SetOperator>('Not')`. */
function isKey({ type, operator, callee, typeArguments }: Parsed): boolean {
  if (type === 'BinaryExpression') return /^[!=]==$/.test(operator);
  if (type === 'SwitchCase') return true;
  return callee?.value === 'useState' && typeArguments?.params[0]?.type === 'TsTypeReference';
}

/** What an attribute hands to a function isn't what it shows. */
function attributeOf(node: Parsed, attribute: string | null): string | null {
  if (node.type === 'JSXAttribute') return node.name.value;
  return node.type === 'CallExpression' && WORDY.test(attribute ?? '') ? null : attribute;
}

/** Two words, or one with a capital letter where words are expected. */
function isProse(text: string, attribute: string | null): boolean {
  if (attribute !== null && /^(className|style|d|key)$/.test(attribute)) return false;
  if (KEYS.test(text) || MARKUP.test(text)) return false;
  if (/\p{L}{2,}[,.:;]? \p{L}/u.test(text)) return true;
  if (attribute !== null) return WORDY.test(attribute) && /\p{L}{2}/u.test(text);
  return /^\p{Lu}\p{Ll}{2,}[.:…]?$/u.test(text) || /^ \p{L}{2,}|\p{L}{2,} $/u.test(text);
}

/** `includes` of `a.includes(b)` and of `a?.b.includes(c)`. */
function methodOf(callee: Parsed['callee']): string {
  return (callee?.base ?? callee)?.property?.value ?? '';
}

type Parsed = AnyNode & {
  readonly type: string;
  readonly span: { readonly start: number };
  readonly value: string;
  readonly raw: string;
  readonly name: { readonly value: string };
  readonly expression: unknown;
  readonly callee?: {
    readonly type?: string;
    readonly value?: string;
    readonly property?: { readonly value?: string };
    readonly base?: { readonly property?: { readonly value?: string } };
  };
  readonly operator: string;
  readonly typeArguments?: { readonly params: readonly { readonly type: string }[] } | null;
  readonly left: unknown;
  readonly right: unknown;
  readonly consequent: unknown;
};

function isString(node: unknown): boolean {
  return isNode(node) && node.type === 'StringLiteral';
}

function isNode(node: unknown): node is Parsed {
  return node !== null && typeof node === 'object';
}
