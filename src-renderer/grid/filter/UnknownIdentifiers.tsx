/**
 * Pasted identifiers that nobody in the replica has, so that none is lost in silence. Opened after
 * pasting and from the filter's chip.
 */
import { Button, Group, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { userField } from '#shared/fields/userFields.ts';
import { desktop } from '../../client/desktop.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { Identifier } from '../../ui/Values.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import type { CopyCell } from '../columns/cellText.ts';
import { tableAsHtml, tableAsText } from '../copy/copyTable.ts';
import { pasteWords } from '../words/filter.ts';
import styles from './FilterStrip.module.css';

const words = pasteWords.dialog;

interface UnknownIdentifiersProps {
  /** Undefined: closed. */
  readonly missing: readonly string[] | undefined;
  readonly onClose: () => void;
}

/** More than anybody reads; all of them can be copied. */
const SHOWN = 500;

export function UnknownIdentifiers({ missing, onClose }: UnknownIdentifiersProps) {
  return (
    <Modal opened={missing !== undefined} onClose={onClose} title={words.title} size={480}>
      {missing && (
        <Stack gap="md">
          <Text size="sm">{words.missing(missing.length)}</Text>
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
              {words.firstShown(SHOWN)}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => void copy(missing).catch(notifyFailure)}>
              {words.copy(missing.length)}
            </Button>
            <Button onClick={onClose} data-autofocus>
              {commonWords.close}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

async function copy(missing: readonly string[]): Promise<void> {
  const headings = [userField('primary_identifier').label];
  const rows = missing.map((text): CopyCell[] => [{ text, kind: 'text' }]);
  await desktop.copyCells(tableAsText(headings, rows), tableAsHtml(headings, rows));
  notifyDone(words.copied(missing.length), { topic: 'copied' });
}
