/** The users who may be the person that asks, to be ticked; and what of the search belongs to others, too. */
import { Button, Checkbox, Group, Text } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import type { FoundPerson } from '#shared/contract/shapes/person.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { showDetails } from '../../../place/navigation.ts';
import { TitledCard } from '../../../ui/TitledCard.tsx';
import { Identifier, Money } from '../../../ui/Values.tsx';
import { UserState } from '../../../users/UserState.tsx';
import { panelWords } from '../../../users/words.tsx';
import { Caution } from './Caution.tsx';
import styles from './Person.module.css';
import { personWords } from './words.tsx';

interface FoundUsersProps {
  readonly found: FoundPerson;
  readonly texts: readonly string[];
  readonly ticked: readonly number[];
  readonly onTick: (userNos: readonly number[]) => void;
}

export function FoundUsers({ found, texts, ticked, onTick }: FoundUsersProps) {
  const { users, owners, moreUsers } = found;
  if (users.length === 0) return null;
  const others = owners.map((each) => each.filter((userNo) => !ticked.includes(userNo)));
  return (
    <TitledCard title={personWords.usersTitle}>
      {users.length > 1 && (
        <Text size="sm" c="dimmed" className={styles.hint} data-first="">
          {personWords.chooseHint}
        </Text>
      )}
      <ul className={styles.list}>
        {users.map((user) => (
          <li key={user.userNo} className={styles.user}>
            <Checkbox
              checked={ticked.includes(user.userNo)}
              aria-label={personWords.choose(nameOf(user))}
              onChange={({ currentTarget: { checked } }) =>
                onTick(
                  checked
                    ? [...ticked, user.userNo]
                    : ticked.filter((each) => each !== user.userNo),
                )
              }
            />
            <FoundUser user={user} />
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconId size={14} aria-hidden />}
              aria-label={personWords.openOne(nameOf(user))}
              onClick={() => showDetails({ userNo: user.userNo })}
            >
              {personWords.open}
            </Button>
          </li>
        ))}
      </ul>
      {moreUsers && (
        <Text size="sm" className={styles.hint}>
          {personWords.moreUsers}
        </Text>
      )}
      {ticked.length > 0 &&
        texts.map(
          (text, n) =>
            (others[n]?.length ?? 0) > 0 && (
              <Caution key={text}>
                {personWords.leftOut(<strong>{text}</strong>, others[n]!.length)}
              </Caution>
            ),
        )}
    </TitledCard>
  );
}

const nameOf = ({ last_name, first_name, primary_identifier }: UserRow) =>
  [last_name, first_name].filter(Boolean).join(', ') || primary_identifier;

function FoundUser({ user }: { readonly user: UserRow }) {
  const { last_name, first_name, primary_identifier, user_group, loans, balance } = user;
  const name = [last_name, first_name].filter(Boolean).join(', ');
  return (
    <div className={styles.who}>
      <Group gap={8} wrap="wrap">
        <Text fw={600} size="sm">
          {name || panelWords.noName}
        </Text>
        <Identifier text={primary_identifier} />
        <UserState user={user} />
      </Group>
      <Group gap={12} wrap="wrap" className={styles.aside}>
        {user_group && <span>{user_group}</span>}
        {loans !== null && loans > 0 && <span>{personWords.loans(loans)}</span>}
        {balance !== null && balance > 0 && (
          <span>{personWords.owes(<Money minor={balance} />)}</span>
        )}
      </Group>
    </div>
  );
}
