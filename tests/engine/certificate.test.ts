/**
 * The certificate of erasure. Whatever of an erased person is left anywhere must be found and told: a certificate that says
 * 0 over something that is still there is a lie to a person, and one that somebody changed proves nothing.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verify } from '#engine/cli/verify.ts';
import { forgetAllSums } from '#engine/db/checksums.ts';
import { run, transaction, type WritableDb } from '#engine/db/db.ts';
import { snapshotFolder } from '#engine/db/snapshots/snapshotPlace.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { certificateOf } from '#engine/jobs/certificates.ts';
import { setProving, takeUp } from '#engine/jobs/jobRows.ts';
import { runJob } from '#engine/jobs/runJob.ts';
import { submitJob } from '#engine/jobs/submitJob.ts';
import { NO_PROGRAM, type Program } from '#engine/program.ts';
import { keepErasingTexts } from '#engine/replica/erasingTexts.ts';
import {
  type Certificate,
  certificate as certificateShape,
  type SealedCertificate,
} from '#shared/contract/shapes/certificate.ts';
import { canonicalJson } from '#shared/domain/canonicalJson.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { shownState } from '#shared/domain/jobs.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { newEngine, refusal, type TestEngine, temporaryFolder } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { buildZip } from '../support/workbookBuilder.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

const DELETED: Criteria = { op: 'membership', value: 'deleted' };
const GONE = { id: 'pid00042', email: 'unal.c@uni.example', phone: '+43 660 5500042' };

const erasing = (userNo: number) => ({
  kind: 'erase-users' as const,
  name: 'User Cleanup',
  parameters: { requestId: 'PR-2345-6789', due: '2026-12-31' },
  users: { criteria: DELETED, except: [] },
  typedUsers: 1,
  userNo,
});

/** Two deleted users, of whom the first is to be erased. */
async function twoDeleted(): Promise<{ engine: TestEngine; userNo: number; stays: number }> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    [
      'Primary Identifier',
      'Last Name',
      'First Name',
      'User Group',
      'Purge Date',
      'Staff role',
      'Email',
    ],
    [GONE.id, 'Çelik', 'Ünal', 'Graduate', '2019-05-31', 'No', GONE.email],
    ['pid00043', 'Schmid', 'Martin', 'Graduate', '2019-05-31', 'No', 'martin@uni.example'],
  ]);
  await addRows(engine, 'user-contacts', [
    ['Primary Identifier', 'Phone Number', 'Address Line 1', 'City'],
    [GONE.id, GONE.phone, 'Łąkowa 12b', 'Graz'],
  ]);
  await engine.approve();
  await engine.purge();
  const { userNo } = await engine.user(GONE.id);
  return { engine, userNo, stays: (await engine.user('pid00043')).userNo };
}

const go = (db: WritableDb, jobId: number, program: Program = NO_PROGRAM) =>
  runJob(
    db,
    jobId,
    () => {},
    async () => {},
    new AbortController().signal,
    () => {},
    program,
  );

/** Everything is taken out, the file was closed, and the search comes next. @returns the job */
async function erasedUnsearched(path: string, userNo: number): Promise<number> {
  const { db, close } = openWritable(path);
  const { userNo: _, ...job } = erasing(userNo);
  const jobId = submitJob(db, job, [], 'Ada', null, null, UserBitmap.of([userNo]));
  expect(await go(db, jobId)).toBe(false);
  close();
  return jobId;
}

/** Plants something, and searches to the end. */
async function searchedWith(
  path: string,
  jobId: number,
  plant: (db: WritableDb) => void | Promise<void>,
  program: Program = NO_PROGRAM,
): Promise<SealedCertificate> {
  const planting = openWritable(path);
  await plant(planting.db);
  planting.close();
  for (;;) {
    const { db, close } = openWritable(path);
    try {
      if (await go(db, jobId, program)) return certificateOf(db, jobId)!;
    } finally {
      close();
    }
  }
}

const foundIn = ({ certificate }: SealedCertificate) =>
  certificate.search.places.filter(({ findings }) => findings > 0).map(({ place }) => place);

