/**
 * Writes a workbook whose sheets may be as long as sheets can be: cells with styles, frozen headings, filters, what
 * print needs, pictures, bars. Rows go to the file as they come. There is no way to write a formula or a link.
 */
import { StyleTable } from './cellStyles.ts';
import { drawingPart } from './drawingParts.ts';
import type { Telling } from './rowBytes.ts';
import { ZoneClock } from './serials.ts';
import { type NumberedText, SharedTexts, type ThreadOf } from './sharedTexts.ts';
import { sheetName } from './sheetNames.ts';
import type { Paper, Picture, SheetOptions } from './sheetOptions.ts';
import { definedNames } from './sheetParts.ts';
import type { SentTelling } from './sheetPieces.ts';
import { SheetWriter } from './sheetWriter.ts';
import {
  contentTypes,
  coreProperties,
  drawingRelations,
  PACKAGE_RELATIONS,
  sheetRelations,
  type WorkbookProperties,
  workbookPart,
  workbookRelations,
} from './workbookParts.ts';
import { ZipFile } from './zipFile.ts';

export interface WorkbookOptions {
  readonly properties?: WorkbookProperties;
  /** Of the workspace's currency, for amounts. */
  readonly decimals?: number;
  /** IANA name; the clock by which instants are told. */
  readonly timeZone?: string;
  /** For people, who print it; without it nothing is said of paper, as in files for other programs. */
  readonly paper?: Paper;
  /** Which this is of several that make pieces of its sheets; without it the only one. */
  readonly thread?: ThreadOf;
}

interface OpenSheet {
  readonly name: string;
  readonly options: SheetOptions;
  readonly writer: SheetWriter;
}

export class WorkbookWriter {
  readonly #zip: ZipFile;
  readonly #properties: WorkbookProperties;
  readonly #paper: Paper | undefined;
  readonly #telling: Telling;
  readonly #timeZone: string;
  readonly #names: string[] = [];
  readonly #defined: string[] = [];
  #drawings = 0;
  #images = 0;
  #sheet: OpenSheet | undefined;

  constructor(path: string, options: WorkbookOptions = {}) {
    const { properties = {}, decimals = 2, timeZone = 'UTC', paper, thread } = options;
    this.#timeZone = timeZone;
    this.#telling = {
      styles: new StyleTable(decimals),
      texts: new SharedTexts(thread),
      decimals,
      clock: new ZoneClock(timeZone),
    };
    this.#properties = properties;
    this.#paper = paper;
    this.#zip = new ZipFile(path);
  }

  /**
   * Begins a sheet, and ends the one before it.
   * @param wanted its name; changed as little as it takes to be valid and no other sheet's
   */
  addSheet(wanted: string, options: SheetOptions = {}): SheetWriter {
    this.#endSheet();
    const name = sheetName(wanted, this.#names);
    const number = this.#names.push(name);
    this.#zip.begin(`xl/worksheets/sheet${number}.xml`);
    const telling = { ...this.#telling, paper: this.#paper, number };
    const writer = new SheetWriter(this.#zip, options, telling);
    this.#sheet = { name, options, writer };
    return writer;
  }

  /** For another thread that makes pieces of the sheet that is open, before this one makes any. */
  get telling(): SentTelling {
    const { styles, decimals } = this.#telling;
    return { styles: styles.used, decimals, timeZone: this.#timeZone };
  }

  /** Texts that another thread's pieces name. */
  join(texts: readonly NumberedText[]): void {
    this.#telling.texts.join(texts);
  }

  /** @returns the size of the file, which is whole then */
  finish(): Promise<number> {
    this.#endSheet();
    const zip = this.#zip;
    zip.add('xl/styles.xml', this.#telling.styles.part());
    const { texts } = this.#telling;
    if (!texts.isEmpty) zip.add('xl/sharedStrings.xml', texts.part());
    zip.add('xl/workbook.xml', workbookPart(this.#names, this.#defined));
    zip.add('xl/_rels/workbook.xml.rels', workbookRelations(this.#names.length, !texts.isEmpty));
    zip.add('docProps/core.xml', coreProperties(this.#properties));
    zip.add('_rels/.rels', PACKAGE_RELATIONS);
    zip.add(
      '[Content_Types].xml',
      contentTypes(this.#names.length, this.#drawings, !texts.isEmpty),
    );
    return zip.finish();
  }

  /** After a failure: the file is half of one, unless it is finished. */
  abandon(): void {
    this.#zip.abandon();
  }

  #endSheet(): void {
    if (!this.#sheet) return;
    const { name, options, writer } = this.#sheet;
    this.#sheet = undefined;
    const { content, pictures } = writer.end();
    this.#defined.push(...definedNames(options, content, name, this.#paper !== undefined));
    if (pictures.length > 0) this.#addDrawing(pictures);
  }

  #addDrawing(pictures: readonly Picture[]): void {
    const zip = this.#zip;
    const drawing = ++this.#drawings;
    zip.add(`xl/worksheets/_rels/sheet${this.#names.length}.xml.rels`, sheetRelations(drawing));
    zip.add(`xl/drawings/drawing${drawing}.xml`, drawingPart(pictures));
    const images = pictures.map(({ png }) => {
      const name = `image${++this.#images}.${png[0] === 0xff ? 'jpeg' : 'png'}`;
      zip.add(`xl/media/${name}`, Buffer.from(png));
      return name;
    });
    zip.add(`xl/drawings/_rels/drawing${drawing}.xml.rels`, drawingRelations(images));
  }
}
