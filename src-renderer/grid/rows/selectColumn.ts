/** The column of checkboxes, as AG Grid takes it: always first, never moved, sorted or sized. */
import type { ColDef } from 'ag-grid-community';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { selectionWords } from '../words/rows.ts';
import styles from './SelectCells.module.css';
import { SelectCell, SelectHeader } from './SelectCells.tsx';

export const SELECT_COLUMN: ColDef<UserRow> = {
  colId: 'select',
  headerName: selectionWords.heading,
  width: 40,
  minWidth: 40,
  maxWidth: 40,
  pinned: 'left',
  lockPosition: 'left',
  sortable: false,
  resizable: false,
  suppressMovable: true,
  cellClass: styles.selectCell!,
  cellRenderer: SelectCell,
  headerComponent: SelectHeader,
};
