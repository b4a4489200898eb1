/**
 * One person, deleted or not, user or not: found by whatever is known of them, everything held about them as a file, and
 * erased on their request. What was searched for is the place's to say, so that Back leads to it again.
 */
import { Button, Group, Skeleton, Text, Textarea } from '@mantine/core';
import { IconEraser, IconSearch, IconUserQuestion, IconUserSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FoundPerson } from '#shared/contract/shapes/person.ts';
import { MOST_TEXTS_OF_PERSON, type Person } from '#shared/domain/person.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { queries, queryClient } from '../../../client/engineClient.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { navigate } from '../../../place/navigation.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../../ui/ScreenFrame.tsx';
import { HeldMenu } from '../../../users/HeldMenu.tsx';
import { heldWords } from '../../../users/words.tsx';
import { CleanupViews } from '../CleanupViews.tsx';
import { cleanupWords } from '../words.tsx';
import { EraseRequestDialog } from './EraseRequestDialog.tsx';
import { FoundPlaces } from './FoundPlaces.tsx';
import { FoundUsers } from './FoundUsers.tsx';
import styles from './Person.module.css';
import { personWords } from './words.tsx';

const search = (texts: readonly string[]) =>
  navigate({ screen: 'cleanup', person: texts }, { replace: true });

export function PersonScreen({ texts }: { readonly texts: readonly string[] }) {
  const input = { texts: [...texts] };
  const { data, error, isFetching } = useQuery(
    queries.people.find.queryOptions({ input, enabled: texts.length > 0 }),
  );
  const [ticks, setTicks] = useState<Ticks>({ of: undefined, userNos: [] });
  const [erasing, setErasing] = useState(false);
  const bar = useWriteBar();
  // The only record that was found is theirs, until somebody says otherwise.
  const ticked =
    data &&
    (ticks.of === data ? ticks.userNos : data.users.length === 1 ? [data.users[0]!.userNo] : []);
  const person = data && ticked && isFound(data) ? personOf(texts, data, ticked) : undefined;
  const isSomebody = person !== undefined && person.userNos.length + person.texts.length > 0;

  return (
    <>
      <ScreenFrame title={cleanupWords.title} middle={<CleanupViews />}>
        <div className={styles.person}>
          <SearchForm texts={texts} busy={isFetching} />
          <ErrorNote error={error} />
          {texts.length === 0 && (
            <EmptyState icon={IconUserQuestion} title={personWords.start}>
              {personWords.startWhy}
            </EmptyState>
          )}
          {!data && isFetching && <Searching />}
          {data && !isFound(data) && (
            <EmptyState icon={IconUserSearch} title={personWords.nothing}>
              {personWords.nothingWhy}
            </EmptyState>
          )}
          {data && ticked && isFound(data) && (
            <>
              <div className={styles.summary}>
                <Text size="sm" role="status" className={styles.found}>
                  {personWords.found(partsOf(data))}
                </Text>
                <Group gap={8}>
                  <HeldMenu
                    person={isSomebody ? person : undefined}
                    whyNobody={personWords.chooseHint}
                  />
                  <Button
                    size="xs"
                    color="red"
                    leftSection={<IconEraser size={16} aria-hidden />}
                    disabled={!isSomebody}
                    title={isSomebody ? undefined : personWords.chooseHint}
                    onClick={() => setErasing(true)}
                    {...bar}
                  >
                    {heldWords.erase}
                  </Button>
                </Group>
              </div>
              <FoundUsers
                found={data}
                texts={texts}
                ticked={ticked}
                onTick={(userNos) => setTicks({ of: data, userNos })}
              />
              <FoundPlaces found={data} texts={texts} onAlso={(text) => search([...texts, text])} />
            </>
          )}
        </div>
      </ScreenFrame>
      {data && person && (
        <EraseRequestDialog
          opened={erasing}
          person={person}
          users={data.users.filter(({ userNo }) => person.userNos.includes(userNo))}
          onClose={() => setErasing(false)}
          onDone={() => {
            // Nothing of them is to be on the page any more.
            queryClient.removeQueries({ queryKey: queries.people.find.key() });
            search([]);
          }}
        />
      )}
    </>
  );
}

interface Ticks {
  /** The answer in which they were ticked. */
  readonly of: FoundPerson | undefined;
  readonly userNos: readonly number[];
}

const isFound = ({ users, files, texts }: FoundPerson) =>
  users.length + files.length + texts.length > 0;

/** Texts that belong to somebody else, too, aren't theirs. */
function personOf(
  texts: readonly string[],
  { owners }: FoundPerson,
  userNos: readonly number[],
): Person {
  const isTheirs = (n: number) => (owners[n] ?? []).every((owner) => userNos.includes(owner));
  return { userNos: [...userNos], texts: texts.filter((_, n) => isTheirs(n)) };
}

function partsOf({ users, files, texts }: FoundPerson): string[] {
  return [
    ...(users.length > 0 ? [personWords.users(users.length)] : []),
    ...files.map(({ kind, total }) => personWords.rowsOf(total, importKind(kind).label)),
    ...texts.map((group) => personWords.texts(group.in, group.total)),
  ];
}

function SearchForm({
  texts,
  busy,
}: {
  readonly texts: readonly string[];
  readonly busy: boolean;
}) {
  const sought = texts.join('\n');
  const [typed, setTyped] = useState(sought);
  useEffect(() => setTyped(sought), [sought]);
  const lines = [...new Set(typed.split('\n').map((line) => line.trim()))].filter(Boolean);
  const tooMany = lines.length > MOST_TEXTS_OF_PERSON;
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        if (lines.length > 0 && !tooMany) search(lines);
      }}
    >
      <Textarea
        label={personWords.label}
        description={personWords.description}
        placeholder={personWords.placeholder}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
        error={tooMany && personWords.tooMany(MOST_TEXTS_OF_PERSON)}
        autosize
        minRows={3}
        maxRows={8}
        spellCheck={false}
        autoFocus={texts.length === 0}
      />
      <Button
        type="submit"
        leftSection={<IconSearch size={16} aria-hidden />}
        disabled={lines.length === 0 || tooMany}
        loading={busy}
      >
        {personWords.find}
      </Button>
    </form>
  );
}

function Searching() {
  return (
    <div aria-busy="true">
      <Text size="sm" c="dimmed" role="status" mb={8}>
        {personWords.searching}
      </Text>
      <Skeleton height={72} mb={12} />
      <Skeleton height={120} />
    </div>
  );
}
