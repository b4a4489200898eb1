/** What is filtered at the moment, in words, each part a chip with a cross that removes it. */
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useSettings } from '../../client/workspace.ts';
import type { FoldingItem } from '../../ui/FoldingRow.tsx';
import { pasteWords } from '../words/filter.ts';
import styles from './FilterStrip.module.css';
import { activeParts, type FilterPart } from './filterParts.ts';
import { PartChip } from './PartChip.tsx';
import { partText } from './partText.ts';
import { UnknownIdentifiers } from './UnknownIdentifiers.tsx';
import type { UserFilter } from './userFilter.ts';

/** @param isElsewhere shown beside the chips; the search stands in its box */
export function useActiveChips(
  filter: UserFilter,
  isElsewhere: (part: FilterPart) => boolean,
): readonly FoldingItem[] {
  const state = filter();
  const currency = useSettings()?.currency ?? 'USD';
  const { missing = [], shared = [], deleted: purged = 0 } = state.pasted ?? {};
  const parts = activeParts(state).filter((part) => !isElsewhere(part));
  const pasted: FoldingItem[] =
    missing.length + shared.length + purged === 0
      ? []
      : [
          {
            key: `pasted:${missing.length}:${shared.length}:${purged}`,
            content: <PastedRest missing={missing} shared={shared} purged={purged} />,
          },
        ];
  return [
    ...parts.map((part) => ({
      key: partText(part, currency),
      content: <PartChip part={part} filter={filter} />,
    })),
    ...pasted,
  ];
}

interface PastedRestProps {
  readonly missing: readonly string[];
  readonly shared: readonly string[];
  readonly purged: number;
}

/** Of pasted identifiers those that no row shows. */
function PastedRest({ missing, shared, purged }: PastedRestProps) {
  const [shown, setShown] = useState(false);
  return (
    <span className={styles.pasted}>
      {purged > 0 && <span>{pasteWords.purged(purged)}</span>}
      {shared.length > 0 && (
        <span title={shared.slice(0, 20).join(', ')}>{pasteWords.shared(shared.length)}</span>
      )}
      {missing.length > 0 && (
        <>
          <UnstyledButton className={styles.link} onClick={() => setShown(true)}>
            {pasteWords.unknown(missing.length)}
          </UnstyledButton>
          <UnknownIdentifiers
            missing={shown ? missing : undefined}
            onClose={() => setShown(false)}
          />
        </>
      )}
    </span>
  );
}
