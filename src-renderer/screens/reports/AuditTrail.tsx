/**
 * The audit trail: who did what and when, newest first, page by page, narrowed by what, who and day. Each entry leads to
 * what it is about, as long as that is there. Shows; nothing of it can be changed.
 */
import { Anchor, Button, Group, Menu, Text, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconFileExport,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconListCheck,
  IconPrinter,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AuditEntry, AuditFilter, Entered } from '#shared/contract/shapes/auditTrail.ts';
import {
  didText,
  factsText,
  numberText,
  TRAIL_WORDS,
  type TrailSay,
} from '#shared/documents/auditTrail/words.ts';
import { queries } from '../../client/engineClient.ts';
import { currentDay, useSettings, useStatus } from '../../client/workspace.ts';
import { navigate, type Place } from '../../place/navigation.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { exportFile, printPages } from '../../ui/exportFile.ts';
import { SAY } from '../../ui/failure.ts';
import { formatAmount, formatCount } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { useOnPaper } from '../../ui/onPaper.ts';
import { Pages } from '../../ui/Pages.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { InstantText } from '../../ui/Values.tsx';
import styles from './AuditTrail.module.css';
import { TrailFilterBar } from './TrailFilterBar.tsx';
import { trailWords } from './words.tsx';

const PAGE = 100;
const ALL: AuditFilter = { topic: null, staffNo: null, from: null, to: null };

