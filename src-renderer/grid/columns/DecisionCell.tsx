/**
 * The decision of a row: its mark, and for staff approved one by one a second one that stays, after a purge too.
 */
import { Tooltip } from '@mantine/core';
import type { ICellRendererParams } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { DecisionMark, Mark } from '../../ui/Marks.tsx';
import { STAFF_CONFIRMED } from '../../ui/meaning.ts';
import styles from './Cells.module.css';
import { stateWord } from './cellText.ts';

export function DecisionCell({ data }: ICellRendererParams<UserRow>) {
  if (!data) return null;
  const mark =
    data.purged || !data.candidate ? (
      <span className={styles.aside}>{stateWord(data)}</span>
    ) : (
      <DecisionMark decision={data.decision} reason={data.decisionReason} />
    );
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
