/**
 * User cleanup: the users whom a job here has deleted, by month, and the way back for them; or one person, deleted or
 * not. `jobId` of the place narrows it to those of one job; `userNo` opens that user's panel.
 */
import { Button, Group, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconEraser,
  IconMoodEmpty,
  IconUserOff,
  type TablerIcon,
} from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { createUserList } from '../../deciding/userList.ts';
import type { UserColumn } from '../../grid/columns/userColumns.tsx';
import { FilterStrip } from '../../grid/filter/FilterStrip.tsx';
import { filterCriteria } from '../../grid/filter/filterCriteria.ts';
import { filterText } from '../../grid/filter/partText.ts';
import { clearFilter } from '../../grid/filter/userFilter.ts';
import { focusRows, type UserGridApi } from '../../grid/rows/focusRows.ts';
import { NOTHING_ALSO, sortOf } from '../../grid/rows/gridRows.ts';
import { showDetailsOf } from '../../grid/rows/showDetailsOf.ts';
import {
  clearSelection,
  selectedCount,
  selectionOf,
  setSelected,
} from '../../grid/rows/userSelection.ts';
import { UserGrid } from '../../grid/UserGrid.tsx';
import { isKeyboardHome } from '../../place/keyboard.ts';
import { navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount, formatMonth } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { PartChip } from '../../ui/PartChip.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { UserPanel } from '../../users/UserPanel.tsx';
import { AfterButton, AfterErasing } from './AfterErasing.tsx';
import styles from './CleanupScreen.module.css';
import { CleanupViews } from './CleanupViews.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { deletedIn, MonthSelect } from './MonthSelect.tsx';
import { PurgeRequests } from './PurgeRequests.tsx';
import { PersonScreen } from './person/PersonScreen.tsx';
import { type CleanupTarget, RestoreDialog } from './RestoreDialog.tsx';
import { cleanupWords, eraseWords, restoreWords } from './words.tsx';

const list = createUserList('cleanup');

const COLUMNS: readonly UserColumn[] = [
  'primary_identifier',
  'last_name',
  'first_name',
  'deleted_at',
  'user_group',
  'record_type',
  'expiry_date',
  'purge_date',
  'balance',
];
const NEWEST_FIRST = [
  { field: 'deleted_at', direction: 'desc' },
  { field: 'primary_identifier', direction: 'asc' },
] as const;

const DELETED: Criteria = { op: 'membership', value: 'deleted' };

export function CleanupScreen() {
  const { person, after, requests } = usePlace('cleanup');
  if (requests) return <PurgeRequests />;
  if (after !== undefined) return <AfterErasing jobId={after} />;
  return person ? <PersonScreen texts={person} /> : <DeletedUsers />;
}

function DeletedUsers() {
  const { data: months } = useQuery(queries.users.deletedMonths.queryOptions());
  if (months?.length === 0) return <NobodyDeleted />;
  return <Deleted months={months} />;
}

function NobodyDeleted() {
  return (
    <ScreenFrame title={cleanupWords.title} middle={<CleanupViews />} secondary={<AfterButton />}>
      <EmptyState
        icon={IconUserOff}
        title={cleanupWords.none}
        action={
          <Button variant="default" onClick={() => navigate({ screen: 'jobs' })}>
            {cleanupWords.goToJobs}
          </Button>
        }
      >
        {cleanupWords.noneWhy}
      </EmptyState>
    </ScreenFrame>
  );
}

interface DeletedProps {
  readonly months: readonly { readonly month: string; readonly users: number }[] | undefined;
}

