/**
 * The Import screen: files that are being read or wait to be added, what was just added, and what was
 * imported before. Takes files from the dialog, from a drop on the window and from the sample cycle.
 * Everything about a file lives in the engine; going elsewhere and coming back changes nothing.
 */
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconFileImport, IconStack2 } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { GrantedFile } from '#shared/contract/desktopContract.ts';
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes/imports.ts';
import { queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { goBack, navigate, type PlaceOf, usePlace } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { chooseFiles } from '../../ui/workspaceCommands.ts';
import { AddedNote } from './added/AddedNote.tsx';
import { ImportedFile } from './added/ImportedFile.tsx';
import { ImportedTable } from './added/ImportedTable.tsx';
import { useChecksAtOnce } from './checksAtOnce.ts';
import { ImportStart } from './ImportStart.tsx';
import { originOf, useImportMemory } from './importMemory.ts';
import { addAll, readFiles } from './importSteps.ts';
import { isAddedAlone, isReady } from './readiness.ts';
import { DoubtfulDates } from './waiting/DoubtfulDates.tsx';
import { PendingFile } from './waiting/PendingFile.tsx';
import { importWords } from './words/start.tsx';

export function ImportScreen() {
  const place = usePlace('import');
  const { importId } = place;
  useFilesOfPlace(place);
  const { data: imports, error } = useQuery(queries.imports.list.queryOptions());
  const opened = imports?.find((each) => each.importId === importId);
  if (opened?.state === 'committed') return <ImportedFile file={opened} />;
  return <ImportList imports={imports} error={error} shownId={importId} />;
}

const taken = new WeakSet<readonly GrantedFile[]>();

/**
 * Files come once: Back must not read them again, nor must a second effect. Those chosen or dropped
 * while the list is shown leave no step of their own behind.
 */
function useFilesOfPlace({ files, importId }: PlaceOf<'import'>): void {
  const onList = useRef(false);
  useEffect(() => {
    if (!files) {
      onList.current = importId === undefined;
    } else if (!taken.has(files)) {
      taken.add(files);
      navigate({ screen: 'import' }, { replace: true });
      if (onList.current) goBack();
      void readFiles(files);
    }
  }, [files, importId]);
}

/** The control that had the focus may be gone with its file: the title takes it. */
function useKeptFocus(pending: readonly ImportSummary[]): void {
  const shown = pending.map((file) => originOf(file.importId)).join();
  const before = useRef(shown);
  useEffect(() => {
    const changed = before.current !== shown;
    before.current = shown;
    if (changed && document.activeElement === document.body) {
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
  }, [shown]);
}

interface ImportListProps {
  readonly imports: readonly ImportSummary[] | undefined;
  readonly error: unknown;
  /** The file that the librarian came to see. */
  readonly shownId: number | undefined;
}

function ImportList({ imports, error, shownId }: ImportListProps) {
  const bar = useWriteBar();
  const added = useImportMemory((state) => state.added);
  // Read again: the number is a new one, the place on screen stays.
  useImportMemory((state) => state.origins);
  const pending = (imports ?? [])
    .filter((each) => each.state !== 'committed')
    .toSorted((a, b) => originOf(a.importId) - originOf(b.importId));
  const imported = (imports ?? []).filter((each) => each.state === 'committed').toReversed();
  const checks = useChecks(pending);
  const ready = checks.filter((check) => isReady(check) && !isAddedAlone(check));
  useKeptFocus(pending);
  useChecksAtOnce();
  const readingNow = pending.find((each) => each.state === 'reading')?.importId;
  const start = imports?.length === 0;
  // In its place from the start: one that moves away as the list comes would take a click with it.
  const canChoose = !start && (imports !== undefined || error !== null);
  return (
    <ScreenFrame
      title={importWords.title}
      secondary={!start && ready.length > 1 && <ChooseButton quiet />}
      primary={
        ready.length > 1 ? (
          <AddAllButton ready={ready} all={ready.length === pending.length} />
        ) : (
          canChoose && <ChooseButton quiet={pending.length > 0 || added.length > 0} />
        )
      }
    >
      <ErrorNote error={error} />
      {start && <ImportStart />}
      {!imports && !error && <Skeleton height={240} radius="lg" aria-busy="true" />}
      <Stack gap={24}>
        {added.length > 0 && <AddedNote added={added} waiting={pending.length} />}
        {pending.length > 0 && (
          <Stack gap={8}>
            {pending.length > 1 && <DoubtfulDates checks={checks} />}
            {pending.map((file) => (
              <PendingFile
                key={originOf(file.importId)}
                file={file}
                waiting={pending.length}
                waits={file.importId !== readingNow}
                shown={file.importId === shownId}
              />
            ))}
          </Stack>
        )}
        {imported.length > 0 && (
          <section>
            <Group justify="space-between" mb={8}>
              <Title order={2}>{importWords.importedFiles}</Title>
              {!bar && (
                <Text size="sm" c="dimmed">
                  {importWords.dropMore}
                </Text>
              )}
            </Group>
            <ImportedTable files={imported} />
          </section>
        )}
      </Stack>
    </ScreenFrame>
  );
}

/** Of the files that were checked, as far as the answers are here. */
function useChecks(pending: readonly ImportSummary[]): ImportCheck[] {
  const checked = pending.filter((each) => each.state === 'checked');
  const answers = useQueries({
    queries: checked.map(({ importId }) =>
      queries.imports.check.queryOptions({ input: { importId } }),
    ),
  });
  return answers.flatMap(({ data }) => (data ? [data] : []));
}

function ChooseButton({ quiet }: { readonly quiet: boolean }) {
  return (
    <Button
      variant={quiet ? 'default' : 'filled'}
      leftSection={<IconFileImport size={16} aria-hidden />}
      onClick={chooseFiles}
      {...useWriteBar()}
    >
      {importWords.chooseFiles}
    </Button>
  );
}

interface AddAllProps {
  readonly ready: readonly ImportCheck[];
  /** None waits for an answer or can’t be read. */
  readonly all: boolean;
}

function AddAllButton({ ready, all }: AddAllProps) {
  const bar = useWriteBar();
  const busy = useImportMemory((state) =>
    ready.some(({ importId }) => state.files.get(originOf(importId))?.busy === 'adding'),
  );
  return (
    <Button
      leftSection={<IconStack2 size={16} aria-hidden />}
      loading={busy}
      onClick={() => addAll(ready)}
      {...bar}
    >
      {all ? importWords.addAllFiles(ready.length) : importWords.addFiles(ready.length)}
    </Button>
  );
}
