/**
 * What kind of file it is, as it was recognised or as the librarian says; another kind reads the file
 * again. On the card of a file that waits.
 */
import { Select, Text } from '@mantine/core';
import { IconCheck, IconQuestionMark } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { queries } from '../../../client/engineClient.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { useFileMemory } from '../importMemory.ts';
import { readAgain } from '../importSteps.ts';
import { KINDS, kindWords } from '../kinds.ts';
import { asKind } from '../reading/readChanges.ts';
import { pendingWords } from '../words/waiting.tsx';
import styles from './KindChoice.module.css';

const CHOICES = KINDS.map(({ kind, word }) => ({ value: kind, label: word }));

export function KindChoice({ file }: { readonly file: ImportSummary }) {
  const { busy } = useFileMemory(file.importId);
  const { data: check } = useQuery(
    queries.imports.check.queryOptions({ input: { importId: file.importId } }),
  );
  const { list } = check ?? {};
  const unknown = list?.recognised === false || list?.purpose === 'open';
  return (
    <Select
      aria-label={pendingWords.kindOf(file.fileName)}
      w={264}
      data={CHOICES}
      // What nothing speaks for isn't said to be anything, nor is a file whose check isn't here yet.
      value={unknown || !check ? null : file.kind}
      placeholder={check && pendingWords.whatKind}
      disabled={busy !== undefined || !check}
      {...useWriteBar()}
      // Above or below the field there is room for so much.
      styles={{ options: { maxHeight: 'min(440px, 42vh)' } }}
      comboboxProps={{ width: 400, position: 'bottom-end' }}
      leftSection={unknown ? <UnknownIcon /> : <KindIcon kind={file.kind} />}
      renderOption={({ option, checked }) => (
        <Option kind={option.value as ImportKind} checked={checked ?? false} />
      )}
      onChange={(kind) => {
        if (check && kind && (unknown || kind !== file.kind)) {
          void readAgain(check, asKind(check, kind as ImportKind));
        }
      }}
      className={styles.kind}
    />
  );
}

function UnknownIcon() {
  return <IconQuestionMark size={16} stroke={1.75} aria-hidden className={styles.icon} />;
}

function KindIcon({ kind }: { readonly kind: ImportKind }) {
  const { icon: Icon, tone } = kindWords(kind);
  return (
    <Icon
      size={16}
      stroke={1.75}
      aria-hidden
      className={styles.icon}
      style={{ color: `var(--pd-${tone})` }}
    />
  );
}

function Option({ kind, checked }: { readonly kind: ImportKind; readonly checked: boolean }) {
  const { word, purpose } = kindWords(kind);
  return (
    <div className={styles.option}>
      <KindIcon kind={kind} />
      <div className={styles.words}>
        <Text size="sm">{word}</Text>
        <Text size="xs" c="dimmed">
          {purpose}
        </Text>
      </div>
      {checked && <IconCheck size={16} aria-hidden className={styles.icon} />}
    </div>
  );
}
