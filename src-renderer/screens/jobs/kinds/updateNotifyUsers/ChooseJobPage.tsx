/**
 * Page 1 of Update/Notify Users: the job as Alma lists it, what it does and what it never does here.
 */
import { Radio, Stack, Text } from '@mantine/core';
import { updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import styles from './UpdateNotify.module.css';

const FACTS: readonly string[] = [
  'Every member of a set gets another user group. Each change enters the user’s history: field, old value, new value, who, when.',
  'The change erases the original group from Alma’s later statistics, so a reversal set is kept for every original group.',
  'Purge User Records then takes that group. A user who comes back may stay in it: compare a fresh export just before the purge.',
];

export function ChooseJobPage() {
  return (
    <Stack gap="md" maw={760}>
      <div className={styles.jobCard}>
        <Radio checked readOnly aria-label={updateNotifyUsers.title} className={styles.jobRadio} />
        <dl className={styles.jobFacts}>
          <div>
            <dt>Name</dt>
            <dd>
              <strong>{updateNotifyUsers.title}</strong>
            </dd>
          </div>
          <div>
            <dt>Content type</dt>
            <dd>User</dd>
          </div>
          <div>
            <dt>Type</dt>
            <dd>Manual, on a set</dd>
          </div>
        </dl>
      </div>
      <ul className={styles.whatItDoes}>
        {FACTS.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        This is the rehearsal: the replica on this computer changes, Alma doesn’t. Enter the same
        settings in Alma’s own job when you are done here.
      </Text>
    </Stack>
  );
}
