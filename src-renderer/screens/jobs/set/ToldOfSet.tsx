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
import { queries } from '../../../client/engineClient.ts';
import { usersIn } from '../../../ui/words/lacks.ts';
import styles from '../JobCheck.module.css';
import { linkTo } from '../linkTo.tsx';
import { inCheck } from '../useJobCheck.ts';
import { alreadyPurged, knownFromLists } from './setMembers.ts';
import { leftAloneWords, type ToldWords, toldWords } from './words.tsx';

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
    <ul className={styles.told} aria-label={leftAloneWords.list}>
      {check.left > 0 && (
        <Line>
          {leftAloneWords.left(
            check.left,
            linkTo(check.left, inCheck(check, 'left'), leftAloneWords.leftTitle),
          )}
        </Line>
      )}
      {data !== undefined && data.users > 0 && (
        <Line>
          {leftAloneWords.purged(
            data.users,
            linkTo(data.users, purged, leftAloneWords.purgedTitle),
          )}
        </Line>
      )}
      {!check.guarded && onLists !== undefined && onLists.users > 0 && (
        <Line>
          {leftAloneWords.listed(
            onLists.users,
            linkTo(onLists.users, listed, leftAloneWords.listedTitle),
          )}
        </Line>
      )}
    </ul>
  );
}

interface Question {
  readonly flags: readonly ReviewFlag[];
  readonly words: ToldWords;
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
    words: toldWords.staff,
    blank: blank('staff_role'),
  },
  {
    flags: ['activity-elsewhere'],
    words: toldWords.elsewhere,
    blank: allOf(blank('loans_elsewhere'), blank('fines_elsewhere')),
  },
  { flags: ['expiry-in-future'], words: toldWords.expiry, blank: blank('expiry_date') },
  { flags: ['contact'], words: toldWords.contact, blank: blank('record_type') },
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
    <ul className={styles.told} aria-label={toldWords.list}>
      {check.guarded && usersIn(check.unapproved) === 0 && (
        <Line sign="known">{toldWords.approved}</Line>
      )}
      {QUESTIONS.map(({ flags, words }, n) => {
        const users = counted[n]!.data!.users;
        if (users > 0)
          return (
            <Line key={words.clear} sign="unknown">
              {words.unknown(users, linkTo(users, asked[n]!, words.unknownTitle))}
            </Line>
          );
        return flags.some((flag) => flagged.has(flag)) ? null : (
          <Line key={words.clear} sign="known">
            {words.clear}
          </Line>
        );
      })}
      {!flagged.has('exclusion-list') && (
        <Line sign={lists ? 'known' : 'unknown'}>
          {lists ? toldWords.notOnLists : toldWords.noList}
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
