/**
 * Page 1 of Update/Notify Users: the job as Alma lists it, what it does and what it never does here.
 */
import { Radio, Stack, Text } from '@mantine/core';
import { updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import styles from './UpdateNotify.module.css';
import { chooseJobWords } from './words.tsx';

export function ChooseJobPage() {
  return (
    <Stack gap="md" maw={760}>
      <div className={styles.jobCard}>
        <Radio checked readOnly aria-label={updateNotifyUsers.title} className={styles.jobRadio} />
        <dl className={styles.jobFacts}>
          <div>
            <dt>{chooseJobWords.name}</dt>
            <dd>
              <strong>{updateNotifyUsers.title}</strong>
            </dd>
          </div>
          <div>
            <dt>{chooseJobWords.contentType}</dt>
            <dd>{chooseJobWords.user}</dd>
          </div>
          <div>
            <dt>{chooseJobWords.type}</dt>
            <dd>{chooseJobWords.manual}</dd>
          </div>
        </dl>
      </div>
      <ul className={styles.whatItDoes}>
        {chooseJobWords.facts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Text size="sm" c="dimmed">
        {chooseJobWords.rehearsal}
      </Text>
    </Stack>
  );
}
