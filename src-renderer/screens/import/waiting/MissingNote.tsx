/**
 * Asks which column of the file holds what its kind can't do without. Nothing is added until one is
 * named, or another kind is chosen.
 */
import { Group, Select, Text } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { Writing } from '../../../ui/Writing.tsx';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { kindWords } from '../kinds.ts';
import { columnNamed, columnTitle, exampleOf } from '../reading/columnNames.ts';
import { withColumn } from '../reading/readChanges.ts';
import { missingWords } from '../words/formatQuestions.tsx';
import styles from './FormatQuestion.module.css';

export function MissingNote({ check }: { readonly check: ImportCheck }) {
  if (check.missing.length === 0) return null;
  const kind = kindWords(check.kind).word;
  return (
    <div role="alert" className={styles.question}>
      <IconColumns size={20} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {check.missing.map((fields) => (
          <Missing key={fields.join()} check={check} fields={fields} />
        ))}
        <Text size="sm" mt={8}>
          {missingWords.why(kind)}
        </Text>
      </div>
    </div>
  );
}

interface MissingProps {
  readonly check: ImportCheck;
  /** Any of these will do. */
  readonly fields: readonly string[];
}

function Missing({ check, fields }: MissingProps) {
  const labels = fields.map((field) => labelOf(check, field));
  return (
    <div className={styles.asked}>
      <Text fw={600}>{missingWords.asks(labels)}</Text>
      <Choice check={check} fields={fields} />
    </div>
  );
}

/** The column, and what it holds where several things will do. */
function Choice({ check, fields }: MissingProps) {
  const { busy } = useFileMemory(check.importId);
  const [field, setField] = useState<string | null>(fields.length === 1 ? fields[0]! : null);
  const [position, setPosition] = useState<string | null>(null);

  function choose(chosen: string | null, as: string | null) {
    setPosition(chosen);
    setField(as);
    if (chosen !== null && as !== null) {
      void readAgain(check, withColumn(check, Number(chosen), as));
    }
  }

  return (
    <Writing>
      <Group gap={8} mt={4}>
        <Select
          aria-label={missingWords.columnFor(fields.map((each) => labelOf(check, each)))}
          placeholder={missingWords.column}
          w={320}
          searchable
          disabled={busy !== undefined}
          data={columnChoices(check)}
          value={position}
          onChange={(chosen) => choose(chosen, field)}
        />
        {fields.length > 1 && (
          <>
            <Text size="sm">{missingWords.holds}</Text>
            <Select
              aria-label={missingWords.whatColumnHolds}
              placeholder={missingWords.whatItHolds}
              w={240}
              disabled={busy !== undefined}
              data={fields.map((value) => ({ value, label: labelOf(check, value) }))}
              value={field}
              onChange={(as) => choose(position, as)}
            />
          </>
        )}
      </Group>
    </Writing>
  );
}

function labelOf({ kind }: ImportCheck, field: string): string {
  return columnNamed(kind, field)?.label ?? field;
}

function columnChoices(check: ImportCheck) {
  return check.columns
    .filter((column) => column.field !== 'primary_identifier')
    .map((column) => {
      const example = exampleOf(check, column);
      const title = columnTitle(column);
      return {
        value: String(column.position),
        label: example === '' ? title : `${title}: ${shortened(example)}`,
      };
    });
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
