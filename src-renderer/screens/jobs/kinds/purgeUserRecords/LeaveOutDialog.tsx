/**
 * Takes whoever isn't approved out of the group that a purge takes: back to the group they had, or to one that is
 * chosen. Two or more Update/Notify jobs may come of it; their settings are pictured here as they are at every Submit.
 */
import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { UPDATE_CONDITIONS, updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { engine } from '../../../../client/engineClient.ts';
import { refusalOf } from '../../../../client/refusal.ts';
import { navigate } from '../../../../place/navigation.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../../../ui/format.ts';
import { notifyDone } from '../../../../ui/notify.tsx';
import { lacksText, usersIn } from '../../../../ui/words/lacks.ts';
import { CaptureNote } from '../../CaptureNote.tsx';
import { CaptureFailure, captureSettings, PAGE_ATTRIBUTE } from '../../captureSettings.ts';
import { type SettingRow, SettingsTable } from '../../SettingsTable.tsx';
import type { GroupNames } from '../../useGroupNames.ts';

export interface LeaveOutProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly settings: PurgeSettings;
  readonly check: JobCheck;
  readonly groups: GroupNames;
}

export function LeaveOutDialog(props: LeaveOutProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title="Leave them out of the purge"
      size={560}
      // The second half of a double click must not close what the first half opened.
      closeOnClickOutside={false}
    >
      <Form {...props} />
    </Modal>
  );
}

// One form: its parts share where the users go.
function Form({ onClose, settings, check, groups }: LeaveOutProps) {
  const pictured = useRef<HTMLDivElement>(null);
  const [former, setFormer] = useState(true);
  const [chosen, setChosen] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const users = usersIn(check.unapproved);
  const target = former ? null : chosen;
  const ready = former || chosen !== null;

  async function leaveOut() {
    if (!pictured.current || busy || !ready) return;
    setBusy(true);
    setFailure(undefined);
    try {
      const capture = await captureSettings(pictured.current);
      const done = await engine.jobs.leaveOut({ settings, userGroup: target, capture });
      onClose();
      tellLeftOut(done, settings.userGroup ?? '');
    } catch (error) {
      setFailure(error);
      // The one thing that can be done about it stands ready.
      if (refusalOf(error)?.code === 'job.noFormerGroup') setFormer(false);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Stack gap="md" {...{ [PAGE_ATTRIBUTE]: '' }}>
      <Text component="div" size="sm">
        <strong>{countOf(users, 'user')}</strong> {users === 1 ? 'leaves' : 'leave'} the user group{' '}
        {settings.userGroup}: {lacksText(check.unapproved)}. Update/Notify Users gives them another
        group; do the same in Alma.
      </Text>
      <Radio.Group
        aria-label="Where they go"
        value={former ? 'former' : 'chosen'}
        onChange={(value) => setFormer(value === 'former')}
      >
        <Stack gap={8}>
          <Radio
            value="former"
            label="Back to the group that each of them had"
            description="As this workspace’s job history has it."
          />
          <Radio value="chosen" label="All of them to one group" />
        </Stack>
      </Radio.Group>
      {!former && (
        <Select
          label="User group"
          searchable
          data={groups.names.filter(
            (name) => foldText(name) !== foldText(settings.userGroup ?? ''),
          )}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <div ref={pictured}>
        <SettingsTable rows={settingRows(settings, users, former, chosen)} />
      </div>
      {failure instanceof CaptureFailure ? (
        <CaptureNote failure={failure} onRetry={() => void leaveOut()} />
      ) : (
        <ErrorNote error={failure} />
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" data-autofocus onClick={onClose}>
          Cancel
        </Button>
        <Button loading={busy} disabled={!ready} onClick={() => void leaveOut()}>
          Leave {countOf(users, 'user')} out
        </Button>
      </Group>
    </Stack>
  );
}

function settingRows(
  { userGroup }: PurgeSettings,
  users: number,
  former: boolean,
  chosen: string | null,
): readonly SettingRow[] {
  return [
    { label: 'Job', value: updateNotifyUsers.title },
    { label: 'Users', value: `${countOf(users, 'user')} in ${userGroup} who are not approved` },
    { label: 'User group', value: former ? 'Former group of each user' : (chosen ?? '–') },
    { label: 'Condition', value: UPDATE_CONDITIONS[0] },
    { label: 'Letters and notifications', value: 'None' },
  ];
}

type LeftOut = Awaited<ReturnType<typeof engine.jobs.leaveOut>>;

function tellLeftOut({ jobs, users }: LeftOut, from: string): void {
  const where = jobs.map(({ userGroup }) => userGroup).join(', ');
  const by = jobs.length === 1 ? 'job' : 'jobs';
  notifyDone(
    `${countOf(users, 'user')} ${users === 1 ? 'leaves' : 'leave'} ${from}, by ${by} ${jobs.map(({ jobId }) => formatCount(jobId)).join(', ')}: to ${where}.`,
    { action: { label: 'Show in Jobs', onClick: () => navigate({ screen: 'jobs' }) } },
  );
}