test('the job proves what it did, keeps the certificate, and enters it in the audit trail', async () => {
  const { engine, userNo } = await twoDeleted();
  const report = await engine.run({
    ...{ kind: 'erase-users', name: 'User Cleanup', parameters: {}, typedUsers: 1 },
    users: {
      criteria: { op: 'all', of: [DELETED, { op: 'users', userNos: [userNo] }] },
      except: [],
    },
  });
  const { certificate, sha256, found, confirmedBy } = report.certificate!;
  const { requestId, due } = report.erasure!;
  expect(certificate).toMatchObject({ requests: [requestId], erased: 1, leftAlone: 0, due });
  expect(certificate.search).toMatchObject({ findings: 0, notRead: 0 });
  expect(certificate.search.needles).toBeGreaterThan(4);
  expect(certificate.search.bytes).toBeGreaterThan(200_000);
  expect([found, confirmedBy]).toEqual([[], 'Tester']);
  expect(report.settings[1]).toMatchObject({ label: 'Due by', value: due });
  expect(JSON.stringify(certificate)).not.toMatch(/pid|ünal|unal|elik|Tester/i);
  const { rows } = await engine.ask.trail.page({
    ...{ filter: { topic: null, staffNo: null, from: null, to: null }, offset: 0, limit: 10 },
  });
  const entered = rows.map(({ entered }) => entered?.what);
  expect(entered.slice(0, 3)).toEqual(['job.completed', 'erasure.certified', 'erasure.searched']);
  expect(rows[1]!.entered!.details).toEqual({ jobId: report.jobId, sha256 });
  expect(rows[2]).toMatchObject({
    entryNo: certificate.trail.entryNo,
    hash: certificate.trail.hash,
  });
  expect(engine.count('erasing_text')).toBe(0);

  const path = join(engine.folder, 'Certificate.json');
  await engine.export({ of: 'certificate', jobId: report.jobId }, path, { format: 'json' });
  const written = JSON.parse(readFileSync(path, 'utf8'));
  expect(written).toMatchObject({ certificate, sha256, confirmedBy: 'Tester' });
  expect(createHash('sha256').update(canonicalJson(written.certificate)).digest('hex')).toBe(
    sha256,
  );
  const none = engine.export({ of: 'certificate', jobId: 1 }, `${path}2`, { format: 'json' });
  expect((await refusal(none)).reason).toBe('certificate.none');
});

test('whatever is left in the workspace is found, and where it is', async () => {
  const { engine, userNo, stays } = await twoDeleted();
  const { path, folder } = engine;
  await engine.close();
  const jobId = await erasedUnsearched(path, userNo);
  const clean = join(folder, 'clean.purgedesk');
  copyFileSync(path, clean);
  const note = (text: string) => (db: WritableDb) => {
    const sql = `INSERT INTO user_note (user_no, at, "by", text) VALUES (?, 1, 'Ada', ?)`;
    run(db, sql, stays, text);
  };
  const plants: [string, (db: WritableDb) => void, object][] = [
    ['upper case', note('friend of PID00042.'), { table: 'user_note', column: 'text' }],
    ['names together', note('celik,  ÜNAL'), { table: 'user_note', column: 'text' }],
    ['another way to write it', note('0043/660/5500042 or 43-660-5500042'), { table: 'user_note' }],
    [
      'rows of a file',
      (db) =>
        run(
          db,
          `UPDATE import_chunk SET rows = json_set(rows, '$[1][3]', ?) WHERE import_id = 1 AND chunk_no = 0`,
          `line one\nUnal.C@uni.example`,
        ),
      { place: 'rows', table: 'import_chunk', column: 'rows' },
    ],
    [
      'pages that are free',
      (db) => {
        db.pragma('secure_delete = OFF');
        const left = `${'.'.repeat(3000)}${GONE.id}`.repeat(40);
        transaction(db, () =>
          run(
            db,
            `INSERT INTO grid_view (grid, name, name_key, state, created_at)
          VALUES ('users', 'x', 'x', json_quote(?), 1)`,
            left,
          ),
        );
        transaction(db, () => run(db, `DELETE FROM grid_view WHERE name = 'x'`));
      },
      { place: 'file' },
    ],
    [
      'samples of an index',
      (db) => {
        db.exec('ANALYZE');
        run(
          db,
          `INSERT INTO sqlite_stat4 (tbl, idx, neq, nlt, ndlt, sample) VALUES ('user', 'x', 1, 1, 1, ?)`,
          Buffer.from(`\x03!\x02${GONE.id}7`, 'latin1'),
        );
      },
      { place: 'rows', table: 'sqlite_stat4' },
    ],
  ];
  for (const [what, plant, where] of plants) {
    copyFileSync(clean, path);
    const { certificate, found } = await searchedWith(path, jobId, plant);
    expect([what, certificate.search.findings > 0]).toEqual([what, true]);
    expect([what, found[0]]).toMatchObject([what, where]);
    expect(JSON.stringify(found).toLowerCase()).not.toContain(GONE.id);
  }
  copyFileSync(clean, path);
  const { certificate } = await searchedWith(
    path,
    jobId,
    note('pid00043 Martin Schmid, pid000421'),
  );
  expect(certificate.search.findings).toBe(0);
});

