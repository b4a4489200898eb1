/**
 * Writes the file from which Alma makes an itemized set: asks for the heading, then for the place.
 * Opened by the Sets screen. Says what was written; never touches the set.
 */
import { Button, Group, List, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { SET_FILE_HEADINGS, type SetFileHeading } from '#shared/domain/setFileIdentifiers.ts';
import { desktop } from '../../client/desktop.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { OddIdentifiers } from './OddIdentifiers.tsx';
import { exportWords } from './words.tsx';

interface ExportSetDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly set: SetSummary;
}

interface Written {
  readonly token: string;
  readonly files: readonly string[];
  readonly users: number;
  readonly cleaned: number;
  readonly odd: number;
}

export function ExportSetDialog(props: ExportSetDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={exportWords.title} size={480}>
      <Form {...props} />
    </Modal>
  );
}

function Form({ set, onClose }: ExportSetDialogProps) {
  const [heading, setHeading] = useState<SetFileHeading>('USERNAME');
  const [clean, setClean] = useState(false);
  const check = useQuery(queries.sets.checkFile.queryOptions({ input: { setId: set.setId } }));
  const seal = check.data?.seal ?? null;
  const write = useMutation({ mutationFn: () => writeFile(set, heading, clean, seal) });

  async function exportFile() {
    const written = await write.mutateAsync();
    if (!written) return;
    onClose();
    tell(written, heading);
  }

  return (
    <Stack gap="md">
      <Text component="div">{exportWords.what(<strong>{set.name}</strong>, set.members)}</Text>
      <Radio.Group
        label={
          <Group gap={4} component="span">
            {exportWords.heading}
            <RuleHelp about={exportWords.aboutHeading}>{exportWords.headingHelp}</RuleHelp>
          </Group>
        }
        aria-label={exportWords.heading}
        value={heading}
        onChange={(value) => setHeading(value as SetFileHeading)}
      >
        <Group mt={8} gap="lg">
          {SET_FILE_HEADINGS.map((each) => (
            <Radio key={each} value={each} label={each} size="xs" />
          ))}
        </Group>
      </Radio.Group>
      {check.data && <OddIdentifiers check={check.data} clean={clean} onClean={setClean} />}
      {seal !== null && (
        <Text size="sm" c="dimmed">
          {exportWords.sealed}
        </Text>
      )}
      <ErrorNote error={check.error ?? write.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Button
          data-autofocus
          loading={write.isPending}
          disabled={set.members === 0 || !check.data}
          onClick={() => void exportFile().catch(() => undefined)}
        >
          {exportWords.export(set.members)}
        </Button>
      </Group>
    </Stack>
  );
}

/** Null when the librarian cancelled the native dialog. */
async function writeFile(
  set: SetSummary,
  heading: SetFileHeading,
  clean: boolean,
  seal: string | null,
): Promise<Written | null> {
  const mark = seal === null ? '' : `-seal-${seal.slice(0, 8)}`;
  const target = await desktop.chooseTarget('set-file', `${set.name.slice(0, 150)}${mark}`);
  if (!target) return null;
  const file = target.token;
  const written = await engine.sets.exportFile({ setId: set.setId, heading, file, clean });
  return { ...written, token: target.token };
}

function tell({ token, files, ...counts }: Written, heading: SetFileHeading): void {
  const written = { ...counts, heading };
  notifyDone(
    files.length === 1 ? (
      exportWords.writtenOne(<strong>{files[0]}</strong>, written)
    ) : (
      <>
        {exportWords.writtenMany(files.length, written)}
        <List size="sm">
          {files.map((file) => (
            <List.Item key={file}>{file}</List.Item>
          ))}
        </List>
      </>
    ),
    {
      action: {
        label: commonWords.showInFolder,
        onClick: () => desktop.showSaved(token).catch(notifyFailure),
      },
    },
  );
}
