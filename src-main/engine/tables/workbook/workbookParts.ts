/**
 * Owns finding the parts of a workbook: package relations -> workbook -> its sheets, strings and styles.
 * Must never: follow a link out of the file, or assume a part's name where a relation gives it.
 */
import { TableError } from '../tableError.ts';
import { attribute, parseXmlPart, relationId } from './xmlParts.ts';
import { replaceEscapes } from './xmlText.ts';
import type { ZipContainer } from './zipContainer.ts';

// Far more than a workbook has.
const MAX_SHEETS = 10_000;
const MAX_RELATIONS = 100_000;

/** One worksheet and the part that holds it. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** Where everything is that the reader needs. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  readonly stringsPart: string | undefined;
  readonly stylesPart: string | undefined;
  /** Sheets that are named and have no part, as modules of old macros leave them. */
  readonly leftoverSheets: number;
}

interface Relation {
  /** The last word of the type's address, which is the same in the transitional and the strict standard. */
  readonly kind: string;
  readonly target: string;
}

/** Takes an open package; gives the parts of its workbook. Throws TableError. */
export async function findWorkbookParts(zip: ZipContainer): Promise<WorkbookParts> {
  const workbookPart = await findWorkbook(zip);
  const relations = await readRelations(zip, workbookPart);
  const { entries, date1904 } = parseWorkbook(await zip.readPart(workbookPart), workbookPart);
  const sheets: SheetPart[] = [];
  const named = entries.filter(({ relation }) => relation !== '');
  const leftoverSheets = entries.length - named.length;
  for (const { name, hidden, relation } of named) {
    const found = relations.get(relation);
    // Sheets of charts, dialogs and old macros hold no rows.
    if (found?.kind === 'worksheet') sheets.push({ name, hidden, part: found.target });
    else if (!found) throw new TableError('missingPart', `relation of sheet ${sheets.length + 1}`);
  }
  if (entries.length > 0 && named.length === 0)
    throw new TableError('missingPart', 'the relation of every sheet');
  if (sheets.length === 0) throw new TableError('noWorksheets', `${entries.length} other sheets`);
  const partOfKind = (kind: string): string | undefined =>
    [...relations.values()].find((relation) => relation.kind === kind)?.target;
  return {
    sheets,
    date1904,
    stringsPart: partOfKind('sharedStrings'),
    stylesPart: partOfKind('styles'),
    leftoverSheets,
  };
}

async function findWorkbook(zip: ZipContainer): Promise<string> {
  const roots = zip.has('_rels/.rels') ? [...(await readRelations(zip, '')).values()] : [];
  const named = roots.find((relation) => relation.kind === 'officeDocument')?.target;
  const part = named ?? 'xl/workbook.xml';
  if (zip.has(part)) {
    if (part.toLowerCase().endsWith('.bin')) throw new TableError('binaryWorkbook', part);
    return part;
  }
  if (named !== undefined) throw new TableError('missingPart', named);
  if (zip.has('content.xml') && zip.has('mimetype'))
    throw new TableError('openDocument', 'content.xml');
  throw new TableError('notAWorkbook', 'a ZIP file without a workbook part');
}

interface WorkbookEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

interface WorkbookContent {
  readonly entries: readonly WorkbookEntry[];
  readonly date1904: boolean;
}

function parseWorkbook(bytes: Buffer, part: string): WorkbookContent {
  const entries: WorkbookEntry[] = [];
  let date1904 = false;
  parseXmlPart(bytes, part, (tag, parents) => {
    if (parents.length === 0 && tag.local !== 'workbook') {
      throw new TableError('notAWorkbook', `${part}: root ${tag.local.slice(0, 40)}`);
    }
    if (tag.local === 'workbookPr' && parents.length === 1) {
      date1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
    } else if (tag.local === 'sheet' && parents.at(-1) === 'sheets') {
      entries.push({
        name: replaceEscapes(attribute(tag, 'name') ?? ''),
        hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible',
        relation: relationId(tag) ?? '',
      });
      if (entries.length > MAX_SHEETS) throw new TableError('tooLarge', `${part}: sheets`);
    }
  });
  return { entries, date1904 };
}

/** Takes a part's name ('' for the package itself); gives its relations that stay inside the file. */
async function readRelations(
  zip: ZipContainer,
  part: string,
): Promise<ReadonlyMap<string, Relation>> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const relationsPart = `${folder}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  parseXmlPart(await zip.readPart(relationsPart), relationsPart, (tag) => {
    if (tag.local !== 'Relationship' || attribute(tag, 'TargetMode') === 'External') return;
    const type = attribute(tag, 'Type') ?? '';
    relations.set(attribute(tag, 'Id') ?? '', {
      kind: type.slice(type.lastIndexOf('/') + 1),
      target: resolveTarget(folder, attribute(tag, 'Target') ?? ''),
    });
    if (relations.size > MAX_RELATIONS) throw new TableError('tooLarge', relationsPart);
  });
  return relations;
}

/** Takes a folder of the package and a target relative to it (or absolute); gives the part's name. */
function resolveTarget(folder: string, target: string): string {
  const plain = unescapeUri(target).replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (plain.startsWith('/') ? plain : folder + plain).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function unescapeUri(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
