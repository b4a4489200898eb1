/**
 * How a file is read: sheet, heading row, encoding and separator, and what each column means. As long
 * as the file isn't added, every answer can be changed, and the file is read again with it.
 */
import { Stack } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { Writing } from '../../../ui/Writing.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { ReadingOptions } from './ReadingOptions.tsx';
import { SaveProfile } from './SaveProfile.tsx';

export function HowItIsRead({ check }: { readonly check: ImportCheck }) {
  return (
    <Stack gap={16}>
      <Writing>{check.state === 'checked' && <ReadingOptions check={check} />}</Writing>
      <ColumnsTable check={check} />
      {check.headingRow > 0 && <SaveProfile check={check} />}
    </Stack>
  );
}
