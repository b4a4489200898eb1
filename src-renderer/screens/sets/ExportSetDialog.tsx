/**
 * Writes the file from which Alma makes an itemized set: asks for the heading, then for the place.
 * Opened by the Sets screen. Says what was written; never touches the set.
 */
import { Button, Group, List, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes.ts';
import { desktop } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';

const HEADINGS = ['USERNAME', 'Primary ID'] as const;
type Heading = (typeof HEADINGS)[number];

interface ExportSetDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly set: SetSummary;
}

interface Written {
  readonly token: string;
  readonly files: readonly string[];
  readonly users: number;
}

export function ExportSetDialog(props: ExportSetDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Export set file" size={480}>
      <Form {...props} />
    </Modal>
  );
}

function Form({ set, onClose }: ExportSetDialogProps) {
  const [heading, setHeading] = useState<Heading>('USERNAME');
  const write = useMutation({ mutationFn: () => writeFile(set, heading) });

  async function exportFile() {
    const written = await write.mutateAsync();
    if (!written) return;
    onClose();
    tell(written, heading);
  }

  return (
    <Stack gap="md">
      <Text component="div">
        {countOf(set.members, 'primary identifier')} of <strong>{set.name}</strong>, one a row,
        exactly as in the files they came from. In Alma, choose Itemized, content type User, and
        this file.
      </Text>
      <Radio.Group
        label={
          <Group gap={4} component="span">
            Heading in cell A1
            <RuleHelp about="the heading of a set file">
              Alma reads the first column and takes its heading for the kind of identifier. Both
              headings mean the primary identifier. One sheet, text cells, no title, no blank rows,
              no duplicates; above 300,000 users more than one file is written, because Alma takes
              about 10 MB at once.
            </RuleHelp>
          </Group>
        }
        aria-label="Heading in cell A1"
        value={heading}
        onChange={(value) => setHeading(value as Heading)}
      >
        <Group mt={8} gap="lg">
          {HEADINGS.map((each) => (
            <Radio key={each} value={each} label={each} size="xs" />
          ))}
        </Group>
      </Radio.Group>
      <ErrorNote error={write.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          data-autofocus
          loading={write.isPending}
          disabled={set.members === 0}
          onClick={() => void exportFile().catch(() => undefined)}
        >
          Export {countOf(set.members, 'user')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Null when the person cancelled the native dialog. */
async function writeFile(set: SetSummary, heading: Heading): Promise<Written | null> {
  const target = await desktop.chooseTarget('set-file', set.name.slice(0, 150));
  if (!target) return null;
  const written = await engine.sets.exportFile({ setId: set.setId, heading, file: target.token });
  return { ...written, token: target.token };
}

function tell({ token, files, users }: Written, heading: Heading): void {
  const what = `${countOf(users, 'identifier')} below the heading ${heading}`;
  notifyDone(
    files.length === 1 ? (
      <>
        <strong>{files[0]}</strong> was written: {what}.
      </>
    ) : (
      <>
        {formatCount(files.length)} files were written: {what}. Make one set of each in Alma, then
        combine them with Or.
        <List size="sm">
          {files.map((file) => (
            <List.Item key={file}>{file}</List.Item>
          ))}
        </List>
      </>
    ),
    {
      action: {
        label: 'Show in folder',
        onClick: () => desktop.showSaved(token).catch(notifyFailure),
      },
    },
  );
}
