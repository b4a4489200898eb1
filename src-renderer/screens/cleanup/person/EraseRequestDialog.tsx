/**
 * What erasing one person on their request takes and what it leaves, confirmed by a typed word, before it is submitted as
 * a job. Debts, loans and roles are told and don't prevent it.
 */
import { Alert, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { caveatsOf, isErasureWord, type Person } from '#shared/domain/person.ts';
import { eraseUsers } from '#shared/jobKinds/eraseUsers.ts';
import { ERASURE_CAVEAT_TEXTS } from '#shared/refusals/jobRefusals.ts';
import { currentDay } from '../../../client/workspace.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { keepKeyboard } from '../../../place/keyboard.ts';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { notifyDone } from '../../../ui/notify.tsx';
import { PointList } from '../../../ui/PointList.tsx';
import { TypedField } from '../../../ui/TypedField.tsx';
import { submitPictured, useStep } from '../../../ui/useStep.ts';
import { Identifier } from '../../../ui/Values.tsx';
import { panelWords } from '../../../users/words.tsx';
import { eraseWords } from '../words.tsx';
import { Caution } from './Caution.tsx';
import styles from './Person.module.css';
import { requestWords } from './words.tsx';

interface EraseRequestDialogProps {
  readonly opened: boolean;
  readonly person: Person;
  /** Those of the person. */
  readonly users: readonly UserRow[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function EraseRequestDialog(props: EraseRequestDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      onExitTransitionEnd={keepKeyboard}
      title={requestWords.title}
      size={760}
    >
      {props.opened && <Ask {...props} />}
    </Modal>
  );
}

function Ask({ person, users, onClose, onDone }: EraseRequestDialogProps) {
  const bar = useWriteBar();
  const [typed, setTyped] = useState('');
  const step = useStep();
  const caveats = caveatsOf(users);
  const isTyped = isErasureWord(typed);

  const submit = () =>
    step.run(async () => {
      const job = {
        kind: eraseUsers.kind,
        name: requestWords.jobName(currentDay()),
        parameters: {},
        users: { criteria: { op: 'users' as const, userNos: person.userNos } },
        typedUsers: person.userNos.length,
        person: { texts: person.texts, told: caveats, word: typed },
      };
      const jobId = await submitPictured(job);
      notifyDone(requestWords.submitted(jobId));
      onClose();
      onDone();
    });

  return (
    <Stack gap={12}>
      <Who person={person} users={users} />
      {caveats.length > 0 && (
        <Caution>
          <PointList
            title={requestWords.caveats}
            points={caveats.map((caveat) => requestWords.caveat(ERASURE_CAVEAT_TEXTS[caveat]))}
          />
          <Text size="sm" mt={4}>
            {requestWords.lawful}
          </Text>
        </Caution>
      )}
      <div className={styles.terms}>
        <PointList title={requestWords.goes} points={requestWords.lost} />
        <PointList title={requestWords.stays} points={requestWords.kept} />
      </div>
      <Text size="sm">{requestWords.before}</Text>
      <Text size="sm">{eraseWords.elsewhere}</Text>
      <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="red">
        <Text size="sm">{eraseWords.notBack}</Text>
      </Alert>
      <TypedField label={requestWords.typed} value={typed} onChange={setTyped} data-autofocus />
      <DialogEnd
        label={requestWords.erase}
        onDo={submit}
        onBack={onClose}
        missing={isTyped ? undefined : requestWords.missing}
        step={step}
        isFinal
        bar={bar}
      />
    </Stack>
  );
}

function Who({ person, users }: Pick<EraseRequestDialogProps, 'person' | 'users'>) {
  return (
    <>
      <PointList
        title={requestWords.who}
        points={
          users.length === 0
            ? [requestWords.nobody]
            : users.map(({ last_name, first_name, primary_identifier }) => (
                <>
                  {[last_name, first_name].filter(Boolean).join(', ') || panelWords.noName}{' '}
                  <Identifier text={primary_identifier} />
                </>
              ))
        }
      />
      {person.texts.length > 0 && <PointList title={requestWords.alsoBy} points={person.texts} />}
    </>
  );
}
