/**
 * One set, opened beside the list: what it is, what to do with it, its members and its details.
 */

import {
  ActionIcon,
  Anchor,
  Button,
  CloseButton,
  Group,
  Menu,
  Tabs,
  Text,
  Title,
} from '@mantine/core';
import {
  IconArrowsJoin,
  IconDots,
  IconFileExport,
  IconFlame,
  IconLock,
  IconTrash,
  IconUserEdit,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { purgeUsers } from '#shared/jobKinds/purgeUsers.ts';
import { moveOfSet, updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { mayBeMeant } from '../../deciding/setsToCheck.ts';
import type { UserColumn } from '../../grid/columns/userColumns.tsx';
import type { UserGridApi } from '../../grid/rows/focusRows.ts';
import { showDetailsOf } from '../../grid/rows/showDetailsOf.ts';
import { UserGrid } from '../../grid/UserGrid.tsx';
import { navigate } from '../../place/navigation.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { OffNote } from '../../ui/OffNote.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { whyNotToPurge } from '../../ui/words/lacks.ts';
import { originText } from '../../ui/words/origin.ts';
import { isKeepList } from './combineDefaults.ts';
import { DeleteSetDialog } from './DeleteSetDialog.tsx';
import { ExportSetDialog } from './ExportSetDialog.tsx';
import { LogicalMark } from './LogicalMark.tsx';
import { SetDetailsForm } from './SetDetailsForm.tsx';
import styles from './SetsScreen.module.css';
import { setPaneWords } from './words.tsx';

const COLUMNS: readonly UserColumn[] = [
  'primary_identifier',
  'decision',
  'flags',
  'last_name',
  'first_name',
  'user_group',
  'staff_role',
  'purge_date',
];

interface SetPaneProps {
  readonly set: SetSummary;
  readonly sets: readonly SetSummary[];
  readonly onCombine: () => void;
  readonly onClose: () => void;
}

export function SetPane({ set, sets, onCombine, onClose }: SetPaneProps) {
  const [dialog, setDialog] = useState<'export' | 'delete'>();
  const close = () => setDialog(undefined);
  const bar = useWriteBar();
  const purgesSet = usePurgesSet();
  return (
    <section className={styles.pane} aria-label={setPaneWords.title(set.name)}>
      <header className={styles.paneHeader}>
        <Group justify="space-between" wrap="nowrap" gap="sm" align="flex-start">
          <Title order={2} className={styles.paneTitle}>
            {set.name}
          </Title>
          <CloseButton aria-label={setPaneWords.close} onClick={onClose} />
        </Group>
        <Facts set={set} />
        {set.off ? <OffNote off={set.off} of="set" /> : <WhyNot set={set} />}
        <Group gap={8} mt={12}>
          <FirstAction set={set} canCombine={sets.length >= 2} onCombine={onCombine} />
          <Button
            variant="default"
            leftSection={<IconFileExport size={16} aria-hidden />}
            onClick={() => setDialog('export')}
          >
            {setPaneWords.exportFile}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" size={36} aria-label={setPaneWords.more}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {(isKeepList(set) || purgesSet) && (
                <Menu.Item
                  leftSection={<IconUserEdit size={16} aria-hidden />}
                  disabled={set.members === 0}
                  onClick={() => runOn(set, updateNotifyUsers.kind)}
                  {...bar}
                >
                  {updateNotifyUsers.title}
                </Menu.Item>
              )}
              <Menu.Item
                color="var(--pd-purge)"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={() => setDialog('delete')}
                {...bar}
              >
                {setPaneWords.delete}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </header>
      <Contents set={set} sets={sets} />
      <ExportSetDialog opened={dialog === 'export'} onClose={close} set={set} />
      <DeleteSetDialog opened={dialog === 'delete'} onClose={close} set={set} onDeleted={onClose} />
    </section>
  );
}

interface FirstActionProps {
  readonly set: SetSummary;
  readonly canCombine: boolean;
  readonly onCombine: () => void;
}

/** Users to keep are taken out of another set; others are moved, or purged where the planned purge takes the set. */
function FirstAction({ set, canCombine, onCombine }: FirstActionProps) {
  const bar = useWriteBar();
  const purgesSet = usePurgesSet();
  if (isKeepList(set))
    return (
      <Button
        variant="light"
        leftSection={<IconArrowsJoin size={16} aria-hidden />}
        disabled={!canCombine}
        onClick={onCombine}
        {...bar}
      >
        {setPaneWords.combine}
      </Button>
    );
  const { kind, title } = purgesSet ? purgeUsers : updateNotifyUsers;
  const Icon = purgesSet ? IconFlame : IconUserEdit;
  return (
    <Button
      variant="light"
      leftSection={<Icon size={16} aria-hidden />}
      disabled={set.members === 0}
      onClick={() => runOn(set, kind)}
      {...bar}
    >
      {title}
    </Button>
  );
}