// One function: the grid, its strip and its dialog with what each needs of the others.
function Deleted({ months }: DeletedProps) {
  const place = usePlace('cleanup');
  const { jobId, userNo } = place;
  const { selection, wholeFilter: filter } = list;
  const [month, setMonth] = useState<string | null>(null);
  const [api, setApi] = useState<UserGridApi | null>(null);
  const [total, setTotal] = useState(0);
  const [restoring, setRestoring] = useState<CleanupTarget | null>(null);
  const [erasing, setErasing] = useState<CleanupTarget | null>(null);
  const currency = useSettings()?.currency ?? 'USD';
  useEffect(() => isKeyboardHome(() => focusRows(api)), [api]);
  const scope = allOf(
    DELETED,
    jobId !== undefined && { op: 'deletedBy', jobId },
    month !== null && deletedIn(month),
  );
  const criteria = filterCriteria(filter(), scope);
  const words =
    [
      jobId !== undefined && cleanupWords.ofJob(jobId),
      month !== null && cleanupWords.within(formatMonth(month)),
      filterText(filter(), currency),
    ]
      .filter(Boolean)
      .join(', ') || cleanupWords.everybody;
  const show = (user: number | undefined) =>
    navigate(
      { screen: 'cleanup', ...(jobId && { jobId }), ...(user && { userNo: user }) },
      { replace: userNo !== undefined && user !== undefined },
    );

  return (
    <>
      <ScreenFrame
        title={cleanupWords.title}
        middle={<CleanupViews />}
        fill
        secondary={<AfterButton />}
        side={
          userNo && (
            <UserPanel userNo={userNo} onDetails={(who) => showDetailsOf(api, criteria, who)} />
          )
        }
        sideTitle={cleanupWords.panel}
        onCloseSide={() => show(undefined)}
      >
        <UserGrid
          name={list.name}
          label={cleanupWords.label}
          criteria={criteria}
          columns={COLUMNS}
          sort={NEWEST_FIRST}
          selection={selection}
          filter={filter}
          scope={scope}
          exported={{ of: 'users', words }}
          onApi={setApi}
          onTotal={setTotal}
          onOpenUser={(user) => show(user.userNo)}
          onFocusUser={(user) =>
            userNo !== undefined && user.userNo !== userNo && show(user.userNo)
          }
          strip={
            <FilterStrip
              filter={filter}
              scope={scope}
              selection={selection}
              total={total}
              first={[
                ...(jobId === undefined
                  ? []
                  : [
                      {
                        key: `job:${jobId}`,
                        content: (
                          <PartChip
                            whom={cleanupWords.ofJob(jobId)}
                            onLeave={() => navigate({ screen: 'cleanup' })}
                          />
                        ),
                      },
                    ]),
                {
                  key: `month:${month}`,
                  content: <MonthSelect months={months} month={month} onMonth={setMonth} />,
                },
              ]}
              actions={
                <Actions
                  api={api}
                  total={total}
                  criteria={criteria}
                  onRestore={setRestoring}
                  onErase={setErasing}
                />
              }
            />
          }
          empty={
            <EmptyState
              icon={IconMoodEmpty}
              title={cleanupWords.nobodyMatches}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setMonth(null);
                    clearFilter(filter);
                    if (jobId !== undefined) navigate({ screen: 'cleanup' });
                  }}
                >
                  {cleanupWords.showAll}
                </Button>
              }
            >
              {cleanupWords.nobodyMatchesWhy}
            </EmptyState>
          }
        />
      </ScreenFrame>
      <RestoreDialog
        target={restoring}
        onClose={() => setRestoring(null)}
        onDone={() => clearSelection(selection)}
      />
      <EraseDialog
        target={erasing}
        onClose={() => setErasing(null)}
        onDone={() => clearSelection(selection)}
      />
    </>
  );
}

interface ActionsProps {
  readonly api: UserGridApi | null;
  readonly total: number;
  readonly criteria: Criteria;
  readonly onRestore: (target: CleanupTarget) => void;
  readonly onErase: (target: CleanupTarget) => void;
}

/** For the selection, or all that match where nobody is selected. */
function Actions({ api, total, criteria, onRestore, onErase }: ActionsProps) {
  const state = list.selection();
  const selected = selectionOf(state, criteria);
  const users = selected ? selectedCount(state, total) : total;
  if (users === 0) return null;
  const target = { users, selection: selected ?? { criteria } };
  return (
    <Group gap={6} wrap="nowrap">
      {!selected && api && <SelectFirst api={api} total={total} criteria={criteria} />}
      <Action
        icon={IconArrowBackUp}
        label={restoreWords.open(users, !selected)}
        hint={restoreWords.hint}
        amount={formatCount(users)}
        onClick={() => onRestore(target)}
      />
      <Action
        icon={IconEraser}
        label={eraseWords.open}
        hint={eraseWords.hint}
        onClick={() => onErase(target)}
      />
    </Group>
  );
}

interface ActionProps {
  readonly icon: TablerIcon;
  readonly label: string;
  /** What it does, in words that do without the label. */
  readonly hint: string;
  /** What is left of the label where there is little room, beside the icon. */
  readonly amount?: string;
  readonly onClick: () => void;
}

function Action({ icon: Icon, label, hint, amount, onClick }: ActionProps) {
  const bar = useWriteBar();
  return (
    <Tooltip label={hint} disabled={bar !== undefined}>
      <Button
        variant="default"
        size="compact-sm"
        className={styles.action}
        leftSection={<Icon size={16} aria-hidden />}
        aria-label={label}
        onClick={onClick}
        {...bar}
      >
        <span className={styles.word}>{label}</span>
        {amount !== undefined && <span className={styles.amount}>{amount}</span>}
      </Button>
    </Tooltip>
  );
}

interface SelectFirstProps extends Pick<ActionsProps, 'total' | 'criteria'> {
  readonly api: UserGridApi;
}

/** As many as Settings say, in the order of the list; where there are no more, all that match are meant anyway. */
function SelectFirst({ api, total, criteria }: SelectFirstProps) {
  const most = useSettings()?.cleanupSelects;
  const selecting = useMutation({
    mutationFn: (limit: number) =>
      engine.users.page({ criteria, sort: sortOf(api), ...NOTHING_ALSO, offset: 0, limit }),
    onSuccess: ({ rows }) =>
      setSelected(
        list.selection,
        rows.map(({ userNo }) => userNo),
        true,
      ),
    onError: (error) => notifyFailure(error),
  });
  if (most === undefined || total <= most) return null;
  return (
    <Tooltip label={cleanupWords.selectFirstHint}>
      <Button
        variant="default"
        size="compact-sm"
        className={styles.first}
        aria-label={cleanupWords.selectFirst(most)}
        loading={selecting.isPending}
        onClick={() => selecting.mutate(most)}
      >
        {cleanupWords.first(most)}
      </Button>
    </Tooltip>
  );
}
