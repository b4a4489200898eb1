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
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { useFileMemory } from '../importMemory.ts';
import { setListKind } from '../importSteps.ts';
import { Note } from '../Notes.tsx';
import { NOTICE_LOOKS } from '../rows/noticeLooks.ts';
import { listWords, notAListWords } from '../words/lists.ts';
import styles from './FormatQuestion.module.css';

interface ListProps {
  readonly check: ImportCheck;
  readonly list: NonNullable<ImportCheck['list']>;
}

const PURPOSES = ['exclusions', 'identifiers', 'staff'] as const satisfies readonly ListKind[];

export function ListPurpose({ check, list }: ListProps) {
  const { busy, error } = useFileMemory(check.importId);
  const isOpen = list.purpose === 'open';
  // What a list of staff has told of everybody can only be taken back as a whole.
  const purposes = PURPOSES.filter((kind) => check.state === 'checked' || kind !== 'staff');
  const how = check.state === 'committed' ? undefined : listWords.howKnown[list.purpose];
  return (
    <div className={isOpen ? styles.question : undefined} role={isOpen ? 'alert' : undefined}>
      {isOpen && <IconListDetails size={20} stroke={1.75} aria-hidden className={styles.icon} />}
      <div className={styles.words}>
        <Radio.Group
          label={
            <Group gap={4} component="span">
              {listWords.asks}
              <RuleHelp about={listWords.helpAbout}>{listWords.help}</RuleHelp>
            </Group>
          }
          aria-label={listWords.choice}
          value={isOpen ? null : check.kind}
          onChange={(kind) => setListKind(check, kind as ListKind)}
        >
          <Writing>
            <Group gap="8px 32px" mt={8} align="flex-start">
              {purposes.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  {...listWords.purposes[kind]}
                  disabled={busy !== undefined}
                />
              ))}
            </Group>
          </Writing>
        </Radio.Group>
        {how && (
          <Text size="sm" c={isOpen ? undefined : 'dimmed'} mt={8}>
            {how}
            {isOpen && check.columns.length > 1 && ` ${listWords.maybeReport}`}
          </Text>
        )}
        {check.state === 'committed' && <ErrorNote error={error} />}
      </div>
    </div>
  );
}

/** A workbook about something else must not become a list by its first column. */
export function NotAList({ list }: Pick<ListProps, 'list'>) {
  return (
    <div role="alert" className={styles.question}>
      <IconFileUnknown size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <Stack gap={2} className={styles.words}>
        <Text fw={600}>{notAListWords.asks}</Text>
        <Text size="sm">{notAListWords.why(list)}</Text>
      </Stack>
    </div>
  );
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
          ? listWords.othersWithoutRole(notice.count)
          : noticeText(notice, SAY)}
      </Note>
    ));
}
