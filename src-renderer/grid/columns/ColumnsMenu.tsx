/**
 * The menu of all columns: which are shown, in which order, pinned where, how wide. What it does is columnVerbs.ts.
 * Every change is seen at once in the grid beside it.
 */
import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, TextInput } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconArrowDown,
  IconArrowUp,
  IconColumns,
  IconPin,
  IconPinFilled,
} from '@tabler/icons-react';
import type { Column } from 'ag-grid-community';
import { type KeyboardEvent, useState } from 'react';
import { announce } from '../../ui/announce.tsx';
import { columnsMenuWords } from '../words/columns.ts';
import { BarButton } from './BarButton.tsx';
import styles from './ColumnsMenu.module.css';
import {
  type Api,
  canHide,
  columnLabel,
  fitAll,
  fitColumn,
  move,
  orderedColumns,
  type Pinned,
  pin,
  pinnedOf,
} from './columnVerbs.ts';

interface ColumnsMenuProps {
  readonly api: Api | null;
  readonly onReset: () => void;
}

export function ColumnsMenu({ api, onReset }: ColumnsMenuProps) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={400}>
      <Popover.Target>
        <BarButton word={columnsMenuWords.columns} icon={IconColumns} />
      </Popover.Target>
      <Popover.Dropdown p={8}>{api && <Columns api={api} onReset={onReset} />}</Popover.Dropdown>
    </Popover>
  );
}

function Columns({ api, onReset }: { readonly api: Api; readonly onReset: () => void }) {
  const [, redraw] = useState(0);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const all = orderedColumns(api);
  const shown = all.filter((column) => columnLabel(column).toLowerCase().includes(wanted));

  function doing(act: () => void) {
    return () => {
      act();
      redraw((turn) => turn + 1);
    };
  }

  return (
    <>
      <TextInput
        data-autofocus
        size="xs"
        mb={8}
        placeholder={columnsMenuWords.find}
        aria-label={columnsMenuWords.find}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={380} type="auto" offsetScrollbars="y">
        <ul className={styles.list}>
          {shown.map((column) => (
            <ColumnRow key={column.getColId()} api={api} column={column} doing={doing} />
          ))}
          {shown.length === 0 && <li className={styles.none}>{columnsMenuWords.none}</li>}
        </ul>
      </ScrollArea.Autosize>
      <Group gap={8} mt={8} grow>
        <Button variant="default" size="compact-sm" onClick={doing(() => fitAll(api))}>
          {columnsMenuWords.fitAll}
        </Button>
        <Button variant="default" size="compact-sm" onClick={doing(onReset)}>
          {columnsMenuWords.reset}
        </Button>
      </Group>
    </>
  );
}

interface ColumnRowProps {
  readonly api: Api;
  readonly column: Column;
  readonly doing: (act: () => void) => () => void;
}

const NEXT_PIN: Readonly<Record<string, Pinned>> = { none: 'left', left: 'right', right: null };

function ColumnRow({ api, column, doing }: ColumnRowProps) {
  const label = columnLabel(column);
  const visible = column.isVisible();
  const pinned = pinnedOf(column) ?? 'none';
  const step = (by: -1 | 1) =>
    doing(() => {
      const { movedUp, movedDown } = columnsMenuWords;
      if (move(api, column, by)) announce(by < 0 ? movedUp(label) : movedDown(label));
    });

  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || !/^Arrow(Up|Down)$/.test(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    step(event.key === 'ArrowUp' ? -1 : 1)();
  }

  const tools = [
    { text: columnsMenuWords.moveUp, icon: IconArrowUp, act: step(-1) },
    { text: columnsMenuWords.moveDown, icon: IconArrowDown, act: step(1) },
    {
      text: columnsMenuWords.pins[pinned],
      on: pinned !== 'none',
      icon: pinned === 'none' ? IconPin : IconPinFilled,
      act: doing(() => pin(api, column, NEXT_PIN[pinned]!)),
    },
    {
      text: columnsMenuWords.fit,
      icon: IconArrowAutofitWidth,
      act: doing(() => fitColumn(api, column)),
    },
  ];

  return (
    <li className={styles.row} onKeyDown={onKeyDown}>
      <Checkbox
        className={styles.label}
        label={label}
        checked={visible}
        disabled={!canHide(column)}
        onChange={(event) => {
          const show = event.currentTarget.checked;
          doing(() => api.setColumnsVisible([column], show))();
        }}
      />
      {tools.map(({ text, on, icon: Icon, act }) => (
        <ActionIcon
          key={text}
          size={24}
          className={styles.tool}
          data-on={(on && visible) || undefined}
          data-side={pinned}
          disabled={!visible}
          aria-label={columnsMenuWords.toolOf(label, text)}
          title={text}
          onClick={act}
        >
          <Icon size={15} aria-hidden />
        </ActionIcon>
      ))}
    </li>
  );
}
