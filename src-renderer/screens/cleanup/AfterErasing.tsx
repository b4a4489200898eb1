/**
 * What an erasure left to be done: users who stay and lost somebody, what was switched off, copies that lie elsewhere. One
 * list at a time, a page at a time; what people do is ticked off here, what is off ends where it is edited.
 */
import { Anchor, Button, Checkbox, Group, NativeSelect, Text } from '@mantine/core';
import { IconFileSpreadsheet, IconListCheck } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AfterItem, ErasureSummary } from '#shared/contract/shapes/erasures.ts';
import { AFTER_TEXTS, AFTER_WORDS, LIST_TEXTS } from '#shared/documents/afterErasing/words.ts';
import { AFTER_LISTS, type AfterList, isTicked } from '#shared/domain/afterErasing.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate, type Place, showDetails } from '../../place/navigation.ts';
import { announce } from '../../ui/announce.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { exportFile } from '../../ui/exportFile.ts';
import { SAY } from '../../ui/failure.ts';
import { formatCount } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { Pages } from '../../ui/Pages.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { Identifier, InstantText } from '../../ui/Values.tsx';
import styles from './AfterErasing.module.css';
import { afterWords } from './words.tsx';

const PAGE = 100;

/** @param jobId of the erasure that is shown */
export function AfterErasing({ jobId }: { readonly jobId: number }) {
  const { data: erasures, error } = useQuery(queries.erasures.list.queryOptions());
  const erasure = erasures?.find((each) => each.jobId === jobId);
  return (
    <ScreenFrame
      title={afterWords.title}
      titled
      fill
      primary={erasure && <SaveWorkbook erasure={erasure} />}
      secondary={
        <Button variant="default" onClick={() => navigate({ screen: 'cleanup' })}>
          {afterWords.back}
        </Button>
      }
    >
      <div className={styles.after}>
        <ErrorNote error={error} />
        {erasures && !erasure && <EmptyState icon={IconListCheck} title={afterWords.gone} />}
        {erasures && erasure && (
          <>
            <Group gap={16} className={styles.bar}>
              <NativeSelect
                size="xs"
                aria-label={afterWords.which}
                data={erasures.map((each) => ({
                  value: String(each.jobId),
                  label: afterWords.request(each.requestId, each.users),
                }))}
                value={String(jobId)}
                onChange={({ currentTarget }) =>
                  navigate(
                    { screen: 'cleanup', after: Number(currentTarget.value) },
                    { replace: true },
                  )
                }
              />
              <Text size="sm" c="dimmed" component="div">
                {afterWords.erased(<InstantText instant={erasure.at} />)}
              </Text>
              <Anchor
                component="button"
                type="button"
                size="sm"
                onClick={() => navigate({ screen: 'reports', jobId })}
              >
                {afterWords.report}
              </Anchor>
            </Group>
            <Lists key={jobId} erasure={erasure} />
          </>
        )}
      </div>
    </ScreenFrame>
  );
}

