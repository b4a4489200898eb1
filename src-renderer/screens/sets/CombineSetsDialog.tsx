/**
 * Combine sets: first, operator, second, with the number of users that would come out while one
 * chooses. Opened by the Sets screen; the result opens there.
 */

import {
  Button,
  Group,
  Modal,
  SegmentedControl,
  Select,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { SET_OPERATORS, type SetOperator } from '#shared/domain/combineSets.ts';
import { allOf } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { useToday } from '../../client/workspace.ts';
import { showCandidates } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { combinedName, firstAndSecond } from './combineDefaults.ts';
import { SetDiagram } from './SetDiagram.tsx';
import styles from './SetsScreen.module.css';
import { NAME_LIMIT, refuseName } from './setNames.ts';
import { combineWords } from './words.tsx';

interface CombineSetsDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly sets: readonly SetSummary[];
  /** The set that is open: chosen as the first, or as the second where it is a list of users to keep. */
  readonly open: SetSummary | undefined;
  readonly onMade: (set: SetSummary) => void;
}

export function CombineSetsDialog(props: CombineSetsDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={combineWords.title} size={600}>
      {/* Mounted anew each time, so that nothing stays chosen. */}
      <Form {...props} />
    </Modal>
  );
}

function Form({ sets, open, onClose, onMade }: CombineSetsDialogProps) {
  const [begin] = useState(() => firstAndSecond(sets, open));
  const [first, setFirst] = useState(begin.first);
  const [operator, setOperator] = useState<SetOperator>('Not');
  const [second, setSecond] = useState(begin.second);
  const [typedName, setTypedName] = useState<string>();
  const combine = useMutation(queries.sets.combine.mutationOptions());
  const count = useCombineCount(first, operator, second);

  const today = useToday();
  const suggested = first && second ? combinedName(first, operator, second, sets, today) : '';
  const name = typedName ?? suggested;
  const nameError = name === '' && !second ? undefined : refuseName(name, sets);
  const users = count.data?.users;
  const openPairs = operator === 'Not' ? (count.data?.openPairs ?? 0) : 0;
  const ready = first && second && users && openPairs === 0 && nameError === undefined;

  async function make() {
    if (!first || !second) return;
    const made = await combine.mutateAsync({
      first: first.setId,
      operator,
      second: second.setId,
      name: name.trim(),
    });
    notifyDone(combineWords.made(made.name, made.members));
    onMade(made);
  }

  return (
    <Stack gap="md">
      <SetSelect
        label={combineWords.first}
        sets={sets}
        chosen={first}
        onChoose={setFirst}
        autoFocus
      />
      <OperatorChoice operator={operator} onChoose={setOperator} />
      <SetSelect label={combineWords.second} sets={sets} chosen={second} onChoose={setSecond} />
      <Outcome first={first} second={second} operator={operator} users={users} />
      {first && openPairs > 0 && <OpenPairs first={first} count={openPairs} onLook={onClose} />}
      <TextInput
        label={combineWords.name}
        maxLength={NAME_LIMIT}
        value={name}
        error={nameError}
        onChange={(event) => setTypedName(event.currentTarget.value)}
      />
      <ErrorNote error={count.error ?? combine.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Writing>
          <Button
            disabled={!ready}
            loading={combine.isPending}
            onClick={() => void make().catch(() => undefined)}
          >
            {users ? combineWords.makeOf(users) : combineWords.make}
          </Button>
        </Writing>
      </Group>
    </Stack>
  );
}

function useCombineCount(
  first: SetSummary | undefined,
  operator: SetOperator,
  second: SetSummary | undefined,
) {
  return useQuery(
    queries.sets.combineCount.queryOptions({
      input: { first: first?.setId ?? 0, operator, second: second?.setId ?? 0 },
      enabled: first !== undefined && second !== undefined,
      placeholderData: keepPreviousData,
    }),
  );
}

interface OpenPairsProps {
  readonly first: SetSummary;
  readonly count: number;
  readonly onLook: () => void;
}

/** Undecided users whom the list may mean by another spelling: without a decision they would stay in. */
function OpenPairs({ first, count, onLook }: OpenPairsProps) {
  function look() {
    onLook();
    showCandidates(
      allOf(
        { op: 'inSet', setId: first.setId },
        { op: 'hasFlag', flags: ['zero-loss-pair', 'possible-pair', 'shared-identifier'] },
        { op: 'decision', values: ['undecided'] },
      ),
      combineWords.pairs,
    );
  }
  return (
    <ErrorNote
      text={combineWords.openPairs(count, first.name)}
      todo={combineWords.openPairsTodo(count)}
      action={
        <Button size="compact-sm" variant="default" onClick={look}>
          {combineWords.lookAtPairs(count)}
        </Button>
      }
    />
  );
}

interface OperatorChoiceProps {
  readonly operator: SetOperator;
  readonly onChoose: (operator: SetOperator) => void;
}

function OperatorChoice({ operator, onChoose }: OperatorChoiceProps) {
  return (
    <Group gap="lg" wrap="nowrap" className={styles.operator}>
      <Stack gap={8} flex={1} miw={0}>
        <SegmentedControl
          size="sm"
          aria-label={combineWords.operator}
          data={[...SET_OPERATORS]}
          value={operator}
          onChange={(value) => onChoose(value as SetOperator)}
        />
        <Text size="sm">{combineWords.meaning(operator)}</Text>
      </Stack>
      <SetDiagram operator={operator} />
    </Group>
  );
}

interface SetSelectProps {
  readonly label: string;
  readonly sets: readonly SetSummary[];
  readonly chosen: SetSummary | undefined;
  readonly onChoose: (set: SetSummary) => void;
  readonly autoFocus?: boolean;
}

function SetSelect({ label, sets, chosen, onChoose, autoFocus }: SetSelectProps) {
  const members = new Map(sets.map((set) => [String(set.setId), set.members]));
  return (
    <Select
      label={label}
      placeholder={combineWords.chooseSet}
      data-autofocus={autoFocus || undefined}
      searchable
      openOnFocus={false}
      nothingFoundMessage={combineWords.noneFound}
      data={sets.map((set) => ({ value: String(set.setId), label: set.name }))}
      value={chosen ? String(chosen.setId) : null}
      onChange={(value) => {
        const set = sets.find((each) => String(each.setId) === value);
        if (set) onChoose(set);
      }}
      renderOption={({ option }) => (
        <span className={styles.option}>
          <span>{option.label}</span>
          <span className={styles.optionCount}>{formatCount(members.get(option.value) ?? 0)}</span>
        </span>
      )}
      {...(chosen ? { description: combineWords.members(chosen.members) } : {})}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

function Outcome({
  first,
  second,
  operator,
  users,
}: {
  readonly first: SetSummary | undefined;
  readonly second: SetSummary | undefined;
  readonly operator: SetOperator;
  readonly users: number | undefined;
}) {
  if (!first || !second) {
    return (
      <Text size="sm" c="dimmed" className={styles.outcome}>
        {combineWords.chooseTwo}
      </Text>
    );
  }
  return (
    <div className={styles.outcome} role="status">
      <Skeleton visible={users === undefined} w="fit-content">
        <Text component="span" fw={600} size="xl" className="pd-figures">
          {combineWords.users(users ?? 0)}
        </Text>
      </Skeleton>
      <Text size="sm" c="dimmed">
        {users === 0
          ? combineWords.nobody
          : combineWords.combination(first.name, operator, second.name)}
      </Text>
    </div>
  );
}
