/**
 * Pasted identifiers that nobody in the replica has, so that none is lost in silence. Opened after
 * pasting and from the filter's chip.
 */
import { Button, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { desktop } from '../../client/desktop.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { Identifier } from '../../ui/Values.tsx';
import type { CopyCell } from '../columns/cellText.ts';
import { tableAsHtml, tableAsText } from '../copy/copyTable.ts';
import styles from './FilterBar.module.css';

interface UnknownIdentifiersProps {
  /** Undefined: closed. */
  readonly missing: readonly string[] | undefined;
  readonly onClose: () => void;
}

/** More than anybody reads; all of them can be copied. */
const SHOWN = 500;

export function UnknownIdentifiers({ missing, onClose }: UnknownIdentifiersProps) {
  return (
    <Modal
      opened={missing !== undefined}
      onClose={onClose}
      title="Pasted identifiers that nobody has"
      size={480}
    >
      {missing && (
        <Stack gap="md">
          <Text size="sm">
            {countOf(missing.length, 'pasted identifier')} {missing.length === 1 ? 'is' : 'are'} not
            in the replica. They were compared without case and outer spaces; leading zeros count.
          </Text>
          <ScrollArea.Autosize mah={320} type="auto" className={styles.unknown}>
            <ul className={styles.unknownList}>
              {missing.slice(0, SHOWN).map((identifier) => (
                <li key={identifier}>
                  <Identifier text={identifier} />
                </li>
              ))}
            </ul>
          </ScrollArea.Autosize>
          {missing.length > SHOWN && (
            <Text size="sm" c="dimmed">
              The first {formatCount(SHOWN)} are shown.
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => void copy(missing).catch(notifyFailure)}>
              Copy {countOf(missing.length, 'identifier')}
            </Button>
            <Button onClick={onClose} data-autofocus>
              Close
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

async function copy(missing: readonly string[]): Promise<void> {
  const headings = ['Primary Identifier'];
  const rows = missing.map((text): CopyCell[] => [{ text, kind: 'text' }]);
  await desktop.copyCells(tableAsText(headings, rows), tableAsHtml(headings, rows));
  notifyDone(`Copied ${countOf(missing.length, 'identifier')}.`, { topic: 'copied' });
}
