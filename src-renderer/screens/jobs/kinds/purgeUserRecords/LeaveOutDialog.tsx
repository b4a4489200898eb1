/**
 * Takes whoever isn't approved out of the group that a purge takes: back to the group they had, or to one that is
 * chosen. Two or more Update/Notify jobs may come of it; their settings are pictured here as they are at every Submit.
 */
import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { GROUP_FIELD, UPDATE_CONDITIONS } from '#shared/jobKinds/updateFields.ts';
import { updateNotifyUsers, updateSettings } from '#shared/jobKinds/updateNotifyUsers.ts';
import { engine } from '../../../../client/engineClient.ts';
import { refusalOf } from '../../../../client/refusal.ts';
import { FlagsOf } from '../../../../deciding/FlagsOf.tsx';
import { navigate } from '../../../../place/navigation.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { formatDate, LOCALES } from '../../../../ui/format.ts';
import { notifyDone } from '../../../../ui/notify.tsx';
import { Writing } from '../../../../ui/Writing.tsx';
import { commonWords } from '../../../../ui/words/components.tsx';
import { lacksText, usersIn } from '../../../../ui/words/lacks.ts';
import { CaptureNote } from '../../CaptureNote.tsx';
import { CaptureFailure, captureSettings, PAGE_ATTRIBUTE } from '../../captureSettings.ts';
import { type SettingRow, SettingsTable } from '../../SettingsTable.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import { inCheck } from '../../useJobCheck.ts';
import { wizardWords } from '../../words.tsx';
import { leaveOutWords } from './words/submit.tsx';

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
      title={leaveOutWords.title}
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
      const done = await engine.jobs.leaveOut({
        settings,
        userGroup: target,
        capture,
        locales: LOCALES,
      });
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
        {leaveOutWords.happens(users, settings.userGroup ?? '', lacksText(check.unapproved))}
      </Text>
      <FlagsOf
        criteria={inCheck(check, 'unapproved')}
        title={leaveOutWords.flagsAmong}
        onShow={onClose}
      />
      <Radio.Group
        aria-label={leaveOutWords.where}
        value={former ? 'former' : 'chosen'}
        onChange={(value) => setFormer(value === 'former')}
      >
        <Stack gap={8}>
          <Radio
            value="former"
            label={leaveOutWords.former}
            description={leaveOutWords.formerFrom}
          />
          <Radio value="chosen" label={leaveOutWords.toOne} />
        </Stack>
      </Radio.Group>
      {!former && (
        <Select
          label={GROUP_FIELD.label}
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
          {commonWords.cancel}
        </Button>
        <Writing>
          <Button loading={busy} disabled={!ready} onClick={() => void leaveOut()}>
            {leaveOutWords.confirm(users)}
          </Button>
        </Writing>
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
    { label: wizardWords.job, value: updateNotifyUsers.title },
    { label: leaveOutWords.users, value: leaveOutWords.whichUsers(users, userGroup ?? '') },
    ...updateSettings(
      {
        userGroup: former ? leaveOutWords.formerOfEach : (chosen ?? '–'),
        condition: UPDATE_CONDITIONS[0],
      },
      { date: formatDate },
    ),
  ];
}

type LeftOut = Awaited<ReturnType<typeof engine.jobs.leaveOut>>;

function tellLeftOut({ jobs, users }: LeftOut, from: string): void {
  notifyDone(leaveOutWords.done(users, from, jobs), {
    action: { label: leaveOutWords.showJobs, onClick: () => navigate({ screen: 'jobs' }) },
  });
}
