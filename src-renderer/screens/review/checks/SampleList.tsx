/** All samples of the workspace, the newest first; one is open below. Part of the sampling check. */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { InstantText } from '../../../ui/Values.tsx';
import { drawnText, progressText } from './samplingWords.ts';

interface SampleListProps {
  readonly samples: readonly SampleSummary[];
  readonly chosen: number | undefined;
  readonly onChoose: (sampleId: number) => void;
}

const COLUMNS: readonly DataColumn<SampleSummary>[] = [
  { key: 'at', label: 'Drawn', cell: ({ at }) => <InstantText instant={at} /> },
  { key: 'by', label: 'By', room: 44, cell: ({ by }) => by },
  { key: 'whom', label: 'Sample', room: 36, cell: drawnText },
  { key: 'progress', label: 'Progress', cell: progressText },
];

export function SampleList({ samples, chosen, onChoose }: SampleListProps) {
  return (
    <DataTable
      label="Samples"
      columns={COLUMNS}
      rows={samples}
      rowKey={({ sampleId }) => sampleId}
      selectedKey={chosen}
      onOpen={({ sampleId }) => onChoose(sampleId)}
    />
  );
}
