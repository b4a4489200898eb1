/**
 * The page of one file that was added: what it was, what became of it, how it was read, and the way to
 * take it back out. Opened from the list of imported files; Back leads there again.
 */
import { Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Erasure } from '#shared/contract/shapes/erasures.ts';
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes/imports.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { useStatus } from '../../../client/workspace.ts';
import { navigate } from '../../../place/navigation.ts';
import { CountLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Mark } from '../../../ui/Marks.tsx';
import { notifyFailure } from '../../../ui/notify.tsx';
import { ScreenFrame } from '../../../ui/ScreenFrame.tsx';
import { InstantText } from '../../../ui/Values.tsx';
import { erasedWords } from '../../../ui/words/erased.tsx';
import { remember, useFileMemory } from '../importMemory.ts';
import { kindWords } from '../kinds.ts';
import { Notes } from '../Notes.tsx';
import { ProfileNote } from '../reading/ProfileNote.tsx';
import { saveOriginal } from '../rows/savedFiles.ts';
import { CheckDetails } from '../waiting/CheckDetails.tsx';
import { CheckFigures } from '../waiting/CheckFigures.tsx';
import { DataDate } from '../waiting/DataDate.tsx';
import { DateOrderNote } from '../waiting/DateQuestion.tsx';
import { ListPurpose } from '../waiting/ListPurpose.tsx';
import { OpenAnswers } from '../waiting/OpenQuestions.tsx';
import { DecidedNote } from '../waiting/ReturnNote.tsx';
import { importedFileWords as words } from '../words/added.tsx';
import { SetLink } from './ImportedTable.tsx';
import { UndoImport } from './UndoImport.tsx';

export function ImportedFile({ file }: { readonly file: ImportSummary }) {
  const { importId } = file;
  const { data: check, error } = useQuery(
    queries.imports.check.queryOptions({ input: { importId } }),
  );
  return (
    <ScreenFrame
      title={file.fileName}
      middle={
        <Text size="sm" c="dimmed" truncate>
          {words.added(<InstantText instant={file.importedAt} />)}
        </Text>
      }
      secondary={
        <>
          {check?.originalKept && <SaveOriginal check={check} />}
          {check?.originalErased && <OriginalErased erasure={check.originalErased} />}
          <Button variant="default" onClick={() => navigate({ screen: 'import' })}>
            {words.allImports}
          </Button>
        </>
      }
    >
      <ErrorNote error={error} />
      <Paper>
        <Stack gap={16}>
          <Group gap={12}>
            <Mark meaning={kindWords(file.kind)} />
            <Text size="sm" component="div">
              <Became file={file} coversAll={check?.coversAll === true} />
            </Text>
          </Group>
          {check ? <Content check={check} /> : <Skeleton height={240} aria-busy="true" />}
        </Stack>
      </Paper>
    </ScreenFrame>
  );
}

function Content({ check }: { readonly check: ImportCheck }) {
  const { importId } = check;
  const { tab } = useFileMemory(importId);
  const openTab = (chosen: string) => remember(importId, { tab: chosen });
  return (
    <>
      <CheckFigures check={check} onOpen={openTab} />
      {check.list && check.setId !== null && <ListPurpose check={check} list={check.list} />}
      <Notes>
        <DataDate check={check} />
        <DateOrderNote check={check} />
        <OpenAnswers check={check} />
        <ProfileNote check={check} />
        <DecidedNote check={check} />
      </Notes>
      <CheckDetails check={check} tab={tab} onTab={openTab} />
      <UndoImport check={check} />
    </>
  );
}

function SaveOriginal({ check }: { readonly check: ImportCheck }) {
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => saveOriginal(check).catch(notifyFailure)}
    >
      {words.saveOriginal}
    </Button>
  );
}

/** In the place of the button that saved it. */
function OriginalErased({ erasure }: { readonly erasure: Erasure }) {
  return (
    <Text size="sm" c="dimmed" component="div" truncate>
      {erasedWords.originalShort(<InstantText instant={erasure.at} />, erasure.requestId)}
    </Text>
  );
}

interface BecameProps {
  readonly file: ImportSummary;
  readonly coversAll: boolean;
}

function Became({ file, coversAll }: BecameProps) {
  const candidates = useStatus().data?.candidates ?? 0;
  const { effect, told } = kindWords(file.kind);
  switch (effect) {
    case 'review':
      return words.becameCandidates(
        file.identifiers,
        <CountLink count={candidates} criteria={CANDIDATES} title={words.candidatesTitle}>
          {words.candidates(candidates)}
        </CountLink>,
      );
    case 'set':
      return <BecameSet file={file} />;
    case 'roles':
      return words.staff(file.identifiers);
    case 'replica':
    case 'lines':
      return (
        <>
          {words.facts(told, file.identifiers)} {coversAll && words.othersHaveNone(told)}
        </>
      );
    case 'evidence':
      return words.evidence(file.identifiers);
  }
}

function BecameSet({ file }: { readonly file: ImportSummary }) {
  if (file.setId === null) return words.setDeleted;
  return (
    <Group gap={4}>
      {words.becameSet(
        <SetLink setId={file.setId} />,
        <CountLink
          count={file.identifiers}
          criteria={{ op: 'inSet', setId: file.setId }}
          title={words.membersTitle(file.fileName)}
        >
          {words.identifiers(file.identifiers)}
        </CountLink>,
      )}
    </Group>
  );
}
