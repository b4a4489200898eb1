/**
 * Deleting one user by hand, in the rehearsal, as Alma's Manage Users does: what stands in the way is told first, all of
 * it. Nothing can be passed here that the engine doesn't let through; it asks again when the job is submitted and when
 * it runs.
 */
import { Alert, Button, Checkbox, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Deletion, UserRow } from '#shared/contract/shapes/users.ts';
import { UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import { trimOuterSpace } from '#shared/domain/primaryIdentifier.ts';
import type { RetainReason } from '#shared/domain/purgeRules.ts';
import { isTypedIdentifier } from '#shared/domain/review.ts';
import { DELETION_REASON_TEXTS, deleteUser } from '#shared/jobKinds/deleteUser.ts';
import { defaultJobName } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { currentDay } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { keepKeyboard } from '../../place/keyboard.ts';
import { DialogEnd } from '../../ui/DialogEnd.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { USER_ATTRIBUTE } from '../../ui/picturedTexts.ts';
import { TypedField } from '../../ui/TypedField.tsx';
import { submitPictured, useStep } from '../../ui/useStep.ts';
import { Identifier, Money } from '../../ui/Values.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { DeletionLetter } from './DeletionLetter.tsx';
import styles from './UserDetailsScreen.module.css';
import { deletionWords } from './words.tsx';

interface DeleteUserDialogProps {
  readonly user: UserRow;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Closes and shows what speaks against it. */
  readonly onView: (tab: 'evidence' | 'fees') => void;
}

export function DeleteUserDialog({ user, opened, onClose, onView }: DeleteUserDialogProps) {
  const [notifies, setNotifies] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setNotifies(false);
        keepKeyboard();
      }}
      title={notifies ? deletionWords.letterTitle : deletionWords.title}
      size={560}
    >
      {notifies ? (
        <DeletionLetter user={user} onClose={onClose} />
      ) : (
        <Ask user={user} onClose={onClose} onView={onView} onNotify={() => setNotifies(true)} />
      )}
    </Modal>
  );
}

interface AskProps extends Omit<DeleteUserDialogProps, 'opened'> {
  readonly onNotify: () => void;
}

function Ask(props: AskProps) {
  const { userNo } = props.user;
  const { data, error } = useQuery(queries.users.deletion.queryOptions({ input: { userNo } }));
  if (error) return <ErrorNote error={error} />;
  if (data === undefined) return <Skeleton height={120} aria-busy="true" />;
  if (data === null) return <Obstacles {...props} texts={[deletionWords.notHeld]} />;
  const texts = obstaclesOf(data, props.user);
  if (texts.length > 0) return <Obstacles {...props} deletion={data} texts={texts} />;
  return <Confirm {...props} deletion={data} />;
}

/** In the order in which they would be settled. */
function obstaclesOf(deletion: Deletion, { loans }: UserRow): ReactNode[] {
  const { reasons, researcher, unapproved, balance } = deletion;
  const textOf = (reason: RetainReason) => {
    if (reason === 'fines-fees') return deletionWords.owes(<Money minor={balance} />);
    if (reason === 'outstanding-loans') return deletionWords.loans(loans ?? 0);
    return DELETION_REASON_TEXTS[reason].label;
  };
  return [
    ...reasons.map(textOf),
    ...(researcher ? [deletionWords.researcher] : []),
    ...(unapproved === null ? [] : [deletionWords.notApproved(UNAPPROVED_TEXTS[unapproved].ofOne)]),
  ];
}

function Obstacles(
  props: AskProps & { readonly texts: readonly ReactNode[]; readonly deletion?: Deletion },
) {
  const { texts, deletion, onClose, onView, onNotify } = props;
  return (
    <Stack gap={16}>
      <Alert
        icon={<IconHandStop size={18} aria-hidden />}
        title={deletionWords.cannot}
        color="gray"
      >
        <ul className={styles.obstacles}>
          {texts.map((text, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are what they are while the dialog is open
            <li key={n}>{text}</li>
          ))}
        </ul>
      </Alert>
      <Text size="sm" c="dimmed">
        {deletionWords.settle}
      </Text>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onNotify}>
          {deletionWords.notify}
        </Button>
        {deletion?.reasons.includes('fines-fees') && (
          <Button variant="default" onClick={() => onView('fees')}>
            {deletionWords.waive}
          </Button>
        )}
        <Button variant="default" onClick={() => onView('evidence')}>
          {deletionWords.view}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {commonWords.cancel}
        </Button>
      </Group>
    </Stack>
  );
}

function Confirm({ user, onClose, deletion }: AskProps & { readonly deletion: Deletion }) {
  const bar = useWriteBar();
  const [typed, setTyped] = useState('');
  const [contact, setContact] = useState(false);
  const step = useStep();
  const button = useRef<HTMLButtonElement>(null);
  const identifier = trimOuterSpace(user.primary_identifier);
  const missing = !isTypedIdentifier(typed, identifier)
    ? deletionWords.typeIdentifier
    : deletion.contact && !contact
      ? deletionWords.sayContact
      : undefined;

  const submit = () =>
    step.run(async () => {
      const job = {
        kind: deleteUser.kind,
        name: defaultJobName(deleteUser.kind, null, currentDay()),
        parameters: { userNo: user.userNo, contact },
        typedIdentifier: typed,
      };
      const jobId = await submitPictured(job);
      notifyDone(deletionWords.submitted(jobId));
      onClose();
    });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    // Never starts it: it only moves to the button.
    if (!missing) button.current?.focus();
  }

  return (
    <Stack gap={16} {...{ [USER_ATTRIBUTE]: user.userNo }}>
      <Text size="sm">{deletionWords.whatHappens}</Text>
      {deletion.unknown.length > 0 && (
        <Text size="sm">
          {deletionWords.unknown(
            deletion.unknown.map((each) => DELETION_REASON_TEXTS[each].inSentence),
          )}
        </Text>
      )}
      {deletion.contact && (
        <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="red">
          <Text size="sm">{deletionWords.contact}</Text>
          <Checkbox
            size="xs"
            mt={8}
            checked={contact}
            onChange={(event) => setContact(event.currentTarget.checked)}
            label={deletionWords.contactMeant}
          />
        </Alert>
      )}
      <TypedField
        label={deletionWords.type(<Identifier text={identifier} />)}
        value={typed}
        onChange={setTyped}
        onKeyDown={onKeyDown}
        data-autofocus
      />
      <DialogEnd
        label={deletionWords.delete}
        onDo={submit}
        onBack={onClose}
        missing={missing}
        step={step}
        isFinal
        buttonRef={button}
        bar={bar}
      />
    </Stack>
  );
}
