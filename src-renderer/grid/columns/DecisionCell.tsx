/**
 * The decision of a row: its mark, and for staff approved one by one a second one that stays, after a purge too.
 */
import { Tooltip } from '@mantine/core';
import type { ICellRendererParams } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { STATE_TEXTS, stateOf } from '#shared/documents/userList/cellTexts.ts';
import { isCandidate } from '#shared/domain/review.ts';
import { DecisionMark, Mark } from '../../ui/Marks.tsx';
import { OUTCOME_MEANINGS, STAFF_CONFIRMED } from '../../ui/meaning.ts';
import styles from './Cells.module.css';

export function DecisionCell({ data }: ICellRendererParams<UserRow>) {
  if (!data) return null;
  const mark = <State user={data} />;
  if (!data.staffConfirmed) return mark;
  return (
    <span className={styles.decision}>
      {mark}
      <Tooltip label={`${STAFF_CONFIRMED.word}. ${STAFF_CONFIRMED.meaning}`}>
        <span>
          <Mark meaning={STAFF_CONFIRMED} short />
        </span>
      </Tooltip>
    </span>
  );
}

function State({ user }: { readonly user: UserRow }) {
  const state = stateOf(user);
  if (isCandidate(user))
    return <DecisionMark decision={user.decision} reason={user.decisionReason} />;
  if (state === 'purged') return <Mark meaning={OUTCOME_MEANINGS.purged} />;
  return <span className={styles.aside}>{STATE_TEXTS[state]}</span>;
}