/** Whether the purge that is planned takes sets as they are. */
const usePurgesSet = () => useSettings()?.purgeRoute === 'set';

function runOn({ setId }: SetSummary, dialog: JobKind): void {
  navigate({ screen: 'jobs', dialog, setId });
}

/** Says of a set that somebody may take for the one to purge that it can't be, and what to do. */
function WhyNot({ set }: { readonly set: SetSummary }) {
  const userGroup = useSettings()?.okToPurgeGroup;
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  const meant = imports !== undefined && mayBeMeant(set, imports);
  const { data: check } = useQuery(
    queries.jobs.check.queryOptions({
      input: { job: moveOfSet(set.setId, userGroup ?? '', set.name) },
      enabled: meant && userGroup !== undefined,
    }),
  );
  if (!meant || !check || check.unapproved.length === 0) return null;
  return (
    <Text size="sm" component="div" mt={4}>
      {setPaneWords.notToPurge(
        whyNotToPurge(check),
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'review', dialog: 'makeSet' })}
        >
          {setPaneWords.makeApproved}
        </Anchor>,
      )}
    </Text>
  );
}

function Contents({
  set,
  sets,
}: {
  readonly set: SetSummary;
  readonly sets: SetPaneProps['sets'];
}) {
  const criteria = useMemo((): Criteria => ({ op: 'inSet', setId: set.setId }), [set.setId]);
  const title = setPaneWords.membersOf(set.name);
  const [api, setApi] = useState<UserGridApi | null>(null);
  return (
    <Tabs defaultValue="members" className={styles.tabs} keepMounted={false}>
      <Tabs.List px={12}>
        <Tabs.Tab value="members">{setPaneWords.membersTab}</Tabs.Tab>
        <Tabs.Tab value="details">{setPaneWords.detailsTab}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="members" className={styles.members}>
        <UserGrid
          name="set-members"
          label={title}
          criteria={criteria}
          columns={COLUMNS}
          onApi={setApi}
          onOpenUser={({ userNo }) => showDetailsOf(api, criteria, userNo)}
          empty={
            <EmptyState icon={IconUserEdit} title={setPaneWords.noMembers}>
              {set.criteria ? setPaneWords.nobodyMatches : setPaneWords.empty}
            </EmptyState>
          }
        />
      </Tabs.Panel>
      <Tabs.Panel value="details" className={styles.scroll}>
        <SetDetailsForm set={set} sets={sets} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Facts({ set }: { readonly set: SetSummary }) {
  const inSet: Criteria = { op: 'inSet', setId: set.setId };
  return (
    <>
      <Text size="sm" component="div">
        <CountLink count={set.members} criteria={inSet} title={setPaneWords.membersOf(set.name)}>
          {setPaneWords.members(set.members)}
        </CountLink>
        {' · '}
        {originText(set.origin)}
      </Text>
      {set.criteria && (
        <Text size="sm" component="div">
          <LogicalMark long />
        </Text>
      )}
      <Text size="sm" c="dimmed" component="div">
        {set.private && (
          <>
            <IconLock size={14} aria-hidden className={styles.lock} /> {setPaneWords.private} ·{' '}
          </>
        )}
        {setPaneWords.created(<InstantText instant={set.createdAt} />, set.createdBy)}
      </Text>
      {set.description && (
        <Text size="sm" c="dimmed" lineClamp={2} title={set.description}>
          {set.description}
        </Text>
      )}
      <MeantMembers set={set} />
      <UnknownMembers set={set} />
    </>
  );
}

/** By which other identifiers the lines of its list mean members. */
function MeantMembers({ set: { setId } }: { readonly set: SetSummary }) {
  const { data } = useQuery(queries.sets.meaning.queryOptions({ input: { setId } }));
  if (!data) return null;
  const { types, shared } = data;
  return (
    <>
      {types.length > 0 && <Text size="sm">{setPaneWords.meant(types)}</Text>}
      {shared > 0 && <Text size="sm">{setPaneWords.shared(shared)}</Text>}
    </>
  );
}

/** Members that no candidates file describes: Alma may know them, the replica doesn't. */
function UnknownMembers({ set }: { readonly set: SetSummary }) {
  const criteria = allOf(
    { op: 'inSet', setId: set.setId },
    { op: 'membership', value: 'identifierOnly' },
  );
  const { data } = useQuery(queries.users.count.queryOptions({ input: { criteria } }));
  if (!data || data.users === 0) return null;
  return (
    <Text size="sm" component="div">
      {setPaneWords.unknown(
        <CountLink count={data.users} criteria={criteria} title={setPaneWords.unknownOf(set.name)}>
          {setPaneWords.members(data.users)}
        </CountLink>,
        data.users,
      )}
    </Text>
  );
}
