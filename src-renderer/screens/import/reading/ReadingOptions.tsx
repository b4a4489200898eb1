/**
 * Where the rows of a file are and how its text is written: a choice each, with what was recognised
 * already chosen. Part of HowItIsRead.
 */
import { Group, Select, type SelectProps, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import {
  SEPARATOR_LABELS,
  SEPARATORS,
  type Separator,
  TEXT_ENCODING_LABELS,
  TEXT_ENCODINGS,
  type TextEncodingName,
} from '#shared/domain/textFormats.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { kindWords } from '../kinds.ts';
import { readingOptionWords } from '../words/reading.tsx';
import { HeadingRow } from './HeadingRow.tsx';
import { fromSheet, inEncoding, splitBy } from './readChanges.ts';

/** Nothing for XML, which says itself what it holds. */
export function ReadingOptions({ check }: { readonly check: ImportCheck }) {
  const { format } = check;
  if (format.type === 'almaXml') return null;
  return (
    <Group gap={12} align="flex-start">
      {format.type === 'workbook' ? (
        <SheetChoice check={check} />
      ) : (
        <TextChoices check={check} format={format} />
      )}
      <HeadingRow check={check} />
    </Group>
  );
}

function SheetChoice({ check }: { readonly check: ImportCheck }) {
  const { busy } = useFileMemory(check.importId);
  const sheets = check.sheets.map(({ name, hidden, kind }, n) => ({
    value: String(n),
    label: hidden ? readingOptionWords.hiddenSheet(name) : name,
    fits: kind === null ? readingOptionWords.noKnownHeading : kindWords(kind).word,
  }));
  return (
    <Select
      label={readingOptionWords.sheet}
      w={280}
      data={sheets}
      value={String(check.sheet)}
      disabled={busy !== undefined || sheets.length < 2}
      description={
        sheets.length < 2 ? readingOptionWords.onlySheet : readingOptionWords.sheets(sheets.length)
      }
      inputWrapperOrder={['label', 'input', 'description']}
      comboboxProps={{ width: 340, position: 'bottom-start' }}
      renderOption={({ option, checked }) => (
        <Group justify="space-between" wrap="nowrap" w="100%">
          <div>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed">
              {sheets[Number(option.value)]?.fits}
            </Text>
          </div>
          {checked && <IconCheck size={16} aria-hidden />}
        </Group>
      )}
      onChange={(sheet) => {
        if (sheet !== null && Number(sheet) !== check.sheet) {
          void readAgain(check, fromSheet(check, Number(sheet)));
        }
      }}
    />
  );
}

interface TextChoicesProps {
  readonly check: ImportCheck;
  readonly format: Extract<ImportCheck['format'], { type: 'text' }>;
}

function TextChoices({ check, format }: TextChoicesProps) {
  return (
    <>
      <Recognised
        label={readingOptionWords.encoding}
        w={248}
        description={readingOptionWords.encodingHint}
        data={TEXT_ENCODINGS.map((value) => ({ value, label: TEXT_ENCODING_LABELS[value] }))}
        value={format.encoding}
        check={check}
        onChange={(encoding) => readAgain(check, inEncoding(check, encoding as TextEncodingName))}
      />
      <Recognised
        label={readingOptionWords.separator}
        w={180}
        description={readingOptionWords.separatorHint}
        data={SEPARATORS.map((value) => ({ value, label: SEPARATOR_LABELS[value] }))}
        value={format.separator}
        check={check}
        onChange={(separator) => readAgain(check, splitBy(check, separator as Separator))}
      />
    </>
  );
}

interface RecognisedProps extends Omit<SelectProps, 'onChange'> {
  readonly check: ImportCheck;
  readonly onChange: (value: string) => Promise<unknown>;
}

/** Shows what was chosen while the file is read again by it. */
function Recognised({ check, value, onChange, ...rest }: RecognisedProps) {
  const { busy } = useFileMemory(check.importId);
  const [chosen, setChosen] = useState<string>();
  return (
    <Select
      {...rest}
      value={(busy === 'reading' && chosen) || value}
      disabled={busy !== undefined}
      inputWrapperOrder={['label', 'input', 'description']}
      onChange={(next) => {
        if (next === null || next === value) return;
        setChosen(next);
        void onChange(next);
      }}
    />
  );
}
