/**
 * The checks of setChecks.ts with their numbers: what was found stands first, what is clear below.
 * Part of the Update/Notify pages.
 */
import { Skeleton, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { queries } from '../../client/engineClient.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { type SetCheck, setChecks } from './setChecks.ts';
import styles from './UpdateNotify.module.css';

export function SetChecks({ setId }: { readonly setId: number }) {
  const checks = setChecks(setId);
  const counts = useQueries({
    queries: checks.map(({ criteria }) =>
      queries.users.count.queryOptions({ input: { criteria } }),
    ),
  });
  const error = counts.find((each) => each.error)?.error;
  if (error) return <ErrorNote error={error} />;
  if (counts.some(({ data }) => data === undefined))
    return <Skeleton height={checks.length * 36} />;
  const found = checks.flatMap((check, n) => {
    const users = counts[n]!.data!.users;
    return users > 0 ? [{ check, users }] : [];
  });
  const clear = checks.filter((check) => found.every((each) => each.check !== check));
  return (
    <>
      <ul className={styles.checks} aria-label="Members to look at">
        {found.map(({ check, users }) => (
          <Found key={check.key} check={check} users={users} />
        ))}
      </ul>
      {clear.length > 0 && (
        <Text size="sm" c="dimmed" className={styles.clear} component="div">
          <IconCircleCheck size={16} aria-hidden className={styles.clearIcon} />
          <span>None {clear.map(({ label }) => label).join(', none ')}.</span>
        </Text>
      )}
    </>
  );
}

function Found({ check, users }: { readonly check: SetCheck; readonly users: number }) {
  const Icon = check.icon;
  return (
    <li className={styles.check} data-tone={check.tone}>
      <Icon size={18} aria-hidden className={styles.checkIcon} />
      <div>
        <CountLink
          count={users}
          noun="member"
          criteria={check.criteria}
          title={`Members that ${check.label}`}
        />{' '}
        {users === 1 ? singular(check.label) : check.label}
        <Text size="xs" c="dimmed">
          {check.advice}
        </Text>
      </div>
    </li>
  );
}

function singular(label: string): string {
  return label
    .replace(/^have /, 'has ')
    .replace(/^are /, 'is ')
    .replace(/^were /, 'was ');
}
