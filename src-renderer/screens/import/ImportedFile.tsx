/**
 * The page of one file that was added: what it was, what became of it, and how it was read. Opened from
 * the list of imported files; Back leads there again.
 */
import { Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportSummary } from '#shared/contract/shapes.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus } from '../../client/workspace.ts';
import { navigate } from '../../shell/navigation.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf } from '../../ui/format.ts';
import { Mark } from '../../ui/Marks.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { CheckDetails } from './CheckDetails.tsx';
import { CheckFigures } from './CheckFigures.tsx';
import { SetLink } from './ImportedTable.tsx';
import { KINDS } from './kinds.ts';

export function ImportedFile({ file }: { readonly file: ImportSummary }) {
  const { importId } = file;
  const [tab, setTab] = useState<string>();
  const { data: check, error } = useQuery(
    queries.imports.check.queryOptions({ input: { importId } }),
  );
  return (
    <ScreenFrame
      title={file.fileName}
      explanation={
        <>
          Added <InstantText instant={file.importedAt} />
        </>
      }
      secondary={
        <Button variant="default" onClick={() => navigate({ screen: 'import' })}>
          All imports
        </Button>
      }
    >
      <ErrorNote error={error} />
      <Paper>
        <Stack gap={16}>
          <Group gap={12}>
            <Mark meaning={KINDS[file.kind]} />
            <Text size="sm" component="div">
              <Became file={file} />
            </Text>
          </Group>
          {check ? (
            <>
              <CheckFigures check={check} onOpen={setTab} />
              <CheckDetails check={check} tab={tab} onTab={setTab} />
            </>
          ) : (
            <Skeleton height={240} aria-busy="true" />
          )}
        </Stack>
      </Paper>
    </ScreenFrame>
  );
}

function Became({ file }: { readonly file: ImportSummary }) {
  const candidates = useStatus().data?.candidates ?? 0;
  if (file.kind === 'candidates') {
    return (
      <>
        Its {countOf(file.identifiers, 'identifier')} became candidates. The review has{' '}
        <CountLink count={candidates} noun="candidate" criteria={CANDIDATES} title="Candidates" />{' '}
        now.
      </>
    );
  }
  if (file.setId === null) return <>The set that it became was deleted since.</>;
  return (
    <Group gap={4}>
      Became the set <SetLink setId={file.setId} /> of{' '}
      <CountLink
        count={file.identifiers}
        noun="identifier"
        criteria={{ op: 'inSet', setId: file.setId }}
        title={`Members of the set made from ${file.fileName}`}
      />
    </Group>
  );
}
