/** What happened to one user, newest first, as far back as is asked for: files, jobs, decisions, notes. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { userField } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { decisionNoteText } from '#shared/notices/decisionNoteText.ts';
import { FileValueText } from '../../ui/FileValueText.tsx';
import { DecisionMark, Mark } from '../../ui/Marks.tsx';
import { OUTCOME_MEANINGS } from '../../ui/meaning.ts';
import { ByWhom, JobChange } from '../UserRecord.tsx';
import type { UserDetails } from '../userDetails.ts';
import { evidenceWords, recordWords } from '../words.tsx';
import styles from './Details.module.css';
import { JobLink } from './JobLink.tsx';
import {
  HISTORY_SPANS,
  type HistoryItem,
  type HistorySpan,
  userHistory,
  withinSpan,
} from './userHistory.ts';
import { historyWords, SPAN_LABELS } from './words.tsx';

export function HistoryTab({ details }: { readonly details: UserDetails }) {
  const [span, setSpan] = useState<HistorySpan>('month');
  const items = userHistory(details);
  const shown = withinSpan(items, span, Date.now());
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={historyWords.span}
        value={span}
        onChange={(value) => setSpan(value as HistorySpan)}
        data={HISTORY_SPANS.map((value) => ({ value, label: SPAN_LABELS[value] }))}
      />
      {shown.length === 0 ? (
        <Group gap={12} mt={16}>
          <Text size="sm" c="dimmed">
            {items.length === 0 ? historyWords.nothing : historyWords.nothingWithin(items.length)}
          </Text>
          {items.length > 0 && (
            <Button size="xs" variant="default" onClick={() => setSpan('all')}>
              {historyWords.showAll}
            </Button>
          )}
        </Group>
      ) : (
        <ol className={styles.history}>
          {shown.map((item, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity here
            <li key={n}>
              <Item item={item} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Item({ item }: { readonly item: HistoryItem }) {
  switch (item.what) {
    case 'file':
      return <FileItem item={item} />;
    case 'jobChange':
      return <JobChange entry={item.entry} />;
    case 'job':
      return (
        <Entry at={item.at} by={item.job.by} aside={<JobLink jobId={item.job.jobId} />}>
          <Mark
            meaning={{
              ...OUTCOME_MEANINGS[outcomeWords(item.job.kind, item.job.outcome).mark],
              word: outcomeWords(item.job.kind, item.job.outcome).word,
            }}
            plain
          />
        </Entry>
      );
    case 'decision': {
      const { decision, reason, undone, by, at } = item.decision;
      const note = decisionNoteText(item.decision);
      return (
        <Entry at={at} by={by} aside={undone && recordWords.undone}>
          <Struck struck={undone}>
            <DecisionMark decision={decision} plain /> {reason}
          </Struck>
          {note && <Text size="sm">{note}</Text>}
        </Entry>
      );
    }
    case 'note':
      return (
        <Entry at={item.at} by={item.note.by}>
          <span className={styles.aside}>{historyWords.note}</span> {item.note.text}
        </Entry>
      );
  }
}

function Struck(props: { readonly struck: boolean; readonly children: ReactNode }) {
  return props.struck ? <del>{props.children}</del> : <span>{props.children}</span>;
}

function FileItem({ item }: { readonly item: Extract<HistoryItem, { what: 'file' }> }) {
  const { row, changes, first } = item;
  const { label } = importKind(row.kind);
  const words = first
    ? historyWords.firstTold(label)
    : changes.length > 0
      ? historyWords.changes(label)
      : historyWords.told(label);
  return (
    <Entry at={item.at} by={row.importedBy}>
      <span>{words}</span>
      <span className={styles.aside}>{evidenceWords.where(row.fileName, row)}</span>
      {changes.map(({ field, kind, before, after }) => (
        <span key={field} className={styles.change}>
          {recordWords.changed(
            userField(field).label,
            <FileValueText kind={kind} value={before} />,
            <FileValueText kind={kind} value={after} />,
          )}
        </span>
      ))}
    </Entry>
  );
}

interface EntryProps {
  readonly at: number;
  readonly by: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Entry({ at, by, aside, children }: EntryProps) {
  return (
    <>
      <div className={styles.entry}>{children}</div>
      <ByWhom at={at} by={by}>
        {aside && <> · {aside}</>}
      </ByWhom>
    </>
  );
}
