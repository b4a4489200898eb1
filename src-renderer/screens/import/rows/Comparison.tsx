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
import { comparedWords } from '../words/comparison.tsx';
import { comparisonLines } from './comparisonLines.ts';
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
          label={comparedWords.running}
          fraction={progress.fraction}
          amount={progress.rows}
          noun={comparedWords.rows}
        />
      ) : (
        <Text size="sm" c="dimmed" role="status">
          {comparedWords.running}
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
  const { effect } = kindWords(check.kind);
  return (
    <Text size="sm" c="dimmed" component="div">
      {comparedWith(check, previous)}
      {(effect === 'review' || effect === 'replica') && (
        <RuleHelp about={comparedWords.about}>{comparedWords.help}</RuleHelp>
      )}
    </Text>
  );
}

function comparedWith({ kind, state }: ImportCheck, previous: ImportDiff['previous']) {
  const { word } = kindWords(kind);
  if (!previous) {
    return state === 'committed' ? comparedWords.firstAdded(word) : comparedWords.first(word);
  }
  const { importId, fileName, dataDate } = previous;
  const file = (
    <Anchor
      component="button"
      type="button"
      inherit
      onClick={() => navigate({ screen: 'import', importId })}
    >
      {fileName}
    </Anchor>
  );
  return dataDate
    ? comparedWords.withLastOfDay(word, file, <DateText date={dataDate} />)
    : comparedWords.withLast(word, file);
}
