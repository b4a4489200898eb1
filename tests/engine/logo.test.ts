/**
 * The institution's logo. The file comes from anywhere: what isn't a whole picture of a reasonable size must be refused
 * by its content, and must leave the one that is there; the settings that every request reads must not carry it.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '#engine/replica/settings.ts';
import { pictureFormat } from '#shared/domain/pictureFormat.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { jpeg, png } from '../support/pictures.ts';
import { packedParts } from '../support/readBack.ts';

const LOGO = png(60, 20);

async function saveLogo(engine: TestEngine, bytes: Uint8Array, name = 'logo.png') {
  const path = join(engine.folder, name);
  writeFileSync(path, bytes);
  return engine.ask.settings.saveLogo({ file: engine.grant(path, 'open') });
}

const shown = (kind: string, bytes: Uint8Array) =>
  `data:image/${kind};base64,${Buffer.from(bytes).toString('base64')}`;

test('is kept in the workspace as it was, without its file, until it is removed', async () => {
  const engine = await newEngine();
  const { ask } = engine;
  expect(await ask.settings.logo()).toBeNull();
  const logo = { dataUrl: shown('png', LOGO), width: 60, height: 20 };
  expect(await saveLogo(engine, LOGO)).toEqual(logo);
  const { path } = engine;
  await engine.close();
  writeFileSync(join(engine.folder, 'logo.png'), '');
  await engine.open(path);
  expect(await ask.settings.logo()).toEqual(logo);
  expect(JSON.stringify(readSettings(engine.session.workspace.db))).not.toContain('base64');
  // Saving the settings leaves it alone.
  await ask.settings.save({ ...(await ask.settings.get()), userName: 'Robin' });
  expect(await ask.settings.logo()).toEqual(logo);
  expect(await ask.settings.saveLogo({ file: null })).toBeNull();
  expect(await ask.settings.logo()).toBeNull();
});

test('is recognised by its content, whatever the file is called', async () => {
  const engine = await newEngine();
  const bytes = jpeg(640, 480);
  expect(await saveLogo(engine, bytes, 'logo.png')).toEqual({
    dataUrl: shown('jpeg', bytes),
    width: 640,
    height: 480,
  });
});

test.each([
  ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'logo.otherFormat'],
  ['nothing', Buffer.alloc(0), 'logo.otherFormat'],
  ['a GIF', Buffer.from('GIF89a......'), 'logo.otherFormat'],
  ['half a PNG', LOGO.subarray(0, LOGO.length / 2), 'logo.incomplete'],
  ['a PNG without its end', LOGO.subarray(0, LOGO.length - 12), 'logo.incomplete'],
  ['a PNG of no size', png(0, 20), 'logo.incomplete'],
  ['half a JPEG', jpeg(60, 20).subarray(0, 30), 'logo.incomplete'],
  ['a JPEG without its end', jpeg(60, 20).subarray(0, -2), 'logo.incomplete'],
  ['a side of 4,001 pixels', png(4001, 1), 'logo.tooWide'],
  ['more than 1 MB', Buffer.concat([LOGO, Buffer.alloc(1_048_577)]), 'logo.tooManyBytes'],
])('%s is refused and leaves what was there', async (_, bytes, code) => {
  const engine = await newEngine();
  await saveLogo(engine, LOGO);
  expect(await refusal(saveLogo(engine, bytes, 'other.png'))).toMatchObject({ reason: code });
  expect((await engine.ask.settings.logo())?.width).toBe(60);
});

test('a file that is gone is refused as such', async () => {
  const engine = await newEngine();
  const file = engine.grant(join(engine.folder, 'gone.png'), 'open');
  expect(await refusal(engine.ask.settings.saveLogo({ file }))).toMatchObject({
    reason: 'file.missing',
  });
});

test('no beginning of a picture passes for a whole one', () => {
  for (const whole of [LOGO, jpeg(60, 20)]) {
    expect(pictureFormat(whole)).toMatchObject({ width: 60, height: 20 });
    for (let length = 0; length < whole.length; length++)
      expect(pictureFormat(whole.subarray(0, length))).toBeTypeOf('string');
  }
});

test.each([
  ['png', png(60, 20)],
  ['jpeg', jpeg(60, 20)],
])('a %s stands in the workbook of a report as what it is', async (kind, bytes) => {
  const engine = await newEngine();
  await saveLogo(engine, bytes);
  await engine.candidates(['ann']);
  const { jobId } = await engine.purgeAsAlma();
  const path = join(engine.folder, 'Report.xlsx');
  await engine.export({ of: 'job', jobId }, path);
  expect(await packedParts(path, `xl/media/image1.${kind}`)).toEqual([bytes]);
  const [types] = await packedParts(path, '[Content_Types].xml');
  expect(types?.toString()).toContain(`Extension="${kind}" ContentType="image/${kind}"`);
});
