/**
 * Owns the users of Alma's XML as rows of a table, one a user, numbered as in the file.
 * Must never: hold more than one user.
 */
import { MergedCells } from '../mergedCells.ts';
import type {
  AlmaXmlFormat,
  NamedLines,
  OpenTable,
  ReadSheetOptions,
  SheetInfo,
  TableLines,
  XmlFindings,
} from '../table.ts';
import { type FillableRow, newRow, type RowReceiver } from '../tableRow.ts';
import { ALMA_COLUMNS, kindOfCell } from './almaColumns.ts';
import type { AlmaUser } from './almaUser.ts';
import type { AlmaXml, AlmaXmlFindings } from './openAlmaXml.ts';
import { USER_LISTS } from './userSchema.ts';

/** The lists of users. */
class UserLines implements TableLines {
  readonly lists: readonly NamedLines[] = USER_LISTS.map(({ name, cells }) => ({
    name,
    cells: cells.map(({ path, words }) => (words ? '' : path)),
    words: new Map(cells.flatMap(({ words }, at) => (words ? [[at - 1, at]] : []))),
  }));
  ofRow: AlmaUser['lists'] = USER_LISTS.map(() => []);
}

/** Lists of which not even the element around their lines stands in the file. */
function silentLists(seen: ReadonlySet<string>): Set<string> {
  const silent = USER_LISTS.filter(({ path }) => !seen.has(path.slice(0, path.lastIndexOf('/'))));
  return new Set(silent.map(({ name }) => name));
}

export class AlmaTable implements OpenTable {
  readonly format: AlmaXmlFormat;
  readonly sheets: readonly SheetInfo[] = [{ index: 0, name: '', hidden: false }];
  readonly headings = ALMA_COLUMNS.map(({ heading }) => heading);
  readonly flaws;
  readonly writtenAt: number | undefined;
  findings: XmlFindings | undefined;
  readonly lines = new UserLines();
  readonly #xml: AlmaXml;

  constructor(xml: AlmaXml) {
    this.#xml = xml;
    this.writtenAt = xml.writtenAt;
    this.format = { type: 'almaXml', files: xml.isZip ? xml.partNames.length : 0 };
    this.flaws = { leftoverSheets: 0, noStyles: false, trailingBytes: xml.trailingBytes };
  }

  async readSheet(
    index: number,
    onRow: RowReceiver,
    options: ReadSheetOptions = {},
  ): Promise<MergedCells> {
    if (index !== 0) throw new RangeError(`no sheet ${index}`);
    const row = newRow();
    let stopped = false;
    const found = await this.#xml.readUsers((user) => {
      fill(row, user);
      this.lines.ofRow = user.lists;
      stopped = onRow(row) === 'stop';
      return stopped ? 'stop' : undefined;
    }, options);
    if (!stopped) this.findings = this.#findings(found);
    return new MergedCells();
  }

  #findings({ seen, neverTaken, unknown, passedOver }: AlmaXmlFindings): XmlFindings {
    const silent = ALMA_COLUMNS.flatMap(({ from }, position) =>
      from.length > 0 && !from.some((path) => seen.has(path)) ? [position] : [],
    );
    const { otherFiles } = this.#xml;
    return {
      silent: new Set(silent),
      silentLists: silentLists(seen),
      neverTaken,
      unknown,
      passedOver,
      otherFiles,
    };
  }

  close(): void {
    this.#xml.close();
  }
}

function fill(row: FillableRow, user: AlmaUser): void {
  row.number = user.number;
  row.width = 0;
  for (const [position, column] of ALMA_COLUMNS.entries()) {
    const text = column.text(user);
    row.texts[position] = text;
    row.kinds[position] = kindOfCell(column, text);
    row.fromFormula[position] = 0;
    if (text !== '') row.width = position + 1;
  }
}