test('more texts than can be held at once are looked for in turns, and all of them', async () => {
  const { engine, userNo, stays } = await twoDeleted();
  const { path } = engine;
  await engine.close();
  const jobId = await erasedUnsearched(path, userNo);
  const { certificate: once } = await searchedWith(path, jobId, (db) => {
    // One left, so that the texts are kept and it is searched again.
    run(
      db,
      `INSERT INTO user_note (user_no, at, "by", text) VALUES (?, 1, 'Ada', ?)`,
      stays,
      GONE.id,
    );
  });
  const texts = Array.from({ length: 90 }, (_, n) => `lastqx${n}`);
  const { certificate, found } = await searchedWith(path, jobId, (db) => {
    takeUp(db, jobId);
    for (const text of texts) transaction(db, () => keepErasingTexts(db, jobId, [text]));
    const sql = `INSERT INTO user_letter (user_no, at, "by", file_name, text) VALUES (?, 1, 'Ada', 'x', ?)`;
    run(db, sql, stays, texts.at(-1)!);
    setProving(db, jobId, 1);
  });
  expect(certificate.search.needles).toBe(once.search.needles + texts.length);
  expect(found.map(({ table }) => table)).toEqual(['user_note', 'user_letter']);
  // It was all gone through twice, and counts once.
  expect(certificate.search.bytes).toBeLessThan(1.5 * once.search.bytes);
  expect(certificate.search.places.map(({ files }) => files)).toEqual(
    once.search.places.map(({ files }) => files),
  );
});

test('an original that names them where no row was read from goes, and says so', async () => {
  const { engine, userNo } = await twoDeleted();
  const { path, folder } = engine;
  await addRows(engine, 'exclusions', [['Primary Identifier'], ['pid00043']]);
  await engine.close();
  const jobId = await erasedUnsearched(path, userNo);
  const clean = join(folder, 'clean.purgedesk');
  copyFileSync(path, clean);
  const workbook = await writeWorkbook(join(folder, 'Left.xlsx'), {
    rows: [['Note'], [`of ${GONE.id}`]],
  });
  const originals: readonly Buffer[] = [
    readFileSync(workbook),
    Buffer.from(`\ufeffŁĄKOWA 12B\n`, 'utf16le'),
    Buffer.from(`\ufeffof ${GONE.id}\n`, 'utf16le').swap16(),
    buildZip([
      { name: 'xl/pivotCache/pivotCacheRecords1.xml', content: '<r><s v="&#199;elik"/></r>' },
    ]),
  ];
  for (const bytes of originals) {
    copyFileSync(clean, path);
    const { certificate, found } = await searchedWith(path, jobId, (db) => {
      run(db, 'DELETE FROM import_original');
      run(db, 'INSERT INTO import_original (import_id, piece, bytes) VALUES (3, 0, ?)', bytes);
      forgetAllSums(db, 'import_original');
    });
    expect([certificate.search.findings, found]).toEqual([0, []]);
    await engine.open(path);
    expect(engine.count('import_original')).toBe(0);
    const saved = engine.ask.imports.saveOriginal({
      importId: 3,
      file: engine.grant(join(folder, 'x.xlsx')),
    });
    expect((await refusal(saved)).reason).toBe('import.originalErased');
    await engine.close();
    expect(verify(path)).toEqual([]);
  }
});

