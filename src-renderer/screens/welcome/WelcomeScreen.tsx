/**
 * What is shown while no workspace is open: what this program is for, and the ways in.
 */
import { Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import {
  IconCalendarTime,
  IconDatabasePlus,
  IconFileDescription,
  IconFolderOpen,
  IconWifiOff,
} from '@tabler/icons-react';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { retentionState } from '#shared/domain/retention.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { RecentWorkspace } from '../../client/desktop.ts';
import { isProtected, useWorkspaceStore } from '../../client/workspace.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ProductMark } from '../../ui/ProductMark.tsx';
import { forgetRecent, useRecentWorkspaces } from '../../ui/recentWorkspaces.ts';
import { DateText, InstantText } from '../../ui/Values.tsx';
import { workspaceWords } from '../../ui/words/components.tsx';
import { summaryText, workspaceName } from '../../ui/words/recent.ts';
import { retentionWords } from '../../ui/words/retention.tsx';
import {
  newWorkspace,
  openFile,
  openReadOnly,
  startSampleCycle,
} from '../../ui/workspaceCommands.ts';
import styles from './WelcomeScreen.module.css';
import { welcomeWords } from './words.ts';

export function WelcomeScreen() {
  const failure = useWorkspaceStore((state) => state.openingFailure);
  const refused = useWorkspaceStore((state) => state.refusedFile);
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Group gap={16} wrap="nowrap">
          <ProductMark size={48} />
          <div>
            <Title order={1} className={styles.name}>
              {welcomeWords.product}
            </Title>
            <Text c="dimmed">{welcomeWords.purpose}</Text>
          </div>
        </Group>
        <LeftOut />
        <ErrorNote
          error={failure}
          action={
            isProtected(failure) &&
            refused && (
              <Button size="compact-sm" variant="default" onClick={() => openReadOnly(refused)}>
                {workspaceWords.openReadOnly}
              </Button>
            )
          }
        />
        <Group gap={12} grow>
          <Button
            size="md"
            leftSection={<IconDatabasePlus size={18} aria-hidden />}
            onClick={newWorkspace}
          >
            {welcomeWords.newWorkspace}
          </Button>
          <Button
            size="md"
            variant="default"
            leftSection={<IconFolderOpen size={18} aria-hidden />}
            onClick={() => openFile()}
          >
            {welcomeWords.open}
          </Button>
        </Group>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={styles.quiet}
          onClick={() => openReadOnly()}
        >
          {welcomeWords.openReadOnly}
        </Button>
        <Recent />
        <section className={styles.sample}>
          <div>
            <Title order={3}>{welcomeWords.newHere}</Title>
            <Text size="sm" c="dimmed">
              {welcomeWords.sample}
            </Text>
          </div>
          <Button variant="light" onClick={startSampleCycle}>
            {welcomeWords.startSample}
          </Button>
        </section>
        <Text size="xs" c="dimmed" className={styles.offline}>
          <IconWifiOff size={14} aria-hidden /> {welcomeWords.offline}
        </Text>
      </div>
    </main>
  );
}

/** What ended the program twice isn't tried a third time without being asked. */
function LeftOut() {
  const file = useWorkspaceStore((state) => state.leftOut);
  if (!file) return null;
  return (
    <ErrorNote
      text={welcomeWords.leftOut(workspaceName(file.name))}
      todo={welcomeWords.leftOutTodo}
      action={
        <>
          <Button size="compact-sm" variant="default" onClick={() => openReadOnly(file)}>
            {workspaceWords.openReadOnly}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => openFile(file)}>
            {welcomeWords.openAllTheSame}
          </Button>
        </>
      }
    />
  );
}

function Recent() {
  const recent = useRecentWorkspaces();
  if (recent.length === 0) return null;
  return (
    <section>
      <Group justify="space-between" mb={4}>
        <Title order={2}>{welcomeWords.recent}</Title>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={forgetRecent}>
          {welcomeWords.clearList}
        </Button>
      </Group>
      <ul className={styles.recent}>
        {recent.map((file) => (
          <li key={file.token}>
            <RecentFile file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A day, and nothing of whom it is about. */
function DueOn({ dueOn }: { readonly dueOn: IsoDate }) {
  const state = retentionState(dueOn, today(null));
  return (
    <Text size="xs" component="span" display="block" className={styles.due} data-state={state}>
      {state !== 'none' && <IconCalendarTime size={14} aria-hidden />}
      {retentionWords.recent[state](<DateText date={dueOn} />)}
    </Text>
  );
}

/** Where it is, how far it had come, when it was used last: enough to tell it from last year’s. */
function RecentFile({ file }: { readonly file: RecentWorkspace }) {
  const { name, folder, usedAt, summary } = file;
  return (
    <UnstyledButton className={styles.file} onClick={() => openFile(file)}>
      <IconFileDescription size={20} stroke={1.5} aria-hidden className={styles.icon} />
      <span className={styles.words}>
        <Text fw={500} truncate component="span" display="block">
          {workspaceName(name)}
        </Text>
        <Text size="xs" c="dimmed" truncate component="span" display="block" title={folder}>
          {folder}
        </Text>
      </span>
      <span className={styles.known}>
        <Text size="xs" component="span" display="block">
          {summary && summaryText(summary)}
        </Text>
        <Text size="xs" c="dimmed" component="span" display="block">
          <InstantText instant={usedAt} dayOnly />
        </Text>
        {summary?.dueOn && <DueOn dueOn={summary.dueOn} />}
      </span>
    </UnstyledButton>
  );
}
