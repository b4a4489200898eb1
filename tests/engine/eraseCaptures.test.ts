/**
 * Somebody who is erased is blanked in the pictures of settings, where their words stand, and nothing else of a picture
 * changes. A name that stays legible is a broken promise; a picture without its settings is no proof any more.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { value } from '#engine/db/db.ts';
import { type Box, blankOut, joined } from '#engine/jobs/captures/blankOut.ts';
import { type Pixels, readPng, writePng } from '#engine/jobs/captures/pngPixels.ts';
import type { PicturedTexts } from '#shared/contract/shapes/picturedTexts.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { quotedWords } from '#shared/domain/quotations.ts';
import { newEngine, PURGE, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { randomNumbers } from '../support/seed.ts';

const DELETED: Criteria = { op: 'membership', value: 'deleted' };
const [WIDTH, HEIGHT] = [400, 300];

/** Every pixel another colour, so that each one that changes is seen. */
function noise(width: number, height: number, channels: Pixels['channels'] = 4): Pixels {
  const draw = randomNumbers(7);
  const values = Uint8Array.from({ length: width * height * channels }, (_, n) =>
    channels === 4 && n % 4 === 3 ? 255 : draw(0x5c),
  );
  return { width, height, channels, values };
}

/** A line of text at a place, each word sixty pixels wide. */
const line = (text: string, top: number, userNo: number | null = null) =>
  quotedWords(text).map(({ folded }, n) => ({
    word: folded,
    boxes: [[10 + n * 64, top, 60, 16] as [number, number, number, number]],
    userNo,
  }));

interface Change {
  readonly inside: readonly Box[];
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Pixels outside of the boxes are the same; inside, none is as it was. */
function expectBlanked({ before, after, inside }: Change): void {
  const [one, other] = [readPng(before)!, readPng(after)!];
  expect([other.width, other.height]).toEqual([one.width, one.height]);
  let kept = 0;
  let strange = 0;
  const colours = new Set<number>();
  for (let y = 0; y < one.height; y++)
    for (let x = 0; x < one.width; x++) {
      const at = (y * one.width + x) * one.channels;
      const isSame = [0, 1, 2].every((n) => one.values[at + n] === other.values[at + n]);
      const reach = (by: number) =>
        inside.some(
          ([l, t, w, h]) => x >= l - by && x < l + w + by && y >= t - by && y < t + h + by,
        );
      if (reach(0)) {
        colours.add(other.values[at]!);
        if (isSame) kept++;
      } else if (!reach(2) && !isSame) strange++;
    }
  expect({ kept, strange }).toEqual({ kept: 0, strange: 0 });
  // One colour, and that of the mark.
  expect([...colours].sort((a, b) => a - b)).toEqual(inside.length === 0 ? [] : [0x5c, 0xff]);
}

test.each([1, 2, 3, 4] as const)(
  'a picture of %i values a pixel is written as it was read',
  (channels) => {
    const pixels = noise(37, 23, channels);
    expect(readPng(writePng(pixels))).toEqual(pixels);
  },
);

test('what is no such picture is not read, and none is read beyond its pixels', () => {
  expect(readPng(new Uint8Array([1, 2, 3]))).toBeUndefined();
  const png = writePng(noise(20, 20));
  expect(readPng(png.subarray(0, png.length - 40))).toBeUndefined();
  const taller = Buffer.from(png);
  taller.writeUInt32BE(40, 20);
  expect(readPng(taller)).toBeUndefined();
});

test('boxes beyond the picture are blanked as far as it goes, words of a line as one', () => {
  const pixels = noise(30, 30, 3);
  blankOut(pixels, [
    [-10, -10, 15, 15],
    [28, 28, 50, 50],
  ]);
  expect(pixels.values[0]).toBe(0x5c);
  expect(
    joined([
      [0, 0, 40, 16],
      [44, 1, 40, 16],
      [0, 30, 40, 16],
    ]),
  ).toEqual([
    [0, 0, 84, 17],
    [0, 30, 40, 16],
  ]);
});

/** Two deleted users, one of whom is restored by a job whose page was pictured. */
async function pictured(texts: PicturedTexts | null, png = writePng(noise(WIDTH, HEIGHT))) {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Last Name', 'First Name', 'Purge Date', 'User Group', 'Has Staff Role'],
    ['anna77', 'Quillfeather', 'Annabel', '2015-01-31', 'Alumni', 'No'],
    ['benn88', 'Ostermoor', 'Bennet', '2015-01-31', 'Alumni', 'No'],
  ]);
  await engine.approve();
  const capture = { png, takenAt: 5, width: WIDTH, height: HEIGHT, texts };
  engine.session.captures.keep('picture', capture);
  const job = {
    kind: 'purge-user-records' as const,
    name: 'Purge',
    parameters: { ...PURGE, userGroup: 'Alumni' },
  };
  const purge = await engine.run(job, 'picture');
  return { engine, purge, png };
}

/** Erases one of the deleted users. */
async function erase(engine: TestEngine, userNo: number, capture: string | null = null) {
  const job = {
    kind: 'erase-users' as const,
    name: 'User Cleanup',
    parameters: {},
    users: { criteria: { op: 'all' as const, of: [DELETED, only(userNo)] }, except: [] },
    typedUsers: 1,
  };
  return engine.run(job, capture);
}

const only = (userNo: number): Criteria => ({ op: 'users', userNos: [userNo] });

