/**
 * Who of a set's members a job leaves alone, and what the reports tell of the others. Never calls clear what no report
 * tells. Part of the Update/Notify pages.
 */
import { IconCircleCheck, IconHelpCircle, IconInfoCircle } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { queries } from '../../../../client/engineClient.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import styles from '../../JobCheck.module.css';
import { inCheck } from '../../useJobCheck.ts';
import { alreadyPurged, knownFromLists } from './setChecks.ts';

interface ToldProps {
  readonly set: SetSummary;
  readonly check: JobCheck;
}

export function LeftAlone({ set, check }: ToldProps) {
  const purged = alreadyPurged(set.setId);
  const listed = knownFromLists(set.setId);
  const { data } = useQuery(queries.users.count.queryOptions({ input: { criteria: purged } }));
  const { data: onLists } = useQuery(
    queries.users.count.queryOptions({ input: { criteria: listed }, enabled: !check.guarded }),
  );
  return (
    <ul className={styles.told} aria-label="Left alone">
      {check.left > 0 && (
        <Line>
          <CountLink
            count={check.left}
            noun="member"
            criteria={inCheck(check, 'left')}
            title="No longer in the newest candidates file"
          />{' '}
          {check.left === 1 ? 'is' : 'are'} no longer in the newest candidates file: left alone.
        </Line>
      )}
      {data !== undefined && data.users > 0 && (
        <Line>
          <CountLink
            count={data.users}
            noun="member"
            criteria={purged}
            title="Members that were already purged here"
          />{' '}
          {data.users === 1 ? 'was' : 'were'} already purged here: left alone.
        </Line>
      )}
      {!check.guarded && onLists !== undefined && onLists.users > 0 && (
        <Line>
          <CountLink
            count={onLists.users}
            noun="member"
            criteria={listed}
            title="Members known from a list alone"
          />{' '}
          {onLists.users === 1 ? 'is' : 'are'} known from a list alone: left alone here; in Alma the
          job would change them.
        </Line>
      )}
    </ul>
  );
}

interface Question {
  readonly flags: readonly ReviewFlag[];
  /** When reports say so of everybody. */
  readonly clear: string;
  /** Behind “No report tells …”. */
  readonly unknown: string;
  /** Of whom no report tells it. */
  readonly blank: Criteria;
}

const blank = (field: Extract<Criteria, { op: 'blank' }>['field']): Criteria => ({
  op: 'blank',
  field,
});

/** What the purge doesn't look at, in the order in which a careful person asks. */
const QUESTIONS: readonly Question[] = [
  {
    flags: ['staff-role', 'unknown-role'],
    clear: 'Nobody has a staff role.',
    unknown: 'whether they have a staff role',
    blank: blank('staff_role'),
  },
  {
    flags: ['activity-elsewhere'],
    clear: 'Nobody has loans or fines at other libraries.',
    unknown: 'about loans or fines at other libraries',
    blank: allOf(blank('loans_elsewhere'), blank('fines_elsewhere')),
  },
  {
    flags: ['expiry-in-future'],
    clear: 'Every account has expired.',
    unknown: 'when the account expires',
    blank: blank('expiry_date'),
  },
  {
    flags: ['contact'],
    clear: 'Nobody is a Contact.',
    unknown: 'the record type, so they count as Public',
    blank: blank('record_type'),
  },
];

/** A tick for what the reports clear, a question mark for what none of them tells. */
export function WhatIsKnown({ check }: Pick<ToldProps, 'check'>) {
  const asked = QUESTIONS.map((each) => allOf(inCheck(check, 'going'), each.blank));
  const counted = useQueries({
    queries: asked.map((criteria) => queries.users.count.queryOptions({ input: { criteria } })),
  });
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  if (check.going === 0 || !imports || counted.some(({ data }) => !data)) return null;
  const lists = imports.some(({ kind, state }) => kind === 'exclusions' && state === 'committed');
  const flagged = new Set(check.flags.map(({ flag }) => flag));
  return (
    <ul className={styles.told} aria-label="What the reports say">
      {QUESTIONS.map(({ flags, clear, unknown }, n) => {
        const users = counted[n]!.data!.users;
        if (users > 0)
          return (
            <Line key={clear} sign="unknown">
              No report says {unknown}:{' '}
              <CountLink
                count={users}
                noun="member"
                criteria={asked[n]!}
                title={`No report says ${unknown}`}
              />
              .
            </Line>
          );
        return flags.some((flag) => flagged.has(flag)) ? null : (
          <Line key={clear} sign="known">
            {clear}
          </Line>
        );
      })}
      {!flagged.has('exclusion-list') && (
        <Line sign={lists ? 'known' : 'unknown'}>
          {lists ? 'Nobody is on an exclusion list.' : 'No exclusion list is loaded.'}
        </Line>
      )}
    </ul>
  );
}

const SIGNS = { known: IconCircleCheck, unknown: IconHelpCircle, told: IconInfoCircle } as const;

interface LineProps {
  readonly sign?: keyof typeof SIGNS;
  readonly children: ReactNode;
}

function Line({ sign = 'told', children }: LineProps) {
  const Icon = SIGNS[sign];
  return (
    <li data-known={sign === 'known' || undefined}>
      <Icon size={16} aria-hidden className={styles.toldIcon} />
      <span>{children}</span>
    </li>
  );
}
