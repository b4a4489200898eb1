/** The workspace as a whole: opening, closing, copying, erasing; its settings; the stream of events. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { CopiedOpen } from '#shared/contract/shapes/workspace.ts';
import { usualPaper } from '#shared/domain/papers.ts';
import type { PolicyFacts } from '#shared/domain/policyFacts.ts';
import { HELD_UNKNOWN, heldUsers } from '../db/trail/exportedFiles.ts';
import { dropOriginals } from '../importing/read/originals.ts';
import { countWaiting } from '../importing/show/importQueries.ts';
import { expectUsableRule } from '../jobs/retention.ts';
import { Refusal } from '../refusal.ts';
import { confirmCopiedOpen } from '../replica/copiedOpen.ts';
import { ensureGroup } from '../replica/groups.ts';
import { type Logo, readLogo, readLogoFile, writeLogo } from '../replica/logo.ts';
import { notePolicyAnswered, readPolicyAsked } from '../replica/policyAsked.ts';
import { readSettings, writeSettings } from '../replica/settings.ts';
import { usersHeld } from '../replica/userRows.ts';
import { saveCopy } from '../session/chores.ts';
import { changedSettings } from './changedSettings.ts';
import { withCurrency } from './currencyChange.ts';
import { type RequestsOf, read, serve, write } from './request.ts';
import { type Carried, readCarried, takeOver } from './takeOver.ts';

export const workspaceRequests = {
  status: serve((session) => session.status()),
  create: serve(async (session, { file, locales, giveUp }) => {
    const path = session.files.target(file);
    session.leave(giveUp, path);
    await session.create(path, usualPaper(locales));
    return session.status();
  }),
  open: serve(async (session, { file, giveUp, readOnly }, signal) => {
    const path = session.files.source(file);
    session.leave(giveUp, path, readOnly);
    await session.open(path, { readOnly, signal });
    return session.status();
  }),
  close: serve(async (session, leaving) => {
    session.leave(leaving?.giveUp);
    await session.close();
    return session.status();
  }),
  saveCopy: serve(async (session, { file }) => {
    const { workspace, files } = session;
    const path = files.target(file);
    if (path === workspace.path) {
      throw new Refusal('workspace.sameFile');
    }
    const { underWay, writer } = workspace;
    const note = session.exportNote('workspace');
    // Whoever stands in a file that waits has no number yet.
    const { db } = workspace;
    const held = countWaiting(db) > 0 ? HELD_UNKNOWN : heldUsers(usersHeld(db));
    await underWay.during({ what: 'copying' }, () => writer.run(saveCopy, { path }));
    await note(path, held);
    return { fileName: basename(path) };
  }),
  tryAgain: serve(({ workspace }) => {
    workspace.background.tryAgain();
    return {};
  }),
  saveAs: serve(async (session, { file }) => {
    await session.saveAs(session.files.target(file));
    return session.status();
  }),
  confirmCopied: write({
    changes: 'records',
    gather: ({ workspace }) => workspace.copiedOpen,
    work: ({ db, by }, found: CopiedOpen | null) => {
      if (found) confirmCopiedOpen(db, found, by);
    },
    enters: (_, found) => (found ? { what: 'copy.confirmed', details: {} } : undefined),
    answer: (workspace) => {
      workspace.foundCopied = null;
      return workspace.status();
    },
  }),
  erase: serve(async (session, { typedName }) => {
    if (typedName !== session.workspace.name) {
      throw new Refusal('workspace.nameDiffers');
    }
    await session.erase();
    return session.status();
  }),
} satisfies RequestsOf<'workspace'>;

export const settingsRequests = {
  get: read(({ db }, _, { systemUserName }) => {
    const settings = readSettings(db);
    return { ...settings, userName: settings.userName || systemUserName };
  }),
  save: write({
    changes: 'settings',
    work: ({ db, by }, wanted) => {
      const before = readSettings(db);
      const settings = withCurrency(db, wanted);
      writeSettings(db, settings);
      if (isOtherRetention(before, settings)) expectUsableRule(db);
      ensureGroup(db, settings.okToPurgeGroup);
      // Whoever says that none is kept has said what becomes of them; how old they may be is asked (oldOriginals).
      const dropped = settings.keepOriginalsDays === 0 ? dropOriginals(db, by) : 0;
      return { changed: changedSettings(before, settings), dropped };
    },
    enters: ({ changed, dropped: files }) => [
      ...settingsEntry(changed),
      ...(files > 0
        ? [{ what: 'originals.settled' as const, details: { files, choice: 'delete' as const } }]
        : []),
    ],
    answer: ({ db }) => readSettings(db),
  }),
  policyAsked: read(({ db }) => readPolicyAsked(db)),
  answerPolicy: write({
    changes: 'settings',
    work: ({ db, by }, { deletePolicy, timeZone, ...facts }: PolicyFacts) => {
      const settings = readSettings(db);
      const institution = { ...settings.institution, deletePolicy, timeZone };
      const { waiveThreshold } = withCurrency(db, { ...settings, ...facts });
      const answered = { ...facts, institution, waiveThreshold };
      writeSettings(db, answered);
      return {
        asked: notePolicyAnswered(db, by),
        changed: changedSettings(settings, { ...settings, ...answered }),
      };
    },
    enters: ({ changed }) => [...settingsEntry(changed), { what: 'policy.answered', details: {} }],
    answer: (_, { asked }) => asked,
  }),
  takeOver: write({
    changes: 'settings',
    gather: (session, { file }) => readCarried(session, session.files.source(file)),
    work: ({ db, by }, carried: Carried) => {
      const before = readSettings(db);
      const taken = takeOver(db, carried, by);
      return { taken, changed: changedSettings(before, readSettings(db)) };
    },
    enters: ({ changed, taken: { rules, profiles } }, { logo }) => [
      ...settingsEntry(changed),
      { what: 'settings.takenOver', details: { rules, profiles, logo: logo !== null } },
    ],
    answer: (_, { taken }) => taken,
  }),
  logo: read(({ db }) => shown(readLogo(db))),
  saveLogo: write({
    changes: 'records',
    gather: ({ files }, { file }) => (file === null ? null : readLogoFile(files.source(file))),
    work: ({ db }, logo: Logo | null) => writeLogo(db, logo),
    enters: (_, logo) => ({
      what: 'logo.changed',
      details: { sha256: logo && createHash('sha256').update(logo.bytes).digest('hex') },
    }),
    answer: ({ db }) => shown(readLogo(db)),
  }),
} satisfies RequestsOf<'settings'>;

const isOtherRetention = (before: Settings, after: Settings) =>
  before.retentionDays !== after.retentionDays || before.retentionDay !== after.retentionDay;

function settingsEntry(settings: ReturnType<typeof changedSettings>) {
  return settings.length > 0 ? [{ what: 'settings.changed' as const, details: { settings } }] : [];
}

function shown(logo: Logo | null) {
  if (!logo) return null;
  const { kind, bytes, width, height } = logo;
  const base64 = Buffer.from(bytes).toString('base64');
  return { dataUrl: `data:image/${kind};base64,${base64}`, width, height };
}

export const eventRequests = {
  watch: serve(({ events }, _, signal) =>
    events.subscribe('event', { signal, maxBufferedEvents: 1000 }),
  ),
} satisfies RequestsOf<'events'>;
