/** Attachments of one user: copies of the letters that were written here, and what a report tells of those in Alma. */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { UserLetter } from '#shared/contract/shapes/users.ts';
import { InstantText } from '../../ui/Values.tsx';
import { recordWords } from '../words.tsx';
import { DetailLines } from './DetailLines.tsx';
import styles from './Details.module.css';
import { Part } from './EvidenceTab.tsx';
import { attachmentWords } from './words.tsx';

interface AttachmentsTabProps {
  readonly details: KindDetails;
  /** Newest first. */
  readonly letters: readonly UserLetter[];
}

export function AttachmentsTab({ details, letters }: AttachmentsTabProps) {
  if (letters.length === 0) return <DetailLines details={details} titled={false} />;
  const newest = letters.find(({ text }) => text !== null);
  return (
    <>
      <Part title={attachmentWords.letters}>
        <ul className={styles.letters}>
          {letters.map((letter) => (
            <li key={letter.letterId}>
              <Letter letter={letter} isOpen={letter === newest} />
            </li>
          ))}
        </ul>
      </Part>
      <DetailLines details={details} titled />
    </>
  );
}

function Letter({ letter, isOpen }: { readonly letter: UserLetter; readonly isOpen: boolean }) {
  const { at, by, fileName, text } = letter;
  const when = recordWords.atBy(<InstantText instant={at} />, by);
  return (
    <>
      <div>{attachmentWords.letter}</div>
      <div className={styles.aside}>
        {when} · {fileName}
      </div>
      {text === null ? (
        <div className={styles.aside}>{attachmentWords.listOnly}</div>
      ) : (
        <details open={isOpen}>
          <summary>{attachmentWords.text}</summary>
          <div className={styles.letter}>{text}</div>
        </details>
      )}
    </>
  );
}
