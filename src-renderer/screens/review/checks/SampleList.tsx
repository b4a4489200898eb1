/** All samples of the workspace, the newest first; one is open below. Part of the sampling check. */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { InstantText } from '../../../ui/Values.tsx';
import { sampleWords } from '../words/sampling.tsx';

interface SampleListProps {
  readonly samples: readonly SampleSummary[];
  readonly chosen: number | undefined;
  readonly onChoose: (sampleId: number) => void;
}

const COLUMNS: readonly DataColumn<SampleSummary>[] = [
  { key: 'at', label: sampleWords.drawnAt, cell: ({ at }) => <InstantText instant={at} /> },
  { key: 'by', label: sampleWords.by, room: 44, cell: ({ by }) => by },
  { key: 'whom', label: sampleWords.sample, room: 36, cell: sampleWords.howDrawn },
  { key: 'progress', label: sampleWords.progress, cell: (sample) => sampleWords.howFar(sample) },
];

export function SampleList({ samples, chosen, onChoose }: SampleListProps) {
  return (
    <DataTable
      label={sampleWords.list}
      columns={COLUMNS}
      rows={samples}
      rowKey={({ sampleId }) => sampleId}
      selectedKey={chosen}
      onOpen={({ sampleId }) => onChoose(sampleId)}
    />
  );
}
