/**
 * The decision of a row: its mark, and for staff approved one by one a second one that stays. Used by
 * userColumns.tsx.
 */
import { Tooltip } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import type { ICellRendererParams } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes.ts';
import { DecisionMark, Mark } from '../ui/Marks.tsx';
import type { Meaning } from '../ui/meaning.ts';
import { decisionText } from './cellText.ts';
import { MARK_TEXTS } from './partText.ts';
import styles from './UserGrid.module.css';

const CONFIRMED: Meaning = {
  tone: 'staff',
  icon: IconId,
  word: MARK_TEXTS['staff-confirmed'].label,
  short: 'Staff',
};

export function DecisionCell({ data }: ICellRendererParams<UserRow>) {
  if (!data) return null;
  if (data.purged || !data.candidate) {
    return <span className={styles.aside}>{decisionText(data)}</span>;
  }
  const mark = <DecisionMark decision={data.decision} reason={data.decisionReason} />;
  if (!data.staffConfirmed) return mark;
  return (
    <span className={styles.decision}>
      {mark}
      <Tooltip label={`${CONFIRMED.word}. ${MARK_TEXTS['staff-confirmed'].meaning}`}>
        <span>
          <Mark meaning={CONFIRMED} short />
        </span>
      </Tooltip>
    </span>
  );
}
