/**
 * An object as JSON text in pieces, so that lists of a million are written as they are read: the same text that
 * JSON.stringify makes of the whole with two spaces. Knows nothing of what it writes.
 */

/** A list that is made while it is written; everything else is a value that is there. */
export class Listed<T = unknown> {
  readonly items: Iterable<T> | AsyncIterable<T>;

  constructor(items: Iterable<T> | AsyncIterable<T>) {
    this.items = items;
  }
}

/** So much text is handed on at once. */
const PIECE = 1 << 16;

/** @param fields in their order; one that is undefined isn't written */
export async function* jsonText(fields: Readonly<Record<string, unknown>>): AsyncGenerator<string> {
  let start = '{';
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    yield `${start}\n  ${JSON.stringify(name)}: `;
    if (value instanceof Listed) yield* listText(value);
    else yield valueText(value, 1);
    start = ',';
  }
  yield start === '{' ? '{}\n' : '\n}\n';
}

async function* listText({ items }: Listed): AsyncGenerator<string> {
  let text = '[';
  let any = false;
  for await (const item of items) {
    text += `${any ? ',' : ''}\n    ${valueText(item, 2)}`;
    any = true;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield `${text}${any ? '\n  ]' : ']'}`;
}

function valueText(value: unknown, depth: number): string {
  const text = JSON.stringify(value, null, 2);
  return typeof value === 'object' ? text.replaceAll('\n', `\n${'  '.repeat(depth)}`) : text;
}
