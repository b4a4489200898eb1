/** What is left of a job whose people were removed, in the place of its settings and its report. */
import { Stack, Text } from '@mantine/core';
import type { ForgottenJob } from '#shared/contract/shapes/jobs.ts';
import styles from './ForgottenJobNote.module.css';
import { InstantText } from './Values.tsx';
import { oldJobsWords as words } from './words/oldJobs.tsx';

export function ForgottenJobNote({ forgotten }: { readonly forgotten: ForgottenJob }) {
  const { at, by, settings, capture } = forgotten;
  return (
    <Stack gap="sm">
      <Text size="sm">{words.removedBy(<InstantText instant={at} dayOnly />, by)}</Text>
      <dl className={styles.hashes}>
        <dt title={words.hashHint}>{words.settingsHash}</dt>
        <dd className={styles.hash}>{settings}</dd>
        <dt title={words.hashHint}>{words.pictureHash}</dt>
        <dd className={capture ? styles.hash : undefined}>{capture ?? words.noPicture}</dd>
      </dl>
    </Stack>
  );
}
