/** The missing candidates by user group and year of expiry; every number opens the users behind it. */
import { Table } from '@mantine/core';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import {
  expiredIn,
  type MissingAsked,
  missingCriteria,
  ofGroup,
} from '#shared/domain/missingCandidates.ts';
import { NO_VALUE } from '../../../grid/words/filter.ts';
import { CountLink } from '../../../ui/CountLink.tsx';
import { missingWords } from '../words/missing.tsx';
import styles from './Checks.module.css';
import type { MissingTable as Counted, YearSpan } from './missing.ts';

interface MissingTableProps {
  readonly asked: MissingAsked;
  readonly table: Counted;
}

export function MissingTable({ asked, table: { spans, rows, all } }: MissingTableProps) {
  const whole = missingCriteria(asked);
  const totals = spans.map((_, n) => rows.reduce((sum, { users }) => sum + users[n]!, 0));
  return (
    <div className={styles.table}>
      <Table aria-label={missingWords.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{missingWords.group}</Table.Th>
            {spans.map((span) => (
              <Table.Th key={span.from} scope="col" ta="right">
                {missingWords.span(span)}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              {missingWords.all}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ group, users, all: ofRow }) => (
            <Row
              key={group}
              name={group ?? NO_VALUE.group}
              criteria={allOf(whole, ofGroup(group))}
              spans={spans}
              users={users}
              all={ofRow}
            />
          ))}
          {rows.length > 1 && (
            <Row name={missingWords.all} criteria={whole} spans={spans} users={totals} all={all} />
          )}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface RowProps {
  readonly name: string;
  readonly criteria: Criteria;
  readonly spans: readonly YearSpan[];
  readonly users: readonly number[];
  readonly all: number;
}

function Row({ name, criteria, spans, users, all }: RowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {spans.map((span, n) => (
        <Table.Td key={span.from} ta="right">
          <CountLink
            count={users[n]!}
            criteria={allOf(criteria, expiredIn(span.from, span.to))}
            title={missingWords.ofCell(name, span)}
          />
        </Table.Td>
      ))}
      <Table.Td ta="right">
        <CountLink count={all} criteria={criteria} title={missingWords.ofRow(name)} />
      </Table.Td>
    </Table.Tr>
  );
}
