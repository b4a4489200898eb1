/**
 * Alma’s page 2 of a job that is run on a set: the set, its member count to compare with Alma's, and what there is to know of
 * its members, which whoever has the page says.
 */
import { Button, Radio, Text, TextInput, Title } from '@mantine/core';
import { IconSearch, IconStack2 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { StaffListsNote } from '../../../deciding/StaffListsNote.tsx';
import { navigate } from '../../../place/navigation.ts';
import { CountLink } from '../../../ui/CountLink.tsx';
import { type DataColumn, DataTable } from '../../../ui/DataTable.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { formatCount } from '../../../ui/format.ts';
import { InstantText } from '../../../ui/Values.tsx';
import styles from './Set.module.css';
import { chooseSetWords } from './words.tsx';

interface ChooseSetPageProps {
  readonly sets: readonly SetSummary[];
  readonly set: SetSummary | undefined;
  readonly onChoose: (set: SetSummary) => void;
  /** Below the member count of the chosen one. */
  readonly children: (chosen: SetSummary) => ReactNode;
}

export function ChooseSetPage({ sets, set, onChoose, children }: ChooseSetPageProps) {
  const [search, setSearch] = useState('');
  if (sets.length === 0) return <NoSets />;
  const wanted = foldForSearch(search.trim());
  const shown = sets.filter(({ name }) => foldForSearch(name).includes(wanted));
  return (
    <div className={styles.chooseSet}>
      <div>
        <TextInput
          type="search"
          className={styles.search!}
          aria-label={chooseSetWords.search}
          placeholder={chooseSetWords.search}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <DataTable
          label={chooseSetWords.table}
          columns={columnsFor(set, onChoose)}
          rows={shown}
          rowKey={(each) => each.setId}
          selectedKey={set?.setId}
          empty={<Text size="sm">{chooseSetWords.none}</Text>}
        />
      </div>
      {set ? (
        <Chosen set={set}>{children(set)}</Chosen>
      ) : (
        <Text size="sm" c="dimmed">
          {chooseSetWords.chooseOne}
        </Text>
      )}
    </div>
  );
}

function NoSets() {
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
    {
      key: 'created',
      label: chooseSetWords.created,
      width: 108,
      cell: (set) => <InstantText instant={set.createdAt} dayOnly />,
    },
  ];
}

interface ChosenProps {
  readonly set: SetSummary;
  readonly children: ReactNode;
}

function Chosen({ set, children }: ChosenProps) {
  return (
    <section aria-label={chooseSetWords.membersOf(set.name)}>
      <Text component="div" size="sm" c="dimmed">
        {set.name}
      </Text>
      <Title order={2} className={styles.members!}>
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
      {children}
      <StaffListsNote />
    </section>
  );
}
