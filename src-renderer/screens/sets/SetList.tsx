/**
 * The short list of sets that stays beside an opened one.
 */
import { TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { formatCount } from '../../ui/format.ts';
import { LogicalMark } from './LogicalMark.tsx';
import styles from './SetsScreen.module.css';
import { setListWords } from './words.tsx';

interface SetListProps {
  readonly sets: readonly SetSummary[];
  readonly open: SetSummary;
  readonly onOpen: (set: SetSummary) => void;
}

const SEARCH_FROM = 8;

export function SetList({ sets, open, onOpen }: SetListProps) {
  const [search, setSearch] = useState('');
  const current = useRef<HTMLButtonElement>(null);
  const wanted = search.trim().toLowerCase();
  const shown = sets.filter((set) => set.name.toLowerCase().includes(wanted));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another open set is what it waits for
  useEffect(() => current.current?.scrollIntoView({ block: 'nearest' }), [open.setId]);

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
        {shown.map((set) => (
          <li key={set.setId}>
            <UnstyledButton
              className={styles.entry}
              ref={set.setId === open.setId ? current : undefined}
              aria-current={set.setId === open.setId || undefined}
              title={set.name}
              onClick={() => onOpen(set)}
            >
              <span className={styles.entryName}>
                {set.name}
                {set.criteria && <LogicalMark />}
              </span>
              <span className={styles.entryCount}>{formatCount(set.members)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
