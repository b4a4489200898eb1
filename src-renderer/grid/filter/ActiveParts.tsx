/** What is filtered at the moment, in words, each part with a cross that removes it. */
import { Anchor, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { filterWords, pasteWords, savedFilterWords } from '../words/filter.ts';
import { activeParts, type FilterPart } from './filterParts.ts';
import { PartChip } from './PartChip.tsx';
import { UnknownIdentifiers } from './UnknownIdentifiers.tsx';
import type { UserFilter } from './userFilter.ts';

interface ActivePartsProps {
  readonly filter: UserFilter;
  /** Shown elsewhere. */
  readonly without: FilterPart['part'] | undefined;
  /** Absent where it can't be saved. */
  readonly onSave: (() => void) | undefined;
}

export function ActiveParts({ filter, without, onSave }: ActivePartsProps) {
  const state = filter();
  const [showsMissing, setShowsMissing] = useState(false);
  const parts = activeParts(state).filter(({ part }) => part !== without);
  const { missing = [], deleted = 0 } = state.pasted ?? {};
  if (parts.length === 0) return null;
  return (
    <Group gap={6} role="group" aria-label={filterWords.active}>
      <Text size="xs" c="dimmed">
        {filterWords.showingOnly}
      </Text>
      {parts.map((part) => (
        <PartChip key={JSON.stringify(part)} part={part} filter={filter} />
      ))}
      {deleted > 0 && (
        <Text size="xs" c="dimmed">
          {pasteWords.purged(deleted)}
        </Text>
      )}
      {missing.length > 0 && (
        <>
          <Anchor component="button" type="button" size="xs" onClick={() => setShowsMissing(true)}>
            {pasteWords.unknown(missing.length)}
          </Anchor>
          <UnknownIdentifiers
            missing={showsMissing ? missing : undefined}
            onClose={() => setShowsMissing(false)}
          />
        </>
      )}
      {onSave && (
        <Anchor component="button" type="button" size="xs" onClick={onSave}>
          {savedFilterWords.save}
        </Anchor>
      )}
    </Group>
  );
}
