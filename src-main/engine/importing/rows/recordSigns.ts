/**
 * What the record itself says against a purge: recent activity, a researcher, a link from another institution; of facts
 * in memory and, word for word the same, of rows of `user` in SQL. Tests hold the two together.
 */
import { isLinked, NOT_LINKED } from '#shared/domain/linkedAccounts.ts';
import type { FlagContext } from '#shared/domain/reviewFlags.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { storedSql } from '../../replica/fieldColumns.ts';
import type { CellValue } from './storedRow.ts';

export interface RecordSigns {
  readonly recentActivity: boolean;
  readonly researcher: boolean;
  readonly linkedAccount: boolean;
}

/** The institution from which a record is linked, and what it is called there. */
const LINKS = ['linked_from', 'linked_account'] as const;

const NONE: RecordSigns = { recentActivity: false, researcher: false, linkedAccount: false };

/** @param told the fields of the facts, in their order; most files tell none of these */
export function recordSignReader(
  told: readonly UserFieldName[],
  { activeSince }: Pick<FlagContext, 'activeSince'>,
): (facts: readonly CellValue[]) => RecordSigns {
  const activity = told.indexOf('last_activity_date');
  const researcher = told.indexOf('researcher');
  const linked = LINKS.map((field) => told.indexOf(field)).filter((place) => place >= 0);
  if (activity < 0 && researcher < 0 && linked.length === 0) return () => NONE;
  return (facts) => {
    const day = facts[activity] ?? null;
    return {
      recentActivity: activeSince !== null && day !== null && String(day) >= activeSince,
      researcher: facts[researcher] === 1,
      linkedAccount: linked.some((place) => isLinked(String(facts[place] ?? ''))),
    };
  };
}

/** Of a row of `user`, 1 or 0; undefined: no file tells of it, and its column isn’t read. */
export function recordSignsSql(
  told: ReadonlySet<UserFieldName>,
  { activeSince }: Pick<FlagContext, 'activeSince'>,
): Readonly<Record<keyof RecordSigns, string | undefined>> {
  const linked = LINKS.filter((field) => told.has(field));
  const notLinked = NOT_LINKED.map((each) => `'${each}'`).join(', ');
  return {
    recentActivity:
      activeSince !== null && told.has('last_activity_date')
        ? `(coalesce(${storedSql('last_activity_date')}, '') >= '${activeSince}')`
        : undefined,
    researcher: told.has('researcher') ? `(${storedSql('researcher')} IS 1)` : undefined,
    linkedAccount:
      linked.length === 0
        ? undefined
        : `(${linked.map((field) => `(lower(trim(coalesce(${storedSql(field)}, ''))) IN (${notLinked}) IS 0)`).join(' OR ')})`,
  };
}
