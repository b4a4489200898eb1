/**
 * A reversal kit as a folder: a set file for each original value, the job sheet, the table of counts. All of it is
 * written into a folder beside, which takes its place when it is whole: somebody who finds a kit finds all of it.
 */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import { isWrittenFreely, setFileName } from '#shared/documents/reversalKit/fileNames.ts';
import type { KitFile } from '#shared/documents/reversalKit/kit.ts';
import { KIT_FILE_WORDS } from '#shared/documents/reversalKit/words.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import type { ReadableDb } from '../db/db.ts';
import { besideOf } from '../db/pieces.ts';
import { HELD_NOBODY, type HeldByFile, heldUsers } from '../db/trail/exportedFiles.ts';
import { makeFolderBeside, putFolder, writeWhole } from '../db/wholeFile.ts';
import { getJob } from '../jobs/jobRows.ts';
import {
  planBefore,
  planOfJob,
  type ReversalPlan,
} from '../jobs/kinds/updateNotifyUsers/reversalPlan.ts';
import { Refusal } from '../refusal.ts';
import { writeDocumentWorkbook } from '../reports/documentWorkbook.ts';
import { type KitNamed, kitOf, kitSources } from '../reports/reversalKit.ts';
import type { RowWatch } from '../reports/rowWatch.ts';
import type { MadeBy } from '../reports/source.ts';
import { nameOfSet, ordersOver } from '../sets/userSets.ts';
import { writeSetFile } from '../sets/writeSetFile.ts';
import { makePages, type Pages } from './makePages.ts';
import { smallerPdf } from './pdf/smallerPdf.ts';

/** Whom a file of a folder holds, by its name. */
export type HeldByName = ReadonlyMap<string, HeldByFile>;

export type AskedKit = Extract<ExportedWhat, { of: 'kit' | 'kit-of-job' }>;

/**
 * Writes everything but the PDF of the sheet, beside the place of the folder; `endKit` puts it there.
 * @returns how many identifiers its set files have, the pages of the sheet, and whom each of its files holds, by its name
 * @throws Refusal where the job changes nobody, or isn't an update
 */
export async function beginKit(
  db: ReadableDb,
  asked: AskedKit,
  path: string,
  making: MadeBy,
  watch: RowWatch,
): Promise<{ rows: number; pages: Pages; held: HeldByFile; heldBy: HeldByName }> {
  const { plan, named } = planOf(db, asked);
  if (plan.values.length === 0) throw new Refusal('export.nothingChanges');
  const rows = plan.values.reduce((sum, { users }) => sum + users, 0);
  watch.begin(rows);
  const folder = await makeFolderBeside(path);
  const { heldBy, ...written } = await writeSetFiles(db, plan, folder, watch);
  const { sheet, printed, counts } = kitSources(db, kitOf(plan, named, written), making);
  // The set files are the amount of work; who doesn't want the rest is heard all the same.
  const quiet: RowWatch = { begin: () => {}, wrote: () => watch.wrote(0) };
  const workbook = (name: string) => join(folder, `${name}.xlsx`);
  await writeDocumentWorkbook(counts, workbook(KIT_FILE_WORDS.counts), quiet);
  await writeDocumentWorkbook(sheet, workbook(KIT_FILE_WORDS.sheet), quiet);
  heldBy.set(`${KIT_FILE_WORDS.counts}.xlsx`, HELD_NOBODY);
  for (const ending of ['xlsx', 'pdf'])
    heldBy.set(`${KIT_FILE_WORDS.sheet}.${ending}`, heldUsers(quotedIn(plan)));
  const { pages } = makePages(printed, quiet);
  return { rows, pages, held: heldUsers(plan.changed), heldBy };
}

/** The sheet names no user, but tells what somebody wrote of them. */
function quotedIn(plan: ReversalPlan): UserBitmap {
  const quoted = plan.values.map((value, n) =>
    isWrittenFreely(value) ? plan.usersOf(n) : new UserBitmap(),
  );
  return quoted.reduce((all, users) => all.or(users), new UserBitmap());
}

/** @param printed the sheet as Chromium has laid it out; null where nothing can be printed */
export async function endKit(path: string, printed: Uint8Array | null): Promise<void> {
  if (printed) {
    const pdf = smallerPdf(printed);
    const place = join(besideOf(path), `${KIT_FILE_WORDS.sheet}.pdf`);
    await writeWhole(place, (beside) => writeFile(beside, pdf, { flag: 'wx' }));
  }
  await putFolder(path);
}

function planOf(db: ReadableDb, asked: AskedKit): { plan: ReversalPlan; named: KitNamed } {
  if (asked.of === 'kit-of-job') {
    const { jobId } = asked;
    const { kind, name } = getJob(db, jobId);
    if (!jobKind(kind).hasKit) throw new Refusal('export.noKit');
    const plan = planOfJob(db, jobId);
    return { plan, named: { name, jobId, setName: setOf(db, plan.parameters.setId) } };
  }
  const { name, parameters } = asked.job;
  const orders = ordersOver(db);
  const plan = planBefore(orders.fresh(), parameters, (criteria) => orders.match(criteria));
  return { plan, named: { name, jobId: null, setName: setOf(db, parameters.setId) } };
}

/** One that was deleted since has no name any more. */
function setOf(db: ReadableDb, setId: number): string {
  try {
    return nameOfSet(db, setId);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'set.gone') return String(setId);
    throw error;
  }
}

async function writeSetFiles(
  db: ReadableDb,
  plan: ReversalPlan,
  folder: string,
  watch: RowWatch,
): Promise<{ files: KitFile[]; odd: number; heldBy: Map<string, HeldByFile> }> {
  const files: KitFile[] = [];
  const heldBy = new Map<string, HeldByFile>();
  let odd = 0;
  for (const [n, value] of plan.values.entries()) {
    const name = setFileName(value, n + 1, plan.values.length);
    let told = 0;
    const written = await writeSetFile(db, {
      path: join(folder, `${name}.xlsx`),
      heading: 'USERNAME',
      members: plan.usersOf(n),
      clean: false,
      seal: null,
      // A file that turns out too large is written again in parts: it was told of already.
      wrote: () => watch.wrote(told++ < value.users ? 1 : 0),
    });
    odd += written.odd;
    for (const [part, file] of written.files.entries()) {
      const users = written.perFile[part]!;
      files.push({ ...value, name: basename(file), users: users.count });
      heldBy.set(basename(file), heldUsers(users));
    }
  }
  return { files, odd, heldBy };
}
