/** The notes and blocks of a user that say to keep them, each word for word with the row it stands in. */
import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/engineClient.ts';
import { useToday } from '../client/workspace.ts';
import { JobLink } from './details/JobLink.tsx';
import { keepLines } from './keepLines.ts';
import styles from './UserPanel.module.css';
import { evidenceWords } from './words.tsx';

interface KeepLinesProps {
  readonly userNo: number;
  /** Those of Settings. */
  readonly words: readonly string[];
}

export function KeepLines({ userNo, words }: KeepLinesProps) {
  const today = useToday();
  const { data } = useQuery(queries.users.details.queryOptions({ input: { userNo } }));
  return (
    <ul className={styles.evidence}>
      {data &&
        keepLines(data.kinds, words, today).map(({ kind, says, from }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row of a file can tell several lines
          <li key={n}>
            <span>{evidenceWords.cell(evidenceWords.ofKind[kind], says.join(', '))}</span>
            <span className={styles.aside}>
              {'jobId' in from ? (
                <JobLink jobId={from.jobId} />
              ) : (
                evidenceWords.where(from.fileName, from)
              )}
            </span>
          </li>
        ))}
    </ul>
  );
}
