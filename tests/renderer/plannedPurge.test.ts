/**
 * The panel of a user, the preview of the job and its guard speak of one purge: the planned one. Three answers about one
 * user (a Staff user, a transferred balance, a Contact) would each be believed.
 */

import { expect, test } from 'vitest';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { plannedPurge } from '#shared/domain/plannedPurge.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import {
  newPurgeDraft,
  settingsOf,
} from '../../src-renderer/screens/jobs/kinds/purgeUserRecords/purgeDraft.ts';
import { plannedOutcome, plannedRun } from '../../src-renderer/users/plannedPurge.ts';
import { newEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

const RUN_DATE = '2026-11-21';

/** Each record type with each decision, balances around the threshold, dates around the bound. */
function candidates() {
  const types = ['Public', 'Staff', 'Contact', null];
  const purges = ['2021-05-31', '2026-10-21', '2026-10-22', '2026-11-20', null];
  return types.flatMap((type, t) =>
    purges.flatMap((purge, p) =>
      [0, 0.99, 1, 20].map((balance, b) => ({
        id: `u${t}${p}${b}`,
        type,
        purge,
        balance,
        loans: (t + p + b) % 5 === 0 ? 1 : 0,
        role: (p + b) % 4 === 0 ? 'Yes' : 'No',
        group: b === 3 ? 'I-Share' : 'Graduate',
      })),
    ),
  );
}

test('the panel says of everybody what preview and guard say', async () => {
  const engine = await newEngine();
  await engine.candidates(candidates());
  await addRows(engine, 'fines-fees', [
    ['Primary Identifier', 'Fine Fee Status', 'Remaining Amount'],
    ['u001', 'Active', '0.50'],
    ['u001', 'Transferred', '30.00'],
    ['u010', 'Transferred', '0.75'],
    ['u112', 'Transferred', '30.00'],
  ]);
  await engine.approve({ op: 'contains', field: 'primary_identifier', value: '0' });
  await engine.ask.review.decide({
    selection: { criteria: { op: 'contains', field: 'primary_identifier', value: '11' } },
    decision: 'excluded',
    reason: 'Other',
  });
  const before = await engine.ask.settings.get();
  for (const recordType of ['All', 'Public', 'Staff', 'Contact'] as const)
    for (const countTransferred of [null, false, true]) {
      const settings: Settings = { ...before, runDate: RUN_DATE, recordType, countTransferred };
      await engine.ask.settings.save(settings);
      await compare(engine, settings);
    }
});

async function compare(engine: Awaited<ReturnType<typeof newEngine>>, settings: Settings) {
  const run = plannedRun(settings);
  // Everybody is asked, as if the review's set were in the group already.
  const asked: PurgeSettings = { ...plannedPurge(settings), userGroup: null };
  const preview = await engine.ask.jobs.previewPurge(asked);
  const check = await engine.ask.jobs.check({
    job: { kind: 'purge-user-records', name: 'All', parameters: asked },
  });
  const behind = (previewId: string, part: string) =>
    engine.identifiers({ op: 'inPreview', previewId, part });
  const users = [...(await engine.users(CANDIDATES)).values()];
  const saying = (holds: (outcome: ReturnType<typeof plannedOutcome>) => boolean) =>
    users
      .filter((user) => holds(plannedOutcome(user, run)))
      .map((user) => user.primary_identifier)
      .sort();
  const reached = (outcome: ReturnType<typeof plannedOutcome>) =>
    outcome.passesDayBound && outcome.matchesRecordType;
  const about = `${settings.recordType}, transferred ${settings.countTransferred}`;
  expect(await behind(preview.previewId, 'inScope'), about).toEqual(saying(reached));
  expect(await behind(preview.previewId, 'purged'), about).toEqual(
    saying((outcome) => reached(outcome) && outcome.reasons.length === 0),
  );
  const kept = new Set(saying(({ keptBy }) => keptBy !== null));
  const concerned = await behind(check.checkId, 'concerned');
  expect(await behind(check.checkId, 'unapproved'), about).toEqual(
    concerned.filter((identifier) => kept.has(identifier)),
  );
  for (const { kind } of check.unapproved)
    for (const identifier of await behind(check.checkId, `unapproved:${kind}`))
      expect(plannedOutcome(await engine.user(identifier), run).keptBy, identifier).toBe(kind);
}

test('the form starts with the purge that is planned', async () => {
  const engine = await newEngine();
  const settings: Settings = {
    ...(await engine.ask.settings.get()),
    runDate: RUN_DATE,
    days: 45,
    recordType: 'Staff',
    waiveThreshold: 250,
    reading: 'strict',
  };
  expect(settingsOf(newPurgeDraft(settings, settings.okToPurgeGroup), 2)).toEqual(
    plannedPurge(settings),
  );
  const contacts: Settings = { ...settings, recordType: 'Contact' };
  expect(settingsOf(newPurgeDraft(contacts, settings.okToPurgeGroup), 2)).toEqual(
    plannedPurge(contacts),
  );
});
