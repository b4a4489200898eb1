/**
 * Asks how users of the grid are to be exported: who, which columns, which kind of file. What was chosen the last time
 * is chosen again, so that the defaults are one click.
 */
import { Button, Checkbox, Group, Modal, Radio, ScrollArea, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { notifyFailure } from '../../ui/notify.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { type Api, columnLabel, IDENTIFIER, orderedColumns } from '../columns/columnVerbs.ts';
import type { ExportedList, GridStore } from '../rows/gridStore.ts';
import { criteriaOfSelection, selectedCount } from '../rows/userSelection.ts';
import { exportUsersWords } from '../words/exporting.ts';
import styles from './ExportDialog.module.css';
import {
  type ColumnChoice,
  type ExportChoices,
  rememberExport,
  rememberedExport,
} from './exportMemory.ts';
import { exportUsers, shownColumns } from './exportUsers.ts';

interface ExportDialogProps {
  readonly grid: GridStore;
  /** Under which the choices are remembered. */
  readonly name: string;
}

export function ExportDialog({ grid, name }: ExportDialogProps) {
  const { exporting, api, asked } = grid();
  const close = () => grid.setState({ exporting: false });
  return (
    <Modal opened={exporting} onClose={close} title={exportUsersWords.title} size={520}>
      {exporting && api && asked.exported && (
        <ExportForm grid={grid} name={name} api={api} list={asked.exported} onClose={close} />
      )}
    </Modal>
  );
}

interface FormProps extends ExportDialogProps {
  readonly api: Api;
  readonly list: ExportedList;
  readonly onClose: () => void;
}

// One form: its fields end up in one request.
function ExportForm({ grid, name, api, list, onClose }: FormProps) {
  const { asked, total } = grid();
  const selection = asked.selection?.getState();
  const selected = selection ? selectedCount(selection, total ?? 0) : 0;
  const [who, setWho] = useState<'all' | 'selected'>(selected > 0 ? 'selected' : 'all');
  const [choices, setChoices] = useState(() => rememberedExport(name));
  const columns = columnsOf(api, choices);
  const among = selection && who === 'selected' && criteriaOfSelection(selection, asked.criteria);
  const users = among ? selected : total;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!users || columns.length === 0) return;
    rememberExport(name, choices);
    onClose();
    const { format } = choices;
    const criteria = among || asked.criteria;
    const wanted = { criteria, selected: Boolean(among), columns, format };
    exportUsers(api, list, wanted).catch(notifyFailure);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap={16}>
        {selected > 0 && (
          <Radio.Group
            label={exportUsersWords.who}
            value={who}
            onChange={(value) => setWho(value as typeof who)}
          >
            <Stack gap={6} mt={6}>
              <Radio value="selected" label={exportUsersWords.selected(selected)} />
              <Radio value="all" label={exportUsersWords.all(total ?? 0)} />
            </Stack>
          </Radio.Group>
        )}
        <Columns api={api} choices={choices} onChange={setChoices} />
        <Radio.Group
          label={exportUsersWords.format}
          value={choices.format}
          onChange={(value) => setChoices({ ...choices, format: value as ExportChoices['format'] })}
        >
          <Stack gap={6} mt={6}>
            {(['xlsx', 'csv'] as const).map((format) => (
              <Radio
                key={format}
                value={format}
                label={exportUsersWords.formats[format].label}
                description={exportUsersWords.formats[format].meaning}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {commonWords.cancel}
          </Button>
          <Button type="submit" data-autofocus disabled={!users || columns.length === 0}>
            {users === undefined ? exportUsersWords.export : exportUsersWords.exportUsers(users)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ColumnsProps {
  readonly api: Api;
  readonly choices: ExportChoices;
  readonly onChange: (choices: ExportChoices) => void;
}

function Columns({ api, choices, onChange }: ColumnsProps) {
  const all = orderedColumns(api);
  const shown = shownColumns(api);
  const { chosenBy } = exportUsersWords;
  const labels: Readonly<Record<ColumnChoice, string>> = {
    shown: chosenBy.shown(shown.length),
    all: chosenBy.all(all.length),
    chosen: chosenBy.chosen,
  };
  const chosen = new Set(choices.chosen ?? shown);

  function choose(id: string, take: boolean) {
    const next = new Set(chosen);
    if (take) next.add(id);
    else next.delete(id);
    onChange({ ...choices, chosen: [...next] });
  }

  return (
    <>
      <Radio.Group
        label={exportUsersWords.columns}
        value={choices.columns}
        onChange={(value) => onChange({ ...choices, columns: value as ColumnChoice })}
      >
        <Group gap={20} mt={6}>
          {(['shown', 'all', 'chosen'] as const).map((choice) => (
            <Radio key={choice} value={choice} label={labels[choice]} />
          ))}
        </Group>
      </Radio.Group>
      {choices.columns === 'chosen' && (
        <ScrollArea.Autosize mah={200} type="auto" className={styles.list} offsetScrollbars="y">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame of its own */}
          <div role="group" aria-label={exportUsersWords.choose} className={styles.columns}>
            {all.map((column) => {
              const id = column.getColId();
              return (
                <Checkbox
                  key={id}
                  size="xs"
                  label={columnLabel(column)}
                  checked={id === IDENTIFIER || chosen.has(id)}
                  disabled={id === IDENTIFIER}
                  onChange={(event) => choose(id, event.currentTarget.checked)}
                />
              );
            })}
          </div>
        </ScrollArea.Autosize>
      )}
    </>
  );
}

/** Whom a row is always stands in it. */
function columnsOf(api: Api, { columns, chosen }: ExportChoices): string[] {
  const shown = shownColumns(api);
  if (columns === 'shown') return shown;
  const all = orderedColumns(api).map((column) => column.getColId());
  if (columns === 'all') return all;
  const taken = new Set([IDENTIFIER, ...(chosen ?? shown)]);
  return all.filter((id) => taken.has(id));
}
