/**
 * Identifiers out of pasted cells: the first cell of each line, without the heading, each once. Pure.
 * Never changes an identifier: the engine compares without case and outer spaces.
 */
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { foldHeading, userField } from '#shared/fields/userFields.ts';

const IDENTIFIER = userField('primary_identifier');
const HEADINGS = new Set([IDENTIFIER.label, ...IDENTIFIER.aliases].map(foldHeading));

export function pastedIdentifiers(text: string): string[] {
  const cells = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => unmarked(line.split('\t', 1)[0]!))
    .filter((cell) => foldText(cell) !== '');
  if (cells.length > 1 && HEADINGS.has(foldHeading(cells[0]!))) cells.shift();
  const byKey = new Map<string, string>();
  for (const cell of cells) {
    const key = foldText(cell);
    if (!byKey.has(key)) byKey.set(key, cell);
  }
  return [...byKey.values()];
}

/** Without the apostrophe that marks text in a copied table (copyTable.ts). */
function unmarked(cell: string): string {
  return /^'[\s\u00a0]*[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}
