/** Decisions that erased users may be entered again: by whom, why, and whether they hold. As long as they do, they are withdrawn. */
import { Button, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ListedReturn } from '#shared/contract/shapes/erasures.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { makeStale } from '../../client/revision.ts';
import { useWriteBar } from '../../client/writing.ts';
import { formatCount } from '../../ui/format.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { InstantText } from '../../ui/Values.tsx';
import styles from './PurgeRequests.module.css';
import { returnWords as words } from './words.tsx';

/** Nothing where nobody has decided so. */
export function ReturnDecisions() {
  const { data } = useQuery(queries.erasures.returns.queryOptions());
  if (!data || data.length === 0) return null;
  return (
    <section className={styles.frame} aria-label={words.title}>
      <Title order={3} size={14} my={8}>
        {words.title}
      </Title>
      <table className={styles.table}>
        <thead>
          <tr>
            {words.columns.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((decision) => (
            <Decision key={decision.decisionNo} {...decision} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Decision(decision: ListedReturn) {
  const { at, by, rows, fileName, reason } = decision;
  return (
    <tr>
      <td>
        <InstantText instant={at} />
      </td>
      <td>{by}</td>
      <td className="pd-figures">{formatCount(rows)}</td>
      <td>{fileName ?? words.gone}</td>
      <td>{reason}</td>
      <td>
        <State {...decision} />
      </td>
    </tr>
  );
}

function State({ decisionNo, holds, withdrawn }: ListedReturn) {
  const bar = useWriteBar();
  async function withdraw() {
    const { rows } = await engine.imports.withdrawReturn({ decisionNo });
    makeStale();
    notifyDone(words.done(rows));
  }
  if (holds)
    return (
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => void withdraw().catch(notifyFailure)}
        {...bar}
      >
        {words.withdraw}
      </Button>
    );
  return (
    <Text size="sm" c="dimmed">
      {withdrawn
        ? words.withdrawn(<InstantText instant={withdrawn.at} />, withdrawn.by)
        : words.over}
    </Text>
  );
}
