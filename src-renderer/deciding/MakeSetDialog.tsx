/**
 * Makes an itemized set of users: whom, its name and description, and for a set to purge every flag among them, each
 * with the way to leave those out. Ends with a message that leads to the set.
 */

import {
  Button,
  Group,
  Modal,
  Radio,
  Skeleton,
  Stack,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AskedOrigin } from '#shared/contract/shapes/setOrigin.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { engine, queries } from '../client/engineClient.ts';
import { useSettings } from '../client/workspace.ts';
import { navigate } from '../place/navigation.ts';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { formatCount } from '../ui/format.ts';
import { notifyDone } from '../ui/notify.tsx';
import { Writing } from '../ui/Writing.tsx';
import { commonWords } from '../ui/words/components.tsx';
import { FlagsAmong } from './FlagsAmong.tsx';
import { useFlagCounts } from './flagCounts.ts';
import { freeName } from './freeName.ts';
import styles from './MakeSetDialog.module.css';
import { makeSetWords } from './words/sets.ts';

/** Users that a set can be made of. */
export interface SetChoice {
  readonly key: string;
  readonly label: string;
  /** One line: who they are. */
  readonly meaning?: string;
  readonly criteria: Criteria;
  readonly suggestedName: string;
  /** How the set came about, kept with it. */
  readonly origin: AskedOrigin;
  /** They are meant for the purge, so flags among them matter. */
  readonly forPurge: boolean;
}

interface MakeSetDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The first one is chosen at first. */
  readonly choices: readonly SetChoice[];
}

export function MakeSetDialog({ opened, onClose, choices }: MakeSetDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={makeSetWords.title} size={560}>
      {opened && <SetForm choices={choices} onClose={onClose} />}
    </Modal>
  );
}

// One form: its fields end up in one request.
function SetForm({ choices, onClose }: Omit<MakeSetDialogProps, 'opened'>) {
  const [key, setKey] = useState(choices[0]!.key);
  const choice = choices.find((each) => each.key === key) ?? choices[0]!;
  const { data: sets } = useQuery(queries.sets.list.queryOptions());
  const [leftOut, setLeftOut] = useState<readonly ReviewFlag[]>([]);
  const criteria = choice.forPurge ? withoutFlags(choice.criteria, leftOut) : choice.criteria;
  const { data: counted } = useQuery(queries.users.count.queryOptions({ input: { criteria } }));
  const suggested = freeName(choice.suggestedName, sets?.map(({ name }) => name) ?? []);
  // Until somebody types a name it follows the choice of users.
  const [typedName, setTypedName] = useState<string>();
  const [description, setDescription] = useState('');
  const [note, setNote] = useState('');
  const settings = useSettings();
  const [typedPrivate, setPrivate] = useState<boolean>();
  const isPrivate = typedPrivate ?? settings?.privateSets ?? false;
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const name = typedName ?? suggested;
  const users = counted?.users;

  async function make(event: FormEvent) {
    event.preventDefault();
    if (busy || !users || name.trim() === '') return;
    setBusy(true);
    setError(undefined);
    try {
      const set = await engine.sets.create({
        criteria,
        origin: choice.origin,
        name: name.trim(),
        description,
        note,
        private: isPrivate,
      });
      onClose();
      notifyDone(makeSetWords.made(set.name, set.members), {
        action: {
          label: makeSetWords.show,
          onClick: () => navigate({ screen: 'sets', setId: set.setId }),
        },
      });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={make}>
      <Stack gap={16}>
        {choices.length > 1 && (
          <Radio.Group label={makeSetWords.users} value={key} onChange={setKey}>
            <div className={styles.choices}>
              {choices.map((each) => (
                <ChoiceRow key={each.key} choice={each} chosen={each.key === key} />
              ))}
            </div>
          </Radio.Group>
        )}
        {choice.forPurge && (
          <FlagsOfSet criteria={choice.criteria} leftOut={leftOut} onChange={setLeftOut} />
        )}
        <TextInput
          label={makeSetWords.name}
          required
          data-autofocus
          maxLength={255}
          value={name}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setTypedName(event.currentTarget.value)}
        />
        <TextInput
          label={makeSetWords.description}
          maxLength={1000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Textarea
          label={makeSetWords.note}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Switch
          label={makeSetWords.private}
          description={makeSetWords.privateMeaning}
          checked={isPrivate}
          onChange={(event) => setPrivate(event.currentTarget.checked)}
        />
        <ErrorNote error={error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {commonWords.cancel}
          </Button>
          <Writing>
            <Button type="submit" loading={busy} disabled={!users || name.trim() === ''}>
              {users === undefined ? makeSetWords.make : makeSetWords.makeOf(users)}
            </Button>
          </Writing>
        </Group>
      </Stack>
    </form>
  );
}

function ChoiceRow({ choice, chosen }: { readonly choice: SetChoice; readonly chosen: boolean }) {
  const { data } = useQuery(
    queries.users.count.queryOptions({ input: { criteria: choice.criteria } }),
  );
  return (
    <Radio
      value={choice.key}
      size="xs"
      className={styles.choice}
      data-chosen={chosen || undefined}
      classNames={{ body: styles.body!, labelWrapper: styles.label! }}
      disabled={data?.users === 0}
      label={
        <span className={styles.row}>
          <span className={styles.word}>{choice.label}</span>
          <span className={styles.meaning}>{choice.meaning}</span>
          <span className="pd-figures">
            {data ? formatCount(data.users) : <Skeleton width={40} height={14} />}
          </span>
        </span>
      }
    />
  );
}

/** @returns the flags among the users, with the way to narrow the set */
function FlagsOfSet({
  criteria,
  leftOut,
  onChange,
}: {
  readonly criteria: Criteria;
  readonly leftOut: readonly ReviewFlag[];
  readonly onChange: (leftOut: readonly ReviewFlag[]) => void;
}) {
  const counts = useFlagCounts(withoutFlags(criteria, leftOut));
  if (!counts) return null;
  return (
    <FlagsAmong
      title={makeSetWords.flagsAmong(counts.users)}
      flags={counts.flags}
      criteriaOf={(flag) => allOf(criteria, { op: 'hasFlag', flags: [flag] })}
      leftOut={leftOut}
      onLeaveOut={(flag) => onChange([...leftOut, flag])}
      onTakeIn={(flag) => onChange(leftOut.filter((each) => each !== flag))}
    />
  );
}

function withoutFlags(criteria: Criteria, flags: readonly ReviewFlag[]): Criteria {
  if (flags.length === 0) return criteria;
  return allOf(criteria, { op: 'not', of: { op: 'hasFlag', flags: [...flags] } });
}
