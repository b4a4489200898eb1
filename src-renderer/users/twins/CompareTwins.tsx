/**
 * Two users side by side, field by field, with what differs marked; and what the librarian says of them: one person, or
 * two. It is remembered, and decides nothing about either.
 */
import { Button, Group, Modal, ScrollArea, Stack, Table, Text } from '@mantine/core';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { TWIN_ANSWERS, type TwinAnswer } from '#shared/domain/twins.ts';
import { USER_FIELDS, userField } from '#shared/fields/userFields.ts';
import { engine } from '../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { UserState } from '../UserState.tsx';
import { written } from '../UserValues.tsx';
import styles from './CompareTwins.module.css';
import { twinWords } from './words.tsx';

type Pair = readonly [UserRow, UserRow];

interface CompareTwinsProps {
  /** Undefined: closed. */
  readonly users: Pair | undefined;
  readonly onClose: () => void;
}

export function CompareTwins({ users, onClose }: CompareTwinsProps) {
  return (
    <Modal opened={users !== undefined} onClose={onClose} title={twinWords.title} size={760}>
      {users && (
        <Stack gap={16}>
          <Text size="sm">{twinWords.ask}</Text>
          <ScrollArea.Autosize mah="50vh" type="auto" viewportProps={{ tabIndex: 0 }}>
            <SideBySide users={users} />
          </ScrollArea.Autosize>
          <Group justify="flex-end" gap={8}>
            <Button variant="subtle" onClick={onClose}>
              {commonWords.cancel}
            </Button>
            <Writing>
              {TWIN_ANSWERS.map((answer) => (
                <Button
                  key={answer}
                  variant="default"
                  onClick={() => {
                    onClose();
                    say(users, answer);
                  }}
                >
                  {twinWords.answers[answer]}
                </Button>
              ))}
            </Writing>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function SideBySide({ users }: { readonly users: Pair }) {
  const [one, other] = users;
  const fields = USER_FIELDS.filter(({ name }) => one[name] !== null || other[name] !== null);
  return (
    <Table aria-label={twinWords.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{twinWords.field}</Table.Th>
          {users.map((user) => (
            <Table.Th key={user.userNo} scope="col">
              {written(userField('primary_identifier'), user.primary_identifier)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <Table.Tr>
          <Table.Th scope="row">{twinWords.state}</Table.Th>
          {users.map((user) => (
            <Table.Td key={user.userNo}>
              <UserState user={user} />
            </Table.Td>
          ))}
        </Table.Tr>
        {fields.map((field) => {
          const differs = one[field.name] !== other[field.name];
          return (
            <Table.Tr key={field.name} data-differs={differs || undefined} className={styles.row}>
              <Table.Th scope="row">
                {field.label}
                {differs && <span className={styles.differs}> {twinWords.differs}</span>}
              </Table.Th>
              {users.map((user) => (
                <Table.Td key={user.userNo}>{written(field, user[field.name])}</Table.Td>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

async function say([one, other]: Pair, answer: TwinAnswer): Promise<void> {
  const pair = { userNo: one.userNo, otherNo: other.userNo };
  try {
    await engine.users.answerTwin({ ...pair, answer });
    notifyDone(twinWords.answered[answer], {
      action: { label: twinWords.undo, onClick: () => takeBack(pair) },
    });
  } catch (failure) {
    notifyFailure(failure);
  }
}

async function takeBack(pair: { userNo: number; otherNo: number }): Promise<void> {
  try {
    await engine.users.answerTwin({ ...pair, answer: null });
  } catch (failure) {
    notifyFailure(failure);
  }
}
