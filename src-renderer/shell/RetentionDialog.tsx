/**
 * What goes and what stays when the personal data of the workspace is erased, in figures, with the two things that can be
 * done about it: erasing, which is confirmed by a typed number, and postponing, for a reason.
 */
import {
  Alert,
  Button,
  Group,
  Modal,
  Skeleton,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconCalendarTime, IconEraser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MOST_REASON, type RetentionDetails } from '#shared/contract/shapes/retention.ts';
import { postponableDays } from '#shared/domain/retention.ts';
import { engine, queries, queryClient } from '../client/engineClient.ts';
import { useSettings, useToday } from '../client/workspace.ts';
import { useSettlingBar } from '../client/writing.ts';
import { closeDialog, useDialog } from '../place/dialogs.ts';
import { DialogEnd } from '../ui/DialogEnd.tsx';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { formatCount, formatDate, LOCALES } from '../ui/format.ts';
import { notifyDone } from '../ui/notify.tsx';
import { PointList } from '../ui/PointList.tsx';
import { isTypedNumber } from '../ui/TypedConfirm.tsx';
import { TypedField } from '../ui/TypedField.tsx';
import { takePicture } from '../ui/takePicture.ts';
import { useStep } from '../ui/useStep.ts';
import { DateText, InstantText } from '../ui/Values.tsx';
import { retentionDialogWords as words } from '../ui/words/retention.tsx';

type Step = 'look' | 'postpone' | 'erase';

export function RetentionDialog() {
  const opened = useDialog((open) => open.dialog === 'retention');
  return (
    <Modal opened={opened} onClose={closeDialog} title={words.title} size={600}>
      {/* Mounted anew each time, so that nothing stays typed. */}
      <Steps />
    </Modal>
  );
}

function Steps() {
  const { data: details, error } = useQuery(queries.retention.details.queryOptions());
  const [step, setStep] = useState<Step>('look');
  const [before, setBefore] = useState<Step>('look');
  if (error) return <ErrorNote error={error} />;
  if (!details) return <Skeleton height={320} />;
  const go = (next: Step) => {
    setBefore(step);
    setStep(next);
  };
  if (step === 'postpone') return <Postpone details={details} onBack={() => go('look')} />;
  return <Look details={details} isErasing={step === 'erase'} before={before} onStep={go} />;
}

interface DetailsProps {
  readonly details: RetentionDetails;
}

interface LookProps extends DetailsProps {
  /** The number is typed below the lists: whoever types it sees them. */
  readonly isErasing: boolean;
  /** From which one came back: its button has the keyboard again. */
  readonly before: Step;
  readonly onStep: (step: Step) => void;
}

function Look({ details, isErasing, before, onStep }: LookProps) {
  const { data: kept } = useQuery(queries.snapshots.list.queryOptions());
  const snapshots = kept?.snapshots.length ?? 0;
  const { goes, stays, dueOn, state } = details;
  const today = useToday();
  const bar = useSettlingBar();
  const days = postponableDays({ dueOn, state }, today);
  return (
    <Stack gap={12}>
      <Due details={details} />
      <PointList title={words.goes} points={[...words.lost(goes), words.copies(snapshots)]} />
      <PointList title={words.stays} points={words.kept(stays)} />
      <Text size="sm">{words.elsewhere}</Text>
      <Postponements details={details} />
      {isErasing ? (
        <Erase users={goes.users} onBack={() => onStep('look')} />
      ) : (
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={closeDialog} data-autofocus>
            {words.close}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCalendarTime size={16} aria-hidden />}
            disabled={!days}
            title={dueOn !== null && !days ? words.notPostponable : undefined}
            autoFocus={before === 'postpone'}
            onClick={() => onStep('postpone')}
            {...bar}
          >
            {words.postpone}
          </Button>
          <Button
            color="red"
            variant="outline"
            leftSection={<IconEraser size={16} aria-hidden />}
            disabled={dueOn === null}
            autoFocus={before === 'erase'}
            onClick={() => onStep('erase')}
            {...bar}
          >
            {words.erase}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Due({ details: { dueOn, counts, erasedAt } }: DetailsProps) {
  const days = useSettings()?.retentionDays ?? 0;
  return (
    <Text size="sm" component="div">
      {dueOn === null || counts === null
        ? words.none
        : words.dueOn(<DateText date={dueOn} />, words.because[counts](days))}{' '}
      {erasedAt !== null && words.erased(<InstantText instant={erasedAt} />)}
    </Text>
  );
}

function Postponements({ details: { postponements } }: DetailsProps) {
  if (postponements.length === 0) return null;
  return (
    <PointList
      title={words.postponements}
      points={postponements.map(({ at, by, dueOn, until, reason }) => (
        <>
          {words.postponed(
            <DateText date={dueOn} />,
            <DateText date={until} />,
            by,
            <InstantText instant={at} dayOnly />,
          )}
          <br />“{reason}”
        </>
      ))}
    />
  );
}

interface BackProps {
  readonly onBack: () => void;
}

function Erase({ users, onBack }: BackProps & { readonly users: number }) {
  const [typed, setTyped] = useState('');
  const bar = useSettlingBar();
  const step = useStep();
  const isTyped = isTypedNumber(typed, users);
  const erase = () =>
    step.run(async () => {
      const capture = await takePicture();
      const { jobId } = await engine.retention.erase({
        ...{ typedUsers: users, capture, locales: LOCALES },
      });
      notifyDone(words.submitted(jobId));
      closeDialog();
    });
  return (
    <>
      <Alert icon={<IconAlertTriangle size={18} aria-hidden />} color="red">
        <Text size="sm">{words.notBack}</Text>
      </Alert>
      <TypedField
        label={words.typed(formatCount(users))}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        data-autofocus
        autoFocus
      />
      <DialogEnd
        label={words.eraseNow}
        onDo={erase}
        onBack={onBack}
        back={words.back}
        missing={isTyped ? undefined : words.missingNumber}
        step={step}
        isFinal
        bar={bar}
      />
    </>
  );
}

function Postpone({ details, onBack }: DetailsProps & BackProps) {
  const today = useToday();
  const days = postponableDays(details, today);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const bar = useSettlingBar();
  const step = useStep();
  const isWhole =
    days !== undefined && until >= days.first && until <= days.last && reason.trim() !== '';
  const postpone = () =>
    step.run(async () => {
      const status = await engine.retention.postpone({ until, reason });
      queryClient.setQueryData(queries.workspace.status.queryKey(), status);
      notifyDone(words.postponeDone(formatDate(until)));
      closeDialog();
    });
  return (
    <Stack gap={12}>
      <Due details={details} />
      <TextInput
        type="date"
        label={words.until}
        description={
          days && words.untilMeaning(<DateText date={days.first} />, <DateText date={days.last} />)
        }
        min={days?.first}
        max={days?.last}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        data-autofocus
        autoFocus
        styles={{ wrapper: { width: '17.5rem' } }}
      />
      <Textarea
        label={words.reason}
        description={words.reasonMeaning}
        maxLength={MOST_REASON}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DialogEnd
        label={words.postponeNow}
        onDo={postpone}
        onBack={onBack}
        back={words.back}
        missing={isWhole ? undefined : words.missingReason}
        step={step}
        bar={bar}
      />
    </Stack>
  );
}
