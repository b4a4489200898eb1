/**
 * The users of a sample, in groups: identifier to copy into Alma, who it is, the decision, the finding and a
 * note. Part of the sampling check.
 */
import { Anchor, Table } from '@mantine/core';
import type { SampledUser } from '#shared/contract/shapes/samples.ts';
import { navigate } from '../../../place/navigation.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { DecisionMark } from '../../../ui/Marks.tsx';
import { Identifier } from '../../../ui/Values.tsx';
import { findingWords, sampleWords } from '../words/sampling.tsx';
import checkStyles from './Checks.module.css';
import { sampled } from './checkCriteria.ts';
import { FindingCell } from './FindingCell.tsx';
import styles from './Sampling.module.css';

interface SampleTableProps {
  readonly sampleId: number;
  readonly users: readonly SampledUser[];
}

export function SampleTable({ sampleId, users }: SampleTableProps) {
  return (
    <div className={checkStyles.table}>
      <Table aria-label={findingWords.label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{findingWords.identifier}</Table.Th>
            <Table.Th scope="col">{findingWords.name}</Table.Th>
            <Table.Th scope="col" className={styles.wide}>
              {findingWords.group}
            </Table.Th>
            <Table.Th scope="col">{findingWords.decision}</Table.Th>
            <Table.Th scope="col">{findingWords.finding}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.map((user) => (
            <UserRow key={user.userNo} sampleId={sampleId} user={user} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface UserRowProps {
  readonly sampleId: number;
  readonly user: SampledUser;
}

function UserRow({ sampleId, user }: UserRowProps) {
  const who = user.primary_identifier.trim();
  return (
    <Table.Tr data-user-no={user.userNo}>
      <Table.Th scope="row">
        <span className={styles.identifier}>
          <Identifier text={user.primary_identifier} />
          <CopyButton text={who} what={findingWords.identifierOf(who)} />
        </span>
      </Table.Th>
      <Table.Td>
        <Anchor
          component="button"
          type="button"
          inherit
          ta="left"
          title={findingWords.showReported}
          onClick={() => showReported(sampleId, user)}
        >
          {findingWords.fullName(user.last_name, user.first_name)}
        </Anchor>
        <span className={styles.narrow}>{user.user_group}</span>
      </Table.Td>
      <Table.Td className={styles.wide}>{user.user_group ?? findingWords.noGroup}</Table.Td>
      <Table.Td>
        <DecisionMark decision={user.decision} staffConfirmed={user.staffConfirmed} />
      </Table.Td>
      <Table.Td>
        <FindingCell sampleId={sampleId} user={user} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The user's panel with the rows of the files, to be compared with what Alma shows. */
function showReported(sampleId: number, { userNo }: SampledUser): void {
  const title = sampleWords.users.drawn;
  navigate({ screen: 'users', criteria: sampled(sampleId), title, userNo });
}
