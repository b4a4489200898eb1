/** Says of a rule, set or profile that it is off because it named somebody who was erased: since when, by which request. */
import { Anchor } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import type { Erasure } from '#shared/contract/shapes/erasures.ts';
import { navigate } from '../place/navigation.ts';
import { Mark } from './Marks.tsx';
import styles from './OffNote.module.css';
import { InstantText } from './Values.tsx';
import { erasedWords } from './words/erased.tsx';

const OFF = {
  tone: 'undecided',
  icon: IconPlayerPause,
  word: erasedWords.off,
  short: erasedWords.off,
} as const;

interface OffNoteProps {
  readonly off: Erasure;
  readonly of: keyof typeof erasedWords.offUntil;
}

export function OffNote({ off, of }: OffNoteProps) {
  return (
    <div className={styles.note}>
      <Mark meaning={OFF} />
      <div>
        {erasedWords.offSince(<InstantText instant={off.at} />, off.requestId)}{' '}
        {erasedWords.offUntil[of]}{' '}
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'cleanup', after: off.jobId })}
        >
          {erasedWords.afterErasing}
        </Anchor>
      </div>
    </div>
  );
}
