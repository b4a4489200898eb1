/**
 * The row in which a file has its headings; 0 for a file without. Typed, and read when the field is
 * left or with Enter: the digits on the way are rows, too. Part of ReadingOptions.
 */
import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { readingOptionWords } from '../words/reading.tsx';
import { withHeadingRow } from './readChanges.ts';

export function HeadingRow({ check }: { readonly check: ImportCheck }) {
  const { busy } = useFileMemory(check.importId);
  const [typed, setTyped] = useState<number | string>();

  function commit() {
    const row = typed === '' || typed === undefined ? check.headingRow : Number(typed);
    setTyped(undefined);
    if (row !== check.headingRow) void readAgain(check, withHeadingRow(check, row));
  }

  return (
    <NumberInput
      label={readingOptionWords.headingRow}
      description={readingOptionWords.noHeadingRow}
      inputWrapperOrder={['label', 'input', 'description']}
      w={160}
      min={0}
      max={1_048_576}
      clampBehavior="strict"
      hideControls
      allowDecimal={false}
      allowNegative={false}
      disabled={busy !== undefined}
      value={typed ?? check.headingRow}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setTyped(undefined);
      }}
    />
  );
}
