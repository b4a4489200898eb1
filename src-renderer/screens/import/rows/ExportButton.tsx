/**
 * Writes all rows of a row group of an import, or its errors, as a workbook. Used below their tables.
 */
import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { ExportedGroup } from '#shared/contract/shapes/rowGroup.ts';
import { notifyFailure } from '../../../ui/notify.tsx';
import { saveWords } from '../words/rows.ts';
import { exportRows } from './savedFiles.ts';

interface ExportButtonProps {
  readonly file: Pick<ImportSummary, 'importId' | 'fileName'>;
  readonly rowGroup: ExportedGroup;
  /** What the rows are, also in the suggested name: `numeric identifiers`. */
  readonly what: string;
}

export function ExportButton({ file, rowGroup, what }: ExportButtonProps) {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      size="xs"
      variant="default"
      loading={busy}
      leftSection={<IconTableExport size={14} aria-hidden />}
      aria-label={saveWords.exportOf(what)}
      onClick={async () => {
        setBusy(true);
        await exportRows(file, rowGroup, what).catch(notifyFailure);
        setBusy(false);
      }}
    >
      {saveWords.export}
    </Button>
  );
}
