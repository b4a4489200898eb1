/**
 * The institution's logo: read from a file that somebody chose, kept as it is beside the settings, of which it is never
 * a part. It must never keep where the file was, nor trust its name.
 */
import { open, stat } from 'node:fs/promises';
import { z } from 'zod';
import { type PictureFormat, pictureFormat } from '#shared/domain/pictureFormat.ts';
import { MOST_LOGO_BYTES, MOST_LOGO_SIDE } from '#shared/refusals/workspaceRefusals.ts';
import { get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { parseStored } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';

export interface Logo extends PictureFormat {
  readonly bytes: Uint8Array;
}

/** @throws Refusal for what can't be a logo; what the file system says else */
export async function readLogoFile(path: string): Promise<Logo> {
  const bytes = await readAtMost(path, MOST_LOGO_BYTES);
  if (!bytes) throw new Refusal('logo.tooManyBytes');
  const format = pictureFormat(bytes);
  if (format === 'other') throw new Refusal('logo.otherFormat');
  if (format === 'incomplete') throw new Refusal('logo.incomplete');
  const { width, height } = format;
  if (Math.max(width, height) > MOST_LOGO_SIDE)
    throw new Refusal('logo.tooWide', { width, height });
  return { ...format, bytes };
}

/** Undefined: there is more of it. */
async function readAtMost(path: string, most: number): Promise<Uint8Array | undefined> {
  // A pipe would be waited for, a device read without end.
  if (!(await stat(path)).isFile()) throw new Refusal('logo.otherFormat');
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > most) return undefined;
    // No more than it says: of what has no size, as the system's own log, the end would be waited for.
    const bytes = Buffer.alloc(size);
    const { bytesRead } = size > 0 ? await file.read(bytes, 0, size, 0) : { bytesRead: 0 };
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const storedLogo = z.object({
  kind: z.enum(['png', 'jpeg']),
  width: z.number(),
  height: z.number(),
  base64: z.string(),
});

export function readLogo(db: ReadableDb): Logo | null {
  const row = get<{ value: string }>(db, "SELECT value FROM setting WHERE name = 'logo'");
  if (!row) return null;
  const { base64, ...format } = parseStored(storedLogo, row.value, {
    table: 'setting',
    row: 'logo',
  });
  return { ...format, bytes: Buffer.from(base64, 'base64') };
}

/** As documents place it: under the name that their pictures have, though it may be a JPEG. */
export function logoPicture(db: ReadableDb) {
  const logo = readLogo(db);
  return logo && { png: logo.bytes, width: logo.width, height: logo.height };
}

/** @param logo null: none any more */
export function writeLogo(db: WritableDb, logo: Logo | null): void {
  run(db, "DELETE FROM setting WHERE name = 'logo'");
  if (!logo) return;
  const { kind, width, height, bytes } = logo;
  const base64 = Buffer.from(bytes).toString('base64');
  run(
    db,
    "INSERT INTO setting (name, value) VALUES ('logo', ?)",
    JSON.stringify({ kind, width, height, base64 }),
  );
}