function Lists({ erasure }: { readonly erasure: ErasureSummary }) {
  const { jobId, left } = erasure;
  const first = AFTER_LISTS.find((each) => left[each].open > 0) ?? 'links';
  const [list, setList] = useState<AfterList>(first);
  const [page, setPage] = useState(1);
  const { data, error } = useQuery(
    queries.erasures.items.queryOptions({
      input: { jobId, list, offset: (page - 1) * PAGE, limit: PAGE },
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useColumns(jobId, list);
  return (
    <>
      <Group gap={8} role="group" aria-label={afterWords.lists}>
        {AFTER_LISTS.map((each) => (
          <Button
            key={each}
            size="compact-sm"
            variant={each === list ? 'filled' : 'default'}
            aria-pressed={each === list}
            onClick={() => {
              setList(each);
              setPage(1);
            }}
          >
            {afterWords.listWith(LIST_TEXTS[each].title, left[each].open, left[each].items)}
          </Button>
        ))}
      </Group>
      <Group justify="space-between" gap={8}>
        <Text size="sm" role="status">
          {LIST_TEXTS[list].about}
        </Text>
        <Pages total={data?.total ?? 0} rowsPerPage={PAGE} page={page} onPage={setPage} />
      </Group>
      <ErrorNote error={error} />
      {!error && (
        <DataTable
          label={LIST_TEXTS[list].title}
          columns={columns}
          rows={data?.rows}
          rowKey={({ what, ref }) => `${what} ${ref}`}
          fixed
          skeletonRows={6}
          empty={<EmptyState icon={IconListCheck} title={afterWords.none[list]} />}
        />
      )}
    </>
  );
}

function useColumns(jobId: number, list: AfterList): readonly DataColumn<AfterItem>[] {
  return [
    {
      key: 'done',
      label: AFTER_WORDS.doneAt,
      width: '11rem',
      cell: (item) => <Done jobId={jobId} list={list} item={item} />,
    },
    {
      key: 'about',
      label: list === 'links' ? afterWords.user : AFTER_WORDS.place,
      width: '40%',
      cell: (item) => <About item={item} />,
    },
    {
      key: 'todo',
      label: AFTER_WORDS.todo,
      room: 36,
      cell: ({ what, users }) => AFTER_TEXTS[what].todo(users, SAY),
    },
  ];
}

interface DoneProps {
  readonly jobId: number;
  readonly list: AfterList;
  readonly item: AfterItem;
}

function Done({ jobId, list, item }: DoneProps) {
  const bar = useWriteBar();
  const { what, ref, doneAt, doneBy } = item;
  const words =
    doneAt === null ? undefined : afterWords.done(<InstantText instant={doneAt} />, doneBy ?? '');
  if (!isTicked(what))
    return <span className={styles.aside}>{words ?? afterWords.endsByItself}</span>;
  async function tick(done: boolean) {
    await engine.erasures.tick({ jobId, list, items: [{ what, ref }], done });
    await queryClient.invalidateQueries({ queryKey: queries.erasures.key() });
    announce(afterWords.ticked(done));
  }
  return (
    <Checkbox
      size="sm"
      checked={doneAt !== null}
      label={words}
      aria-label={afterWords.tick(nameOf(item))}
      onChange={({ currentTarget }) => void tick(currentTarget.checked).catch(notifyFailure)}
      {...bar}
    />
  );
}

const nameOf = ({ what, name, identifier }: AfterItem) =>
  [AFTER_TEXTS[what].sort, identifier ?? name].filter(Boolean).join(': ');

/** What it is about, and the way there. */
function About({ item }: { readonly item: AfterItem }) {
  const { what, identifier, name, at } = item;
  const go = wayTo(item);
  return (
    <div className={styles.item}>
      <span className={styles.sort}>{AFTER_TEXTS[what].sort}</span>
      {go ? (
        <Anchor
          component="button"
          type="button"
          inherit
          ta="left"
          className={styles.name}
          onClick={go}
        >
          {identifier === null ? name : <Identifier text={identifier} />}
        </Anchor>
      ) : (
        name !== null && <span className={styles.name}>{name}</span>
      )}
      {identifier !== null && <span>{name}</span>}
      {identifier === null && name === null && NAMED.has(what) && (
        <span className={styles.aside}>{AFTER_WORDS.gone}</span>
      )}
      {at !== null && (
        <span className={styles.aside}>
          {afterWords.at[what === 'exported' ? 'written' : 'read'](<InstantText instant={at} />)}
        </span>
      )}
      {what === 'exported' && <StillThere isThere={item.isThere} />}
    </div>
  );
}

const NAMED: ReadonlySet<string> = new Set([
  ...['proxy', 'sponsor', 'guardian', 'rule', 'set', 'view', 'profile', 'imported', 'exported'],
]);

function StillThere({ isThere }: Pick<AfterItem, 'isThere'>) {
  const words = isThere === null ? 'unknown' : isThere ? 'there' : 'gone';
  return (
    <span className={styles.there} data-there={words}>
      {afterWords.stillThere[words]}
    </span>
  );
}

function wayTo({ what, ref, name, identifier }: AfterItem): (() => void) | undefined {
  if (identifier !== null) return () => showDetails({ userNo: ref });
  const place = name === null ? undefined : PLACES[what]?.(ref);
  return place && (() => navigate(place));
}

const PLACES: Readonly<Partial<Record<AfterItem['what'], (ref: number) => Place>>> = {
  rule: () => ({ screen: 'settings', section: 'register' }),
  set: (setId) => ({ screen: 'sets', setId }),
  profile: () => ({ screen: 'settings', section: 'profiles' }),
  imported: (importId) => ({ screen: 'import', importId }),
};

function SaveWorkbook({ erasure: { jobId, requestId } }: { readonly erasure: ErasureSummary }) {
  return (
    <Button
      leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
      onClick={() =>
        exportFile({
          what: { of: 'after-erasing', jobId },
          format: 'xlsx',
          title: afterWords.exportTitle,
          suggestedName: afterWords.exportName(requestId),
          written: (fileName, rows) => afterWords.written(fileName, formatCount(rows)),
        }).catch(notifyFailure)
      }
    >
      {afterWords.save}
    </Button>
  );
}

/** The way to what erasures left, with how much of it isn't done; nothing where nobody was erased. */
export function AfterButton({ jobId }: { readonly jobId?: number | undefined }) {
  const { data: erasures = [] } = useQuery(queries.erasures.list.queryOptions());
  const meant = erasures.filter((each) => jobId === undefined || each.jobId === jobId);
  const [newest] = meant;
  if (!newest) return null;
  const open = meant.reduce(
    (sum, { left }) => sum + left.links.open + left.off.open + left.copies.open,
    0,
  );
  return (
    <Button
      variant="default"
      leftSection={<IconListCheck size={16} aria-hidden />}
      onClick={() => navigate({ screen: 'cleanup', after: newest.jobId })}
    >
      {afterWords.button(open)}
    </Button>
  );
}
