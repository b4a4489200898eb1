/**
 * What a file changes, compared with the replica and with the last file of its kind: counts that open
 * into rows with what was known before and what the file says.
 */
import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import type { ImportCheck, ImportDiff } from '#shared/contract/shapes/imports.ts';
import { useAddingProgress } from '../../../client/progress.ts';
import { navigate } from '../../../place/navigation.ts';
import { ProgressLine } from '../../../ui/ProgressLine.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { DateText } from '../../../ui/Values.tsx';
import { kindWords } from '../kinds.ts';
import { comparisonLines } from './comparisonWords.ts';
import { RowGroupList } from './RowGroupList.tsx';

export function Comparison({ check }: { readonly check: ImportCheck }) {
  if (!check.diff) return <BeingCompared importId={check.importId} />;
  return (
    <Stack gap={8}>
      <ComparedWith check={check} previous={check.diff.previous} />
      <RowGroupList check={check} lines={comparisonLines(check, check.diff)} />
    </Stack>
  );
}

function BeingCompared({ importId }: { readonly importId: number }) {
  const progress = useAddingProgress(importId);
  return (
    <Stack gap={12} aria-busy="true">
      {progress ? (
        <ProgressLine
          label="Being compared"
          fraction={progress.fraction}
          amount={progress.rows}
          noun="rows"
        />
      ) : (
        <Text size="sm" c="dimmed" role="status">
          Being compared
        </Text>
      )}
      <Skeleton height={96} />
    </Stack>
  );
}

interface ComparedWithProps {
  readonly check: ImportCheck;
  readonly previous: ImportDiff['previous'];
}

function ComparedWith({ check, previous }: ComparedWithProps) {
  const { word, effect } = kindWords(check.kind);
  const kind = `“${word}”`;
  return (
    <Text size="sm" c="dimmed" component="div">
      {previous ? (
        <>
          Compared with this workspace and with the last file of the kind {kind},{' '}
          <Anchor
            component="button"
            type="button"
            inherit
            onClick={() => navigate({ screen: 'import', importId: previous.importId })}
          >
            {previous.fileName}
          </Anchor>
          {previous.dataDate && (
            <>
              {' '}
              (data of <DateText date={previous.dataDate} />)
            </>
          )}
          .
        </>
      ) : (
        <>
          Compared with this workspace. No file of the kind {kind} was added before
          {check.state === 'committed' && ' it'}.
        </>
      )}
      {(effect === 'review' || effect === 'replica') && (
        <RuleHelp about="the comparison">
          Users are found by their primary identifier, without case and outer spaces. A field counts
          as changed when this file has another value for it. What the file has no column for stays
          as it is.
        </RuleHelp>
      )}
    </Text>
  );
}
