/**
 * Owns parsing the small parts of the package (relations, workbook, styles) as whole XML documents.
 * Must never: be given a sheet or the shared strings: those are scanned as bytes.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { TableError } from '../tableError.ts';
import { declarationBytes, detectEncoding, strictDecoder } from './xmlEncoding.ts';

// Far more than any program writes; the parser's memory for one element grows with each of them.
const MAX_DEPTH = 1000;
const MAX_ATTRIBUTES = 1000;
const MAX_ATTRIBUTE_LENGTH = 1 << 16;

/**
 * Takes a part's bytes, its name and what to do at each start tag; `parents` are the names (without prefix) of
 * the elements around it, outermost first. Throws TableError when the XML is damaged.
 */
export function parseXmlPart(
  bytes: Buffer,
  part: string,
  onOpen: (tag: SaxesTagNS, parents: readonly string[]) => void,
): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const parents: string[] = [];
  let attributes = 0;
  // Thrown from inside the parser: it would go on after an error, and at worst report one per byte.
  const refuse = (what: string): never => {
    throw new TableError('damaged', `${part}: ${what}`);
  };
  parser.on('error', () => refuse('not well-formed'));
  parser.on('doctype', () => refuse('a declaration that no workbook may hold'));
  parser.on('attribute', ({ value }) => {
    if (++attributes > MAX_ATTRIBUTES) refuse('an element with too many attributes');
    if (value.length > MAX_ATTRIBUTE_LENGTH) refuse('an attribute that is too long');
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    onOpen(tag, parents);
    if (parents.push(tag.local) > MAX_DEPTH) refuse('elements nested too deep');
  });
  parser.on('closetag', () => {
    parents.pop();
  });
  parser.write(decodePart(bytes, part)).close();
}

/** Takes a start tag and an attribute's name without prefix; gives its value or undefined. */
export function attribute(tag: SaxesTagNS, local: string): string | undefined {
  const found = tag.attributes[local];
  return found === undefined ? undefined : found.value;
}

/** Takes a start tag; gives the relation it points to (`r:id`), whatever prefix the namespace has. */
export function relationId(tag: SaxesTagNS): string | undefined {
  const isId = (item: { readonly local: string; readonly uri: string }): boolean =>
    item.local === 'id' && item.uri.endsWith('/relationships');
  return Object.values(tag.attributes).find(isId)?.value;
}

function decodePart(bytes: Buffer, part: string): string {
  const encoding = detectEncoding(bytes.subarray(0, declarationBytes), part);
  try {
    return strictDecoder(encoding).decode(bytes.subarray(encoding.markBytes));
  } catch {
    throw new TableError('damaged', `${part}: not valid ${encoding.name}`);
  }
}
