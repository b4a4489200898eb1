/**
 * What was found about one user of a sample: three buttons, of which one can be pressed, a note, and for a
 * user who differs the offer to exclude. Findings are saved at once; pressing again takes one back.
 */
import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconShield, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { SampledUser } from '#shared/contract/shapes/samples.ts';
import { FINDING_TEXTS, FINDINGS, type Finding } from '#shared/domain/review.ts';
import { announce } from '../../../ui/announce.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { findingWords } from '../words/sampling.tsx';
import { excludeSampled } from './excludeSampled.ts';
import { record } from './recordFinding.ts';
import styles from './Sampling.module.css';

const ICONS = {
  'as-reported': IconCheck,
  differs: IconAlertTriangle,
  'not-in-alma': IconUserOff,
} as const;

interface FindingCellProps {
  readonly sampleId: number;
  readonly user: SampledUser;
}

export function FindingCell({ sampleId, user }: FindingCellProps) {
  const { finding } = user;
  const who = user.primary_identifier.trim();

  async function press(next: Finding | null) {
    if (await record(sampleId, user.userNo, { finding: next }))
      announce(findingWords.found(who, next));
  }

  return (
    <div className={styles.finding}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row */}
      <div role="group" aria-label={findingWords.findingFor(who)} className={styles.choices}>
        <Writing>
          {FINDINGS.map((each) => {
            const Icon = ICONS[each];
            return (
              <UnstyledButton
                key={each}
                className={styles.choice}
                data-finding={each}
                aria-pressed={each === finding}
                onClick={() => press(each === finding ? null : each)}
              >
                <Icon size={14} aria-hidden />
                {FINDING_TEXTS[each]}
              </UnstyledButton>
            );
          })}
        </Writing>
      </div>
      <Writing>
        <NoteField
          who={who}
          saved={user.note}
          onSave={(note) => record(sampleId, user.userNo, { note })}
        />
      </Writing>
      {finding && (
        <span className={styles.found}>{findingWords.foundBy(user.foundAt, user.foundBy)}</span>
      )}
      {finding === 'differs' && user.decision !== 'excluded' && (
        <Writing>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconShield size={14} aria-hidden />}
            onClick={() => excludeSampled(user)}
          >
            {findingWords.exclude}
          </Button>
        </Writing>
      )}
    </div>
  );
}

interface NoteFieldProps {
  readonly who: string;
  readonly saved: string;
  readonly onSave: (note: string) => void;
}

/** Saved when it is left or with Enter. */
function NoteField({ who, saved, onSave }: NoteFieldProps) {
  const [typed, setTyped] = useState<string>();
  function commit() {
    const note = typed?.trim();
    if (note !== undefined && note !== saved) onSave(note);
    setTyped(undefined);
  }
  return (
    <TextInput
      size="xs"
      className={styles.note}
      aria-label={findingWords.noteFor(who)}
      placeholder={findingWords.note}
      maxLength={1000}
      value={typed ?? saved}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