export function AuditTrail() {
  const [filter, setFilter] = useState(ALL);
  const [page, setPage] = useState(1);
  const { data, error } = useQuery(
    queries.trail.page.queryOptions({
      input: { filter, offset: (page - 1) * PAGE, limit: PAGE },
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useColumns();

  function narrow(next: AuditFilter) {
    setFilter(next);
    setPage(1);
  }

  return (
    <ScreenFrame title={trailWords.title} titled fill primary={<ExportTrail filter={filter} />}>
      <div className={styles.trail}>
        <Group justify="space-between" gap={8} className={styles.bar}>
          <TrailFilterBar filter={filter} onChange={narrow} />
          <Pages total={data?.total ?? 0} rowsPerPage={PAGE} page={page} onPage={setPage} />
        </Group>
        <div className={styles.about}>
          <Text size="sm" role="status">
            {data && trailWords.found(data.total, data.head?.entryNo ?? data.total)}
          </Text>
          {data?.head && <TrailEnd hash={data.head.hash} />}
        </div>
        <ErrorNote error={error} />
        {!error && (
          <DataTable
            label={trailWords.title}
            columns={columns}
            rows={data?.rows}
            rowKey={({ entryNo }) => entryNo}
            fixed
            skeletonRows={12}
            empty={
              <EmptyState
                icon={IconListCheck}
                title={trailWords.none}
                action={
                  <Button variant="default" onClick={() => narrow(ALL)}>
                    {trailWords.showAll}
                  </Button>
                }
              />
            }
          />
        )}
      </div>
    </ScreenFrame>
  );
}

function TrailEnd({ hash }: { readonly hash: string }) {
  return (
    <div className={styles.end}>
      <Tooltip label={trailWords.endHelp} multiline w={340}>
        <span className={styles.endWord}>{trailWords.end}</span>
      </Tooltip>
      <span className={styles.hash} title={hash}>
        {hash}
      </span>
      <CopyButton text={hash} what={trailWords.copyEnd} />
    </div>
  );
}

function ExportTrail({ filter }: { readonly filter: AuditFilter }) {
  const { save, print } = useMemo(() => {
    const what = { of: 'trail', filter } as const;
    const title = trailWords.exportTitle;
    return {
      print: () => printPages({ what, title }),
      save: (format: 'pdf' | 'xlsx' | 'csv') => () =>
        exportFile({
          ...{ what, format, title },
          suggestedName: trailWords.exportName(currentDay()),
          written: trailWords.written,
        }).catch(notifyFailure),
    };
  }, [filter]);
  useOnPaper(useMemo(() => ({ print, exportPdf: save('pdf') }), [print, save]));
  return (
    <Menu position="bottom-end" width="max-content">
      <Menu.Target>
        <Button
          leftSection={<IconFileExport size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {trailWords.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileTypePdf size={16} aria-hidden />} onClick={save('pdf')}>
          {trailWords.formats.pdf}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          onClick={save('xlsx')}
        >
          {trailWords.formats.xlsx}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={save('csv')}>
          {trailWords.formats.csv}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} onClick={print}>
          {trailWords.print}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useColumns(): readonly DataColumn<AuditEntry>[] {
  const currency = useSettings()?.currency ?? 'USD';
  const soundness = useStatus().data?.soundness;
  const broken = soundness?.state === 'damaged' ? soundness.entryNo : undefined;
  const say: TrailSay = { ...SAY, amount: (minor) => formatAmount(minor, currency) };
  return [
    {
      key: 'number',
      label: TRAIL_WORDS.number,
      align: 'right',
      width: 60,
      cell: ({ entryNo }) => <EntryNumber entryNo={entryNo} broken={broken} />,
    },
    {
      key: 'at',
      label: TRAIL_WORDS.at,
      width: '12rem',
      cell: ({ at }) => (
        <span className={styles.moment}>
          <InstantText instant={at} />
        </span>
      ),
    },
    {
      key: 'who',
      label: TRAIL_WORDS.who,
      width: '7rem',
      cell: ({ staffNo, who }) =>
        staffNo === 0 ? (
          <Aside text={TRAIL_WORDS.program} />
        ) : (
          (who ?? <Aside text={TRAIL_WORDS.erased} />)
        ),
    },
    {
      key: 'what',
      label: TRAIL_WORDS.what,
      width: '9rem',
      cell: ({ entered }) => (entered ? didText(entered) : <Aside text={TRAIL_WORDS.unreadable} />),
    },
    {
      key: 'about',
      label: TRAIL_WORDS.about,
      cell: ({ entered, name }) => entered && <About entered={entered} name={name} />,
    },
    {
      key: 'facts',
      label: TRAIL_WORDS.facts,
      room: 44,
      cell: ({ entered }) => entered && <Facts text={factsText(entered, say)} />,
    },
  ];
}

function EntryNumber({ entryNo, broken }: { entryNo: number; broken: number | undefined }) {
  return (
    <span className="pd-figures">
      {broken !== undefined && entryNo >= broken && (
        <IconAlertTriangle
          size={14}
          role="img"
          aria-label={trailWords.broken}
          className={styles.broken}
        />
      )}
      {formatCount(entryNo)}
    </span>
  );
}

const Aside = ({ text }: { readonly text: string }) => <span className={styles.aside}>{text}</span>;

/** A hash is copied where the file is compared; here one sees that it is there. */
function Facts({ text }: { readonly text: string }) {
  return (
    <span className={styles.facts} title={text}>
      {text.replaceAll(/\b[0-9a-f]{64}\b/g, (hash) => `${hash.slice(0, 12)}…`)}
    </span>
  );
}

function About({ entered, name }: { readonly entered: Entered; readonly name: string | null }) {
  const number = numberText(entered);
  const place = name === null ? undefined : placeOf(entered);
  if (number === '') return null;
  return (
    <>
      {place ? (
        <Anchor
          component="button"
          type="button"
          inherit
          ta="left"
          className={styles.name}
          onClick={() => navigate(place)}
        >
          {name}
        </Anchor>
      ) : (
        <span className={styles.name}>{name}</span>
      )}
      <span className={styles.number}>
        {name === null && HAS_NAME.some((each) => each in entered.details)
          ? `${number}, ${trailWords.gone}`
          : number}
      </span>
    </>
  );
}

/** Things that have a name as long as they are there. */
const HAS_NAME = ['jobId', 'setId', 'importId', 'ruleId', 'profileId', 'exportId'] as const;

function placeOf({ what, details }: Entered): Place | undefined {
  if ('jobId' in details)
    return what === 'job.submitted'
      ? { screen: 'jobs', jobId: details.jobId }
      : { screen: 'reports', jobId: details.jobId };
  if ('importId' in details) return { screen: 'import', importId: details.importId };
  if ('setId' in details) return { screen: 'sets', setId: details.setId };
  if ('ruleId' in details) return { screen: 'settings', section: 'register' };
  if ('profileId' in details) return { screen: 'settings', section: 'profiles' };
  return undefined;
}
