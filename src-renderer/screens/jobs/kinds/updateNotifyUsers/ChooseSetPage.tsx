/**
 * Alma’s page 2 of Update/Notify Users: the set, its member count to compare with Alma's, and who is in it that may not go,
 * or that one would not expect.
 */
import { Button, Radio, Text, Title } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { StaffListsNote } from '../../../../deciding/StaffListsNote.tsx';
import { navigate } from '../../../../place/navigation.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { type DataColumn, DataTable } from '../../../../ui/DataTable.tsx';
import { EmptyState } from '../../../../ui/EmptyState.tsx';
import { formatCount } from '../../../../ui/format.ts';
import { goToPage } from '../../useWizardPage.ts';
import { SetChecks } from './SetChecks.tsx';
import styles from './UpdateNotify.module.css';
import type { UpdatePageProps } from './updateDraft.ts';
import { chooseSetWords } from './words.tsx';

interface ChooseSetPageProps extends UpdatePageProps {
  readonly sets: readonly SetSummary[];
  readonly set: SetSummary | undefined;
}

export function ChooseSetPage({ sets, set, edit, checked }: ChooseSetPageProps) {
  if (sets.length === 0) {
    return (
      <EmptyState
        icon={IconStack2}
        title={chooseSetWords.noSets}
        action={
          <Button variant="default" onClick={() => navigate({ screen: 'sets' })}>
            {chooseSetWords.goToSets}
          </Button>
        }
      >
        {chooseSetWords.makeOne}
      </EmptyState>
    );
  }
  return (
    <div className={styles.chooseSet}>
      <DataTable
        label={chooseSetWords.table}
        columns={columnsFor(set, ({ setId }) => edit({ setId, name: undefined }))}
        rows={sets}
        rowKey={(each) => each.setId}
        selectedKey={set?.setId}
      />
      <div>
        {set ? (
          <Chosen set={set} edit={edit} checked={checked} />
        ) : (
          <Text size="sm" c="dimmed">
            {chooseSetWords.chooseOne}
          </Text>
        )}
      </div>
    </div>
  );
}

function columnsFor(
  chosen: SetSummary | undefined,
  onChoose: (set: SetSummary) => void,
): readonly DataColumn<SetSummary>[] {
  return [
    {
      key: 'name',
      label: chooseSetWords.set,
      cell: (set) => (
        <Radio
          size="xs"
          label={set.name}
          checked={set.setId === chosen?.setId}
          name="set"
          onChange={() => onChoose(set)}
          classNames={{ label: styles.setName!, labelWrapper: styles.setLabel! }}
        />
      ),
    },
    {
      key: 'members',
      label: chooseSetWords.members,
      align: 'right',
      width: 88,
      cell: (set) => formatCount(set.members),
    },
  ];
}

interface ChosenProps extends Pick<UpdatePageProps, 'edit' | 'checked'> {
  readonly set: SetSummary;
}

function Chosen({ set, edit, checked }: ChosenProps) {
  return (
    <section aria-label={chooseSetWords.membersOf(set.name)}>
      <Text component="div" size="sm" c="dimmed">
        {set.name}
      </Text>
      <Title order={2} fz="xl">
        <CountLink
          count={set.members}
          criteria={{ op: 'inSet', setId: set.setId }}
          title={chooseSetWords.membersOf(set.name)}
        >
          {chooseSetWords.count(set.members)}
        </CountLink>
      </Title>
      <Text size="sm" mb={12}>
        {chooseSetWords.compare}
      </Text>
      <SetChecks
        set={set}
        checked={checked}
        onSet={({ setId }) => edit({ setId, name: undefined })}
        onOtherGroup={() => goToPage(1)}
      />
      <StaffListsNote />
    </section>
  );
}
