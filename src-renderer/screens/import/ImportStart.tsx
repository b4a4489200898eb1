/**
 * The Import screen before the first file: what goes here, the two kinds of files, and the ways in.
 */
import { Button, Group, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { chooseWorkbooks } from '../../shell/commands.ts';
import styles from './ImportStart.module.css';
import { readSamples } from './importSteps.ts';
import { KINDS } from './kinds.ts';

export function ImportStart() {
  return (
    <div className={styles.start}>
      <section className={styles.drop}>
        <span className={styles.icon}>
          <IconFileImport size={28} stroke={1.5} aria-hidden />
        </span>
        <Title order={2}>Drop Excel workbooks on this window</Title>
        <Text c="dimmed" ta="center" maw={520}>
          Each file is read and checked first: what it is, how its columns are understood, which
          rows can’t be used. The files themselves are never changed.
        </Text>
        <Group gap={8} mt={8} justify="center">
          <Button leftSection={<IconFileImport size={16} aria-hidden />} onClick={chooseWorkbooks}>
            Choose files
          </Button>
          <Button variant="default" onClick={readSamples}>
            Load the sample cycle
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          The sample cycle is three made-up workbooks of an invented library.
        </Text>
      </section>
      <div className={styles.kinds}>
        {Object.values(KINDS).map(({ icon: Icon, tone, word, purpose, report }) => (
          <section key={word} className={styles.kind}>
            <Icon size={20} stroke={1.75} aria-hidden style={{ color: `var(--pd-${tone})` }} />
            <div>
              <Title order={3}>{word}</Title>
              <Text size="sm">{purpose}</Text>
              <Text size="xs" c="dimmed" mt={4}>
                CARLI’s report: <span className={styles.report}>{report}</span>
              </Text>
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
