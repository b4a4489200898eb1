/** What was decided about a user, what jobs changed, and the sets they belong to. */
import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type {
  ChangeEntry,
  HistoryEntry,
  PastDecision,
  PurgeEntry,
} from '#shared/contract/shapes/users.ts';
import {
  isLineField,
  isToldField,
  kindOfChange,
  labelOfChange,
} from '#shared/jobKinds/updateFields.ts';
import { decisionNoteText } from '#shared/notices/decisionNoteText.ts';
import { navigate } from '../place/navigation.ts';
import { DecisionMark, Mark, StaffConfirmedMark } from '../ui/Marks.tsx';
import { OUTCOME_MEANINGS } from '../ui/meaning.ts';
import { InstantText, Money } from '../ui/Values.tsx';
import { valueWords } from '../ui/words/components.tsx';
import { JobLink } from './details/JobLink.tsx';
import styles from './UserPanel.module.css';
import { recordWords } from './words.tsx';

export function DecisionsMade({ decisions }: { readonly decisions: readonly PastDecision[] }) {
  if (decisions.length === 0) return <Nothing>{recordWords.noDecision}</Nothing>;
  return (
    <ol className={styles.list}>
      {[...decisions].reverse().map((each, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity here and only append
        <li key={decisions.length - n} className={styles.entry}>
          <div className={styles.entryHead}>
            {each.undone ? (
              <del>
                <DecisionMark decision={each.decision} plain /> {each.reason}
              </del>
            ) : (
              <span>
                <DecisionMark decision={each.decision} plain /> {each.reason}
              </span>
            )}
            {each.undone && <span className={styles.undone}>{recordWords.undone}</span>}
          </div>
          {each.confirmed && (
            <div>
              <StaffConfirmedMark plain />
            </div>
          )}
          <DecisionNote decision={each} />
          <ByWhom at={each.at} by={each.by} />
        </li>
      ))}
    </ol>
  );
}

function DecisionNote({ decision }: { readonly decision: PastDecision }) {
  const text = decisionNoteText(decision);
  return text && <Text size="sm">{text}</Text>;
}

export function History({ history }: { readonly history: readonly HistoryEntry[] }) {
  if (history.length === 0) return <Nothing>{recordWords.noHistory}</Nothing>;
  return (
    <ol className={styles.list}>
      {history.map((each, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity here
        <li key={n} className={styles.entry}>
          <JobChange entry={each} />
        </li>
      ))}
    </ol>
  );
}

/** What a job did to the user, and which. */
export function JobChange({ entry }: { readonly entry: HistoryEntry }) {
  const { jobId } = entry;
  return (
    <>
      <div className={styles.entryHead}>
        {entry.what !== 'changed' ? <Gone entry={entry} /> : <span>{changeText(entry)}</span>}
      </div>
      <ByWhom at={entry.at} by={entry.by}>
        {' · '}
        {jobId === null ? recordWords.otherLines : <JobLink jobId={jobId} />}
      </ByWhom>
    </>
  );
}

function changeText({ field, oldValue, newValue }: ChangeEntry): ReactNode {
  const label = labelOfChange(field);
  if (isToldField(field)) return recordWords.told(label, newValue);
  if (isLineField(field))
    return newValue === null
      ? recordWords.taken(label, oldValue)
      : recordWords.given(label, newValue);
  return recordWords.changed(label, historyValue(field, oldValue), historyValue(field, newValue));
}

function historyValue(field: ChangeEntry['field'], value: string | null): ReactNode {
  if (value === null) return recordWords.blank;
  const kind = kindOfChange(field);
  if (kind === 'yesNo') return value === '1' ? valueWords.yes : valueWords.no;
  return kind === 'money' ? <Money minor={Number(value)} /> : value;
}

/** Gone, or there again. */
function Gone({ entry: { what, waived } }: { readonly entry: PurgeEntry }) {
  const meaning = OUTCOME_MEANINGS[what === 'restored' ? 'changed' : 'purged'];
  const word = what === 'purged' ? meaning.word : recordWords.gone[what];
  return (
    <span>
      <Mark meaning={{ ...meaning, word }} plain />
      {waived > 0 && <> {recordWords.waived(<Money minor={waived} />)}</>}
    </span>
  );
}

export function SetsOf({ sets }: { readonly sets: readonly { setId: number; name: string }[] }) {
  if (sets.length === 0) return <Nothing>{recordWords.noSet}</Nothing>;
  return (
    <ul className={styles.list}>
      {sets.map(({ setId, name }) => (
        <li key={setId}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="left"
            onClick={() => navigate({ screen: 'sets', setId })}
          >
            {name}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

export function ByWhom(props: { at: number; by: string; children?: React.ReactNode }) {
  return (
    <Text size="xs" c="dimmed">
      {recordWords.atBy(<InstantText instant={props.at} />, props.by)}
      {props.children}
    </Text>
  );
}

function Nothing({ children }: { readonly children: string }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
