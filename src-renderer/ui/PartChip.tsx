/** In front of the filters: the users behind a number are listed alone, and the way back to the whole list. */
import { IconX } from '@tabler/icons-react';
import styles from './PartChip.module.css';
import { partWords } from './words/components.tsx';

interface PartChipProps {
  /** Who they are, in a sentence: `the users behind a number`. */
  readonly whom: string;
  readonly onLeave: () => void;
}

export function PartChip({ whom, onLeave }: PartChipProps) {
  return (
    <button
      type="button"
      className={styles.part}
      aria-label={partWords.leave(whom)}
      title={partWords.leave(whom)}
      onClick={onLeave}
    >
      <span className={styles.partText}>{partWords.only(whom)}</span>
      <IconX size={13} aria-hidden />
    </button>
  );
}