async function pictureOf(engine: TestEngine, jobId: number): Promise<Buffer> {
  const { dataUrl } = await engine.ask.jobs.capture({ jobId });
  return Buffer.from(dataUrl.split(',')[1]!, 'base64');
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function trailOf(engine: TestEngine) {
  const filter = { topic: 'jobs' as const, staffNo: null, from: null, to: null };
  const { rows } = await engine.ask.trail.page({ filter, offset: 0, limit: 100 });
  return rows.flatMap(({ entered }) =>
    entered?.what === 'capture.erased' ? [entered.details] : [],
  );
}

/** As the page would tell it: its layout is half as wide as the picture. */
const half = (words: ReturnType<typeof line>): PicturedTexts => ({
  width: WIDTH / 2,
  height: HEIGHT / 2,
  words: words.map((word) => ({
    ...word,
    boxes: word.boxes.map(([l, t, w, h]) => [l / 2, t / 2, w / 2, h / 2]),
  })),
});

test('an erased user is blanked where their words stand, and nobody and nothing else', async () => {
  const words = [
    ...line('Purge User Records', 10),
    ...line('Quillfeather', 40),
    ...line('Annabel', 70),
    ...line('benn88 Ostermoor Bennet', 100),
    ...line('left out ANNA77 again', 130),
    ...line('Alumni', 160, 1),
    ...line('Alumni', 190, 2),
  ];
  const { engine, purge, png } = await pictured(half(words));
  const { jobId } = purge;
  expect(purge.capture?.sha256).toBe(sha256(png));
  const anna = await engine.user('anna77');
  const benn = await engine.user('benn88');
  expect([anna.userNo, benn.userNo]).toEqual([1, 2]);
  const erasing = await erase(engine, anna.userNo);
  const after = await pictureOf(engine, jobId);
  const inside: Box[] = [
    [10, 40, 60, 16],
    [10, 70, 60, 16],
    // Third of its line.
    [10 + 2 * 64, 130, 60, 16],
    [10, 160, 60, 16],
  ];
  expectBlanked({ inside, before: png, after });
  const report = await engine.ask.jobs.report({ jobId });
  expect(report.capture).toMatchObject({ sha256: sha256(after), bytes: after.length });
  expect(report.pictureErased).toMatchObject([
    { byJob: erasing.jobId, sha256: sha256(png), places: 4 },
  ]);
  expect(await trailOf(engine)).toEqual([
    { jobId, places: 4, before: sha256(png), after: sha256(after) },
  ]);
  // Then the other one, in the picture as it is now.
  const next = await erase(engine, benn.userNo);
  const last = await pictureOf(engine, jobId);
  const line3: Box[] = [
    [10, 100, 2 * 64 + 60, 16],
    [10, 190, 60, 16],
  ];
  expectBlanked({ inside: line3, before: after, after: last });
  const erased = (await engine.ask.jobs.report({ jobId })).pictureErased;
  expect(erased.map(({ byJob }) => byJob)).toEqual([erasing.jobId, next.jobId]);
  const { path } = engine;
  await engine.close();
  expect(verify(path)).toEqual([]);
});

test('of words nothing is kept that could be read, and nothing at all of the erased', async () => {
  const covered = line('Quillfeather', 40).map((word) => ({ ...word, boxes: [] }));
  const words = [...line('Zweimaleins', 10), ...covered];
  const { engine, purge, png } = await pictured({ width: WIDTH, height: HEIGHT, words });
  const { jobId } = purge;
  const stored = () => {
    const { db } = engine.session.workspace;
    const words = value<string>(db, 'SELECT words FROM job_capture WHERE job_id = ?', jobId);
    return JSON.parse(words) as [string][];
  };
  const before = stored();
  expect(before).toHaveLength(2);
  expect(JSON.stringify(before).toLowerCase()).not.toMatch(/zweimaleins|quillfeather/);
  await erase(engine, 1);
  expect(stored()).toEqual([before[0]]);
  // Nobody had seen them: the picture is as it was.
  expect(await pictureOf(engine, jobId)).toEqual(png);
  expect((await engine.ask.jobs.report({ jobId })).pictureErased).toEqual([]);
});

test('a picture that can’t be read goes whole, and the report says so with its hash', async () => {
  const png = Buffer.from('no picture');
  const texts = { width: WIDTH, height: HEIGHT, words: line('Quillfeather', 40) };
  const { engine, purge } = await pictured(texts, png);
  const { jobId } = purge;
  const { jobId: byJob } = await erase(engine, 1);
  const report = await engine.ask.jobs.report({ jobId });
  expect(report.capture).toBeNull();
  expect(report.pictureErased).toMatchObject([{ byJob, sha256: sha256(png), places: 0 }]);
  expect(await trailOf(engine)).toMatchObject([{ jobId, places: 0, after: null }]);
  await engine.exportReport(jobId, join(engine.folder, 'Report.xlsx'));
});

test('a picture of which nobody knows where its words stand goes where users were listed, and stays where settings were', async () => {
  const { engine, purge, png } = await pictured(null);
  engine.session.captures.keep('list', { png, takenAt: 6, width: WIDTH, height: HEIGHT });
  const { jobId } = await erase(engine, 1, 'list');
  expect((await engine.ask.jobs.report({ jobId })).pictureErased).toMatchObject([{ places: 0 }]);
  expect((await engine.ask.jobs.report({ jobId: purge.jobId })).capture).not.toBeNull();
});

test('where users were listed it stays, too, once it is known where its words stand', async () => {
  const { engine, png } = await pictured(null);
  const words = [...line('Purge 1 user for good', 10), ...line('anna77 benn88', 60)];
  engine.session.captures.keep('list', {
    ...{ png, takenAt: 6, width: WIDTH, height: HEIGHT },
    texts: { width: WIDTH, height: HEIGHT, words },
  });
  const { jobId } = await erase(engine, 1, 'list');
  const after = await pictureOf(engine, jobId);
  expectBlanked({ inside: [[10, 60, 60, 16]], before: png, after });
});
