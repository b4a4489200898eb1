/**
 * The Import screen before the first file: what goes here, the kinds of files, and the ways in.
 */
import { Button, Group, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useWriteBar } from '../../client/writing.ts';
import { chooseFiles } from '../../ui/workspaceCommands.ts';
import styles from './ImportStart.module.css';
import { readSamples } from './importSteps.ts';
import { MAIN_KINDS, OTHER_KINDS } from './kinds.ts';
import { importWords, startWords } from './words/start.tsx';

export function ImportStart() {
  const bar = useWriteBar();
  return (
    <div className={styles.start}>
      <section className={styles.drop}>
        <span className={styles.icon}>
          <IconFileImport size={28} stroke={1.5} aria-hidden />
        </span>
        <Title order={2}>{startWords.drop}</Title>
        <Text c="dimmed" ta="center" maw={560}>
          {startWords.formats}
        </Text>
        <Group gap={8} mt={8} justify="center">
          <Button
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={chooseFiles}
            {...bar}
          >
            {importWords.chooseFiles}
          </Button>
          <Button variant="default" onClick={readSamples} {...bar}>
            {startWords.loadSamples}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {startWords.samples}
        </Text>
      </section>
      <div className={styles.kinds}>
        {MAIN_KINDS.map(({ kind, icon: Icon, tone, word, purpose, report }) => (
          <section key={kind} className={styles.kind}>
            <Icon size={20} stroke={1.75} aria-hidden style={{ color: `var(--pd-${tone})` }} />
            <div>
              <Title order={3}>{word}</Title>
              <Text size="sm">{purpose}</Text>
              <Text size="xs" c="dimmed" mt={4}>
                {startWords.report(<span className={styles.report}>{report}</span>)}
              </Text>
            </div>
          </section>
        ))}
      </div>
      <OtherKinds />
    </div>
  );
}

/** What isn't needed, but says more about the same users. */
function OtherKinds() {
  return (
    <section>
      <Title order={3} mb={8}>
        {startWords.others}
      </Title>
      <ul className={styles.others}>
        {OTHER_KINDS.map(({ kind, icon: Icon, word, purpose }) => (
          <li key={kind} className={styles.other}>
            <Icon size={18} stroke={1.75} aria-hidden className={styles.otherIcon} />
            <div>
              <Text size="sm" fw={500}>
                {word}
              </Text>
              <Text size="xs" c="dimmed">
                {purpose}
              </Text>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
