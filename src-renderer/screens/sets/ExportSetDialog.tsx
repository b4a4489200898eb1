/**
 * Writes the file from which Alma makes an itemized set: asks for the heading, then for the place.
 * Opened by the Sets screen. Says what was written; never touches the set.
 */
import { Button, Group, List, Modal, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { desktop } from '../../client/desktop.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { OddIdentifiers } from './OddIdentifiers.tsx';

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
  readonly cleaned: number;
  readonly odd: number;
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
              no duplicates; more than one file is written where one would be larger than the 10 MB
              or so that Alma takes at once.
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
      {check.data && <OddIdentifiers check={check.data} clean={clean} onClean={setClean} />}
      {seal !== null && (
        <Text size="sm" c="dimmed">
          The review is signed: the seal’s first letters go into the file’s name, the whole seal
          into its properties.
        </Text>
      )}
      <ErrorNote error={check.error ?? write.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          data-autofocus
          loading={write.isPending}
          disabled={set.members === 0 || !check.data}
          onClick={() => void exportFile().catch(() => undefined)}
        >
          Export {countOf(set.members, 'user')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Null when the librarian cancelled the native dialog. */
async function writeFile(
  set: SetSummary,
  heading: Heading,
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

function tell({ token, files, users, cleaned, odd }: Written, heading: Heading): void {
  const asked = cleaned > 0 ? `, ${formatCount(cleaned)} of them written clean` : '';
  const left = odd > 0 ? `, ${formatCount(odd)} of them as Alma may not find them` : '';
  const what = `${countOf(users, 'identifier')} below the heading ${heading}${asked}${left}`;
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
