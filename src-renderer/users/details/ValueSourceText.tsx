/** Where a value comes from, as a link: the file, the row in it and the date of its data, or the job that set it. */
import { Anchor } from '@mantine/core';
import { navigate } from '../../place/navigation.ts';
import { DateText } from '../../ui/Values.tsx';
import styles from './Details.module.css';
import { JobLink } from './JobLink.tsx';
import type { ValueSource } from './valueSources.ts';
import { sourceWords } from './words.tsx';

export function ValueSourceText({ source }: { readonly source: ValueSource | undefined }) {
  if (!source) return <span className={styles.aside}>{sourceWords.nowhere}</span>;
  if (source.from === 'job') return <JobLink jobId={source.jobId} />;
  const [first] = source.rows;
  if (!first) return null;
  return (
    <>
      <Anchor
        component="button"
        type="button"
        inherit
        ta="left"
        className={styles.sourceLink}
        title={first.fileName}
        onClick={() => navigate({ screen: 'import', importId: first.importId })}
      >
        {first.fileName}
      </Anchor>
      <span className={styles.aside}>
        {sourceWords.whereAndWhen(
          sourceWords.rows(source.rows),
          first.dataDate === null
            ? sourceWords.noDataDate
            : sourceWords.dataOf(<DateText date={first.dataDate} />),
        )}
      </span>
    </>
  );
}
