/** The menu: every command can be reached, no shortcut does two things, nothing without a workspace needs one. */
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { MENU_COMMANDS } from '#shared/contract/desktopContract.ts';
import { type MenuOptions, menuTemplate } from '../../src-main/app/appMenu.ts';

vi.mock('electron', () => ({}));

const options = (changed: Partial<MenuOptions> = {}): MenuOptions => ({
  workspaceOpen: true,
  writable: true,
  recent: [],
  devTools: false,
  about: vi.fn(),
  send: vi.fn(),
  forgetRecent: vi.fn(),
  zoom: vi.fn(),
  ...changed,
});

const within = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? within(item.submenu) : [])]);
const itemsOf = (changed?: Partial<MenuOptions>) => within(menuTemplate(options(changed)));
/** Menu, item and window are Electron's business: no item here looks at them. */
const click = (item: MenuItemConstructorOptions | undefined) =>
  (item?.click as (() => void) | undefined)?.();

describe('the menu', () => {
  test('has each command of the page once, and sends it', () => {
    const send = vi.fn();
    const items = itemsOf({ send }).filter(({ id }) =>
      (MENU_COMMANDS as readonly (string | undefined)[]).includes(id),
    );
    expect(items.map(({ id }) => id).sort()).toEqual([...MENU_COMMANDS].sort());
    for (const item of items) {
      click(item);
      expect(send).toHaveBeenLastCalledWith(item.id);
    }
  });

  test('has no shortcut twice', () => {
    const shortcuts = itemsOf()
      .flatMap(({ accelerator }) => accelerator ?? [])
      .map((each) => String(each).replace(/^(CmdOrCtrl|Cmd|Ctrl)\b/, 'Ctrl'));
    expect(shortcuts.filter((each, n) => shortcuts.indexOf(each) !== n)).toEqual([]);
    expect(shortcuts.length).toBeGreaterThan(15);
  });

  test('without a workspace offers nothing that needs one', () => {
    const off = (workspaceOpen: boolean) =>
      itemsOf({ workspaceOpen, writable: workspaceOpen, recent: [{ name: 'a', open: vi.fn() }] })
        .filter(({ enabled }) => enabled === false)
        .map(({ id }) => id);
    expect(off(true)).toEqual([]);
    expect(off(false)).toEqual([
      'import.choose',
      'export.pdf',
      'print',
      'workspace.saveCopy',
      'workspace.snapshots',
      'workspace.close',
      'workspace.erase',
      'edit.undo',
      'edit.redo',
    ]);
  });

  test('lists the recent workspaces in their order, opens them, and forgets them', () => {
    const forgetRecent = vi.fn();
    const opened: string[] = [];
    const recent = ['B', 'A'].map((name) => ({ name, open: () => opened.push(name) }));
    const items = itemsOf({ recent, forgetRecent });
    const labels = items.map(({ label }) => label);
    expect(labels.indexOf('B')).toBe(labels.indexOf('A') - 1);
    for (const name of ['A', 'B']) click(items.find(({ label }) => label === name));
    expect(opened).toEqual(['A', 'B']);
    click(items.find(({ id }) => id === 'recent.forget'));
    expect(forgetRecent).toHaveBeenCalledOnce();
    expect(itemsOf().find(({ id }) => id === 'recent')?.enabled).toBe(false);
  });

  test('zooms, with both ways of typing a plus', () => {
    const zoom = vi.fn();
    const items = itemsOf({ zoom }).filter(({ accelerator }) =>
      /\+(Plus|=|-|0)$/.test(String(accelerator)),
    );
    for (const item of items) click(item);
    expect(zoom.mock.calls.flat()).toEqual(['in', 'in', 'out', 'reset']);
  });

  test('has developer tools only where they are wanted', () => {
    const roles = (devTools: boolean) => itemsOf({ devTools }).map(({ role }) => role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });
});
