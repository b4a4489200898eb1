/**
 * What goes on from an earlier workspace into a new one: the institution with its answers, the planned run, reasons,
 * words that mean keep, the protected register, import profiles. Nothing about users, and nothing that was decided for
 * that cycle alone. The earlier workspace is read in a moment, locked meanwhile, and never written to.
 */
import { basename } from 'node:path';
import type { RuleDetails } from '#shared/contract/shapes/register.ts';
import type { PolicyAsked, Settings, TakenOver } from '#shared/contract/shapes/settings.ts';
import { ruleKey } from '#shared/domain/protectedRegister.ts';
import type { ReadableDb, WritableDb } from '../db/db.ts';
import { openReadOnly } from '../db/openReadOnly.ts';
import { readingPlace } from '../db/readingPlace.ts';
import { refusalIn } from '../fileFailures.ts';
import { type KeptProfile, keepProfiles, readProfiles } from '../importing/read/profiles.ts';
import { countImports } from '../importing/show/importQueries.ts';
import { Refusal } from '../refusal.ts';
import { ensureGroup } from '../replica/groups.ts';
import { type Logo, readLogo, writeLogo } from '../replica/logo.ts';
import { notePolicyTaken, readPolicyAsked } from '../replica/policyAsked.ts';
import { readSettings, writeSettings } from '../replica/settings.ts';
import { addRule, readRules } from '../review/register.ts';
import type { Session } from '../session/session.ts';

/** What an earlier workspace gives on. */
export interface Carried {
  readonly takenFrom: string;
  readonly settings: Settings;
  readonly logo: Logo | null;
  readonly rules: readonly RuleDetails[];
  readonly profiles: readonly KeptProfile[];
  readonly asked: PolicyAsked | null;
}

/** @throws Refusal for a workspace that can't be read, is open, or is of an older version */
export async function readCarried(session: Session, path: string): Promise<Carried> {
  const from = await readingPlace(path);
  try {
    const inspected = await session.inspected(from.path);
    const { db, close } = openReadOnly(path, inspected, from);
    try {
      return carriedIn(db, basename(path).replace(/\.purgedesk$/i, ''));
    } finally {
      close();
    }
  } catch (error) {
    throw ofOther(error);
  } finally {
    from.end();
  }
}

function carriedIn(db: ReadableDb, takenFrom: string): Carried {
  const rules = readRules(db).map(({ kind, value, note, reviewOn }) => ({
    ...{ kind, value, note, reviewOn },
  }));
  return {
    ...{ takenFrom, rules },
    settings: readSettings(db),
    logo: readLogo(db),
    profiles: readProfiles(db),
    asked: readPolicyAsked(db),
  };
}

/** What is said of the open workspace elsewhere is of another one here. */
function ofOther(error: unknown): unknown {
  const code = refusalIn(error)?.code;
  if (code === 'workspace.readOnlyOld') return new Refusal('takeOver.old');
  return code && DAMAGED.has(code) ? new Refusal('takeOver.damaged') : error;
}

const DAMAGED = new Set<string>([
  'workspace.damaged',
  'workspace.damagedRow',
  'workspace.damagedValue',
  'workspace.foundDamaged',
]);

/**
 * Only into a workspace in which nothing has begun: settings of another cycle must not change what was decided under
 * those of this one.
 * @throws Refusal where a file was added, or somebody has answered already
 */
export function takeOver(db: WritableDb, carried: Carried, by: string): TakenOver {
  const { takenFrom, settings, logo, rules, profiles, asked } = carried;
  if (countImports(db) > 0 || readPolicyAsked(db)?.answered) throw new Refusal('takeOver.notNew');
  const { runDate: _run, rulesOff: _rules, retentionDay: _day, ...goesOn } = settings;
  const { period } = readSettings(db).institution;
  writeSettings(db, { ...goesOn, institution: { ...settings.institution, period } });
  ensureGroup(db, settings.okToPurgeGroup);
  if (logo) writeLogo(db, logo);
  const there = new Set(readRules(db).map(keyOf));
  const added = rules.filter((rule) => !there.has(keyOf(rule)));
  for (const rule of added) addRule(db, rule, by);
  keepProfiles(db, profiles);
  if (asked) notePolicyTaken(db, takenFrom);
  return { takenFrom, rules: added.length, profiles: profiles.length, answered: asked !== null };
}

const keyOf = ({ kind, value }: Pick<RuleDetails, 'kind' | 'value'>) =>
  `${kind} ${ruleKey(kind, value)}`;
