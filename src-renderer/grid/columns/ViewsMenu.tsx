/**
 * Named views: which columns, in which order, width, pinned and sorted, kept in the workspace under a name. A view
 * never changes who is shown: that is the filter.
 */
import { Menu, Text } from '@mantine/core';
import { IconCheck, IconDeviceFloppy, IconLayoutColumns, IconTable } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Erasure } from '#shared/contract/shapes/erasures.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { viewsMenuWords } from '../words/columns.ts';
import { BarButton } from './BarButton.tsx';
import { readState, writeState } from './columnMemory.ts';
import type { Api } from './columnVerbs.ts';

interface ViewsMenuProps {
  readonly api: Api | null;
  /** Views are of one grid, because another has other columns and another purpose. */
  readonly grid: string;
  readonly scale: number;
  /** After a view was applied. */
  readonly onApplied: () => void;
}

interface View {
  readonly viewId: number;
  readonly name: string;
  readonly state: string;
  /** The erasure since which it is off. */
  readonly off: Erasure | null;
}

export function ViewsMenu({ api, grid, scale, onApplied }: ViewsMenuProps) {
  const bar = useWriteBar();
  const [naming, setNaming] = useState(false);
  const [opened, setOpened] = useState(false);
  const { data: views = [] } = useQuery(queries.views.list.queryOptions({ input: { grid } }));
  const present = api && opened ? writeState(api.getColumnState(), scale) : '';

  function apply(view: View) {
    const state = readState(view.state, scale);
    if (!api || !state) return;
    // Columns that the view doesn't know stay hidden: the view is what it was.
    api.applyColumnState({ state, applyOrder: true, defaultState: { hide: true, sort: null } });
    onApplied();
  }

  async function save(name: string) {
    if (!api) return;
    const state = writeState(api.getColumnState(), scale);
    const former = views.find((view) => view.name.toLowerCase() === name.toLowerCase());
    await keep(grid, name, state);
    notifyDone(former ? viewsMenuWords.replaced(name) : viewsMenuWords.saved(name), {
      ...(former && {
        undo: () => keep(grid, former.name, former.state).catch(notifyFailure),
      }),
    });
  }

  async function remove({ viewId, name, state }: View) {
    await engine.views.remove({ viewId });
    await askAgain();
    notifyDone(viewsMenuWords.deleted(name), {
      undo: () => keep(grid, name, state).catch(notifyFailure),
    });
  }

  return (
    <>
      <Menu position="bottom-end" width={280} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <BarButton word={viewsMenuWords.views} icon={IconLayoutColumns} />
        </Menu.Target>
        <Menu.Dropdown mah="70vh" style={{ overflow: 'auto' }}>
          {views.length === 0 && (
            <Text size="sm" c="dimmed" px={12} py={8}>
              {viewsMenuWords.none}
            </Text>
          )}
          {views.map((view) => (
            <Menu.Item
              key={view.viewId}
              leftSection={<ViewMark shown={isShown(view, present)} />}
              aria-current={isShown(view, present) || undefined}
              disabled={view.off !== null}
              title={view.off === null ? undefined : viewsMenuWords.off(view.off.requestId)}
              onClick={() => apply(view)}
            >
              {view.off === null ? view.name : viewsMenuWords.offName(view.name)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDeviceFloppy size={16} aria-hidden />}
            onClick={() => setNaming(true)}
            {...bar}
          >
            {viewsMenuWords.save}
          </Menu.Item>
          {views.length > 0 && (
            <>
              <ViewsBelow
                label={viewsMenuWords.replace}
                views={views}
                onChoose={({ name }) => void save(name).catch(notifyFailure)}
              />
              <ViewsBelow
                label={viewsMenuWords.remove}
                views={views}
                onChoose={(view) => void remove(view).catch(notifyFailure)}
              />
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog
        opened={naming}
        onClose={() => setNaming(false)}
        title={viewsMenuWords.dialog.title}
        label={viewsMenuWords.dialog.name}
        button={viewsMenuWords.dialog.button}
        maxLength={100}
        hint={(name) =>
          views.some((view) => view.name.toLowerCase() === name.toLowerCase())
            ? viewsMenuWords.dialog.replaces
            : viewsMenuWords.dialog.keeps
        }
        onSave={save}
      />
    </>
  );
}

async function keep(grid: string, name: string, state: string): Promise<void> {
  await engine.views.save({ grid, name, state });
  await askAgain();
}

/** A view is nothing that users depend on, so the engine need not tell of it. */
function askAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: queries.views.key() });
}

function ViewMark({ shown }: { readonly shown: boolean }) {
  const Icon = shown ? IconCheck : IconTable;
  return <Icon size={16} aria-hidden />;
}

interface ViewsBelowProps {
  readonly label: string;
  readonly views: readonly View[];
  readonly onChoose: (view: View) => void;
}

function ViewsBelow({ label, views, onChoose }: ViewsBelowProps) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item {...useWriteBar()}>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {views.map((view) => (
          <Menu.Item key={view.viewId} onClick={() => onChoose(view)}>
            {view.name}
          </Menu.Item>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

/** The grid looks as the view says, but for columns that came later and are hidden. */
function isShown(view: View, present: string): boolean {
  const seen = (text: string) =>
    JSON.stringify((readState(text) ?? []).filter(({ hide, sort }) => !hide || sort));
  return present !== '' && seen(view.state) === seen(present);
}
