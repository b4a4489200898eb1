/**
 * The short list of sets that stays beside an opened one; reversal sets are folded away under their job.
 */
import { TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { formatCount } from '../../ui/format.ts';
import { LogicalMark } from './LogicalMark.tsx';
import styles from './SetsScreen.module.css';
import { jobOf, type KeptSets, setRows } from './setRows.ts';
import { setListWords, setsWords } from './words.tsx';

interface SetListProps {
  readonly sets: readonly SetSummary[];
  readonly open: SetSummary;
  readonly onOpen: (set: SetSummary) => void;
}

const SEARCH_FROM = 8;

export function SetList({ sets, open, onOpen }: SetListProps) {
  const [search, setSearch] = useState('');
  const [unfolded, setUnfolded] = useState(() => [jobOf(open)]);
  const current = useRef<HTMLButtonElement>(null);
  const wanted = search.trim().toLowerCase();
  const shown = sets.filter((set) => set.name.toLowerCase().includes(wanted));
  // What is searched for is never hidden.
  const isOpen = (jobId: number) => wanted !== '' || unfolded.includes(jobId);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another open set is what it waits for
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [open.setId]);

  const toggle = ({ jobId }: KeptSets) =>
    setUnfolded(
      unfolded.includes(jobId) ? unfolded.filter((each) => each !== jobId) : [...unfolded, jobId],
    );

  return (
    <nav className={styles.list} aria-label={setListWords.title}>
      {sets.length >= SEARCH_FROM && (
        <TextInput
          className={styles.listSearch}
          size="xs"
          placeholder={setListWords.find}
          aria-label={setListWords.find}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className={styles.entries}>
        {setRows(shown, isOpen).map((row) =>
          row.set ? (
            <li key={row.set.setId} data-folded={row.folded || undefined}>
              <UnstyledButton
                className={styles.entry}
                ref={row.set.setId === open.setId ? current : undefined}
                aria-current={row.set.setId === open.setId || undefined}
                title={row.set.name}
                onClick={() => onOpen(row.set)}
              >
                <span className={styles.entryName}>
                  {row.set.name}
                  {row.set.criteria && <LogicalMark />}
                </span>
                <span className={styles.entryCount}>{formatCount(row.set.members)}</span>
              </UnstyledButton>
            </li>
          ) : (
            <li key={`job ${row.kept.jobId}`}>
              <FoldEntry kept={row.kept} open={isOpen(row.kept.jobId)} onToggle={toggle} />
            </li>
          ),
        )}
      </ul>
    </nav>
  );
}

interface FoldEntryProps {
  readonly kept: KeptSets;
  readonly open: boolean;
  readonly onToggle: (kept: KeptSets) => void;
}

function FoldEntry({ kept, open, onToggle }: FoldEntryProps) {
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <UnstyledButton
      className={styles.entry}
      aria-expanded={open}
      title={kept.jobName}
      onClick={() => onToggle(kept)}
    >
      <Chevron size={14} aria-hidden className={styles.chevron} />
      <span className={styles.entryName}>{setsWords.keptBy(kept.jobId)}</span>
      <span className={styles.entryCount}>{formatCount(kept.sets.length)}</span>
    </UnstyledButton>
  );
}
