/**
 * What a list of identifiers is for: asked on the card of a file that waits, answered by a click, changed as
 * easily afterwards. And what is said of a file for which nothing speaks. Parts of CheckedFile and ImportedFile.
 */
import { Group, Radio, Stack, Text } from '@mantine/core';
import { IconFileUnknown, IconListDetails } from '@tabler/icons-react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import type { ListKind } from '#shared/importKinds/importKinds.ts';
import { noticeText } from '#shared/notices/noticeText.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { SAY } from '../../../ui/failure.ts';
import { countOf } from '../../../ui/format.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { useFileMemory } from '../importMemory.ts';
import { setListKind } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { NOTICE_LOOKS } from '../rows/noticeLooks.ts';
import styles from './FormatQuestion.module.css';

interface ListProps {
  readonly check: ImportCheck;
  readonly list: NonNullable<ImportCheck['list']>;
}

const PURPOSES: readonly { kind: ListKind; label: string; description: string }[] = [
  {
    kind: 'exclusions',
    label: 'Users to keep: an exclusion list',
    description: 'Whoever is on it is flagged, and the rules of the review exclude them.',
  },
  {
    kind: 'identifiers',
    label: 'Just a set',
    description: 'For example users to purge. It flags nobody.',
  },
  {
    kind: 'staff',
    label: 'All users with a staff role',
    description: 'All others whose role no report gives count as having none.',
  },
];

const HOW_KNOWN: Readonly<Record<ListProps['list']['purpose'], string | undefined>> = {
  told: undefined,
  remembered: 'As for the last list of this name.',
  suggested: 'Its name or title suggests it.',
  open: 'Nothing in its name says it. Choose one; until then the file can’t be added.',
};

export function ListPurpose({ check, list }: ListProps) {
  const { busy, error } = useFileMemory(check.importId);
  const isOpen = list.purpose === 'open';
  // What a list of staff has told of everybody can only be taken back as a whole.
  const purposes = PURPOSES.filter(({ kind }) => check.state === 'checked' || kind !== 'staff');
  const how = check.state === 'committed' ? undefined : HOW_KNOWN[list.purpose];
  return (
    <div className={isOpen ? styles.question : undefined} role={isOpen ? 'alert' : undefined}>
      {isOpen && <IconListDetails size={20} stroke={1.75} aria-hidden className={styles.icon} />}
      <div className={styles.words}>
        <Radio.Group
          label={
            <Group gap={4} component="span">
              What is this list for?
              <RuleHelp about="what a list is for">
                Lists of identifiers look alike: a file of users to keep and a file for a set in
                Alma have one column both. Only you know which it is. The answer is remembered for
                files of this name, whatever date or number is in it.
              </RuleHelp>
            </Group>
          }
          aria-label="What this list is for"
          value={isOpen ? null : check.kind}
          onChange={(kind) => setListKind(check, kind as ListKind)}
        >
          <Group gap="8px 32px" mt={8} align="flex-start">
            {purposes.map(({ kind, label, description }) => (
              <Radio
                key={kind}
                value={kind}
                label={label}
                description={description}
                disabled={busy !== undefined}
              />
            ))}
          </Group>
        </Radio.Group>
        {how && (
          <Text size="sm" c={isOpen ? undefined : 'dimmed'} mt={8}>
            {how}
          </Text>
        )}
        {check.state === 'committed' && <ErrorNote error={error} />}
      </div>
    </div>
  );
}

/** A workbook about something else must not become a list by its first column. */
export function NotAList({ list }: Pick<ListProps, 'list'>) {
  const what =
    list.heading === ''
      ? 'No heading in it is known'
      : list.otherIdentifier
        ? `Its column “${list.heading}” holds another identifier than the primary one`
        : `The heading “${list.heading}” may stand above anything`;
  return (
    <div role="alert" className={styles.question}>
      <IconFileUnknown size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <Stack gap={2} className={styles.words}>
        <Text fw={600}>What is this file?</Text>
        <Text size="sm">
          {what}, and none of the values {list.heading === '' ? 'in its first column' : 'below it'}{' '}
          is a primary identifier of this workspace. Choose its kind above if it belongs to the
          purge, or discard it; until then it can’t be added.
        </Text>
      </Stack>
    </div>
  );
}

function othersWithoutRole(count: number): string {
  const are = count === 1 ? 'isn’t' : 'aren’t';
  return `${countOf(count, 'user')} whose role no report gives ${are} on the list: they count as having no staff role and can be approved together. If the list isn’t complete, staff can be purged.`;
}

const ON_THE_CARD = new Set(['nobody-known', 'others-without-role']);

/** Said on the card itself: a list that finds nobody keeps nobody, one of staff speaks of everybody else. */
export function ListNotes({ check }: Pick<ListProps, 'check'>) {
  if (check.list?.recognised === false) return null;
  return check.notices
    .filter(({ code }) => ON_THE_CARD.has(code))
    .map((notice) => (
      <Note key={notice.code} icon={NOTICE_LOOKS[notice.code].icon} doubtful>
        {notice.code === 'others-without-role'
          ? othersWithoutRole(notice.count)
          : noticeText(notice, SAY)}
      </Note>
    ));
}
