/**
 * The history of one user in the order of time: what files said anew, what jobs did, what was decided, what was noted.
 * Pure. A file's changes are read from its rows, which outlast the job that has used them.
 */
import type { ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import type {
  HistoryEntry,
  JobOfUser,
  PastDecision,
  UserNote,
} from '#shared/contract/shapes/users.ts';
import { findUserField, type UserFieldName } from '#shared/fields/userFields.ts';
import { type EvidenceRow, isBlank } from '../flagEvidence.ts';

/** What a file said otherwise than the ones before it. */
export interface FileChange {
  readonly field: UserFieldName;
  readonly kind: ShownColumn['kind'];
  readonly before: EvidenceRow['values'][number]['value'];
  readonly after: EvidenceRow['values'][number]['value'];
}

export type HistoryItem = { readonly at: number } & (
  | {
      readonly what: 'file';
      /** The first of its rows. */
      readonly row: EvidenceRow;
      readonly changes: readonly FileChange[];
      /** No file before it told anything of the user. */
      readonly first: boolean;
    }
  | { readonly what: 'job'; readonly job: JobOfUser }
  | { readonly what: 'jobChange'; readonly entry: HistoryEntry }
  | { readonly what: 'decision'; readonly decision: PastDecision }
  | { readonly what: 'note'; readonly note: UserNote }
);

interface Recorded {
  readonly evidence: readonly EvidenceRow[];
  readonly history: readonly HistoryEntry[];
  readonly jobs: readonly JobOfUser[];
  readonly decisions: readonly PastDecision[];
  readonly notes: readonly UserNote[];
}

/** Newest first. */
export function userHistory(recorded: Recorded): HistoryItem[] {
  const { evidence, history, jobs, decisions, notes } = recorded;
  const told = new Set(history.map(({ jobId }) => jobId));
  const items: HistoryItem[] = [
    ...fileItems(evidence),
    ...history.map((entry) => ({ what: 'jobChange' as const, at: entry.at, entry })),
    // What a job changed is told already; that it left somebody alone is history, too.
    ...jobs
      .filter(({ jobId }) => !told.has(jobId))
      .map((job) => ({ what: 'job' as const, at: job.at, job })),
    ...decisions.map((decision) => ({ what: 'decision' as const, at: decision.at, decision })),
    ...notes.map((note) => ({ what: 'note' as const, at: note.at, note })),
  ];
  return items.sort((a, b) => b.at - a.at);
}

function fileItems(evidence: readonly EvidenceRow[]): HistoryItem[] {
  const byFile = new Map<number, [EvidenceRow, ...EvidenceRow[]]>();
  for (const row of evidence.toSorted((a, b) => a.importedAt - b.importedAt || a.row - b.row)) {
    const rows = byFile.get(row.importId);
    if (rows) rows.push(row);
    else byFile.set(row.importId, [row]);
  }
  const known = new Map<UserFieldName, FileChange['after']>();
  return [...byFile.values()].map((rows) => {
    const first = known.size === 0;
    const changes = changesOf(rows, known);
    return { what: 'file', at: rows[0].importedAt, row: rows[0], first, changes };
  });
}

/** Of several rows of a file the first that says something counts. Notes in `known` what the file says. */
function changesOf(
  rows: readonly EvidenceRow[],
  known: Map<UserFieldName, FileChange['after']>,
): FileChange[] {
  const said = new Map<UserFieldName, FileChange>();
  for (const { field: name, kind, value } of rows.flatMap(({ values }) => values)) {
    const field = name === null ? undefined : findUserField(name);
    if (!field || field.kind === 'identifier' || field.ofCalendar) continue;
    if (isBlank(value) || said.has(field.name)) continue;
    said.set(field.name, {
      field: field.name,
      kind,
      before: known.get(field.name) ?? null,
      after: value,
    });
  }
  const changes = [...said.values()].filter(
    ({ field, before, after }) => known.has(field) && before !== after,
  );
  for (const { field, after } of said.values()) known.set(field, after);
  return changes;
}

/** As in Alma: how far back the history is shown. */
export const HISTORY_SPANS = ['all', 'week', 'month', 'year'] as const;
export type HistorySpan = (typeof HISTORY_SPANS)[number];

const DAYS: Readonly<Record<HistorySpan, number>> = {
  all: Number.POSITIVE_INFINITY,
  week: 7,
  month: 30,
  year: 365,
};
const DAY_MS = 86_400_000;

export function withinSpan(
  items: readonly HistoryItem[],
  span: HistorySpan,
  now: number,
): readonly HistoryItem[] {
  return items.filter(({ at }) => at >= now - DAYS[span] * DAY_MS);
}