test('a snapshot, a file half written and what the program keeps are searched, too', async () => {
  const { engine, userNo } = await twoDeleted();
  const { path } = engine;
  await engine.close();
  const before = join(temporaryFolder(), 'before.purgedesk');
  copyFileSync(path, before);
  const jobId = await erasedUnsearched(path, userNo);
  const settings = temporaryFolder();
  mkdirSync(join(settings, 'logs'));
  const program: Program = {
    ...NO_PROGRAM,
    known: async () => ({
      places: [
        { place: 'settings', path: join(settings, 'recent.json') },
        { place: 'logs', path: join(settings, 'logs') },
        { place: 'crashes', path: join(settings, 'none') },
        { place: 'browser', path: join(settings, 'browser') },
      ],
      texts: [],
    }),
  };
  const sealed = await searchedWith(
    path,
    jobId,
    () => {
      mkdirSync(snapshotFolder(path));
      copyFileSync(before, join(snapshotFolder(path), 'x.purgedesk-snapshot'));
      const piece = '.purge-desk-00000000-1-0000000000000000.part';
      writeFileSync(join(engine.folder, piece), `"${GONE.email.toUpperCase()}"`);
      writeFileSync(join(settings, 'recent.json'), Buffer.from(`/home/${GONE.id}/x`, 'utf16le'));
      writeFileSync(join(settings, 'browser'), Buffer.from('x"ŁĄKOWA 12B"', 'utf16le').subarray(1));
      writeFileSync(join(settings, 'logs', 'a.log'), `done x=5500042 ${GONE.phone}\n`);
    },
    program,
  );
  expect(foundIn(sealed)).toEqual(['snapshots', 'copies', 'settings', 'logs', 'browser']);
  expect(sealed.certificate.search.places.map(({ place }) => place)).toContain('crashes');
  expect(sealed.found).toContainEqual({ place: 'settings', fileName: 'recent.json', offset: 12 });

  await engine.open(path);
  const report = await engine.ask.jobs.report({ jobId });
  expect(report.state).toBe('completed');
  expect(shownState(report)).toBe('with-errors');
  expect(engine.count('erasing_text')).toBeGreaterThan(0);
  await engine.close();

  // Seen to by hand, all of it is searched again, and proved.
  rmSync(snapshotFolder(path), { recursive: true });
  for (const name of ['recent.json', 'logs/a.log', 'browser']) rmSync(join(settings, name));
  rmSync(join(engine.folder, '.purge-desk-00000000-1-0000000000000000.part'));
  const again = (db: WritableDb) => transaction(db, () => takeUp(db, jobId));
  const { certificate } = await searchedWith(path, jobId, again, program);
  expect(certificate.search).toMatchObject({ findings: 0, notRead: 0 });
  const { db, close } = openWritable(path);
  expect(() => again(db)).toThrow();
  close();
  expect(verify(path)).toEqual([]);
  await engine.open(path);
  expect(engine.count('erasing_text')).toBe(0);
});

test('verify names a certificate of which any letter was changed, one that is missing, and who is there again', async () => {
  const { engine, userNo } = await twoDeleted();
  const { path, folder } = engine;
  await engine.close();
  const jobId = await erasedUnsearched(path, userNo);
  await searchedWith(path, jobId, () => {});
  expect(verify(path)).toEqual([]);
  const clean = join(folder, 'clean.purgedesk');
  copyFileSync(path, clean);
  const after = (change: (db: WritableDb, certificate: Certificate, text: string) => void) => {
    copyFileSync(clean, path);
    const { db, close } = openWritable(path);
    const text = db.prepare('SELECT certificate FROM certificate').pluck().get() as string;
    change(db, certificateShape.parse(JSON.parse(text)), text);
    close();
    return verify(path).filter(({ what }) => what === 'certificate' || what === 'erased');
  };
  const flaw = (named: string) => [
    { what: 'certificate', table: 'certificate', jobId, flaw: named },
  ];
  const set = (db: WritableDb, text: string, sha256?: string) =>
    run(
      db,
      'UPDATE certificate SET certificate = ?, sha256 = coalesce(?, sha256)',
      text,
      sha256 ?? null,
    );
  const [start, end] = [0, 800];
  for (let at = start; at < end; at += 37)
    expect(
      after((db, _, text) => {
        const other = text[at] === '1' ? '2' : '1';
        // What is no JSON any more, the table itself refuses.
        try {
          set(db, text.slice(0, at) + other + text.slice(at + 1));
        } catch {
          run(db, `UPDATE certificate SET sha256 = '0'`);
        }
      }),
    ).toEqual(flaw('content'));
  expect(
    after((db, certificate) => {
      const json = canonicalJson({ ...certificate, erased: 0 });
      set(db, json, createHash('sha256').update(json).digest('hex'));
    }),
  ).toEqual(flaw('trail'));
  expect(after((db) => run(db, 'DELETE FROM certificate'))).toEqual(flaw('missing'));
  expect(
    after((db) =>
      run(db, `UPDATE job SET parameters = json_set(parameters, '$.requestId', 'PR-x')`),
    ),
  ).toEqual(flaw('request'));
  expect(after((db) => run(db, 'UPDATE job SET finished = 7 WHERE job_id = ?', jobId))).toEqual(
    flaw('counts'),
  );
  expect(
    after((db) =>
      run(
        db,
        `UPDATE user SET identifier_key = ?, erased_by_job = NULL WHERE user_no = ?`,
        GONE.id,
        userNo,
      ),
    ),
  ).toEqual([...flaw('counts'), { what: 'erased', table: 'user', users: 1 }]);
});
