/**
 * The application menu. main.ts sets it anew when a workspace opens or closes and when the recent
 * ones change. Commands go to the page as events, which does the work; the menu itself must never
 * change data. The id of an item is its command.
 */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/contract/desktopContract.ts';

export interface RecentItem {
  readonly name: string;
  readonly open: () => void;
}

export interface MenuOptions {
  readonly workspaceOpen: boolean;
  /** Not open for reading only. */
  readonly writable: boolean;
  readonly recent: readonly RecentItem[];
  readonly devTools: boolean;
  readonly about: () => void;
  readonly send: (command: MenuCommand) => void;
  readonly forgetRecent: () => void;
  readonly zoom: (step: 'in' | 'out' | 'reset') => void;
}

type Item = MenuItemConstructorOptions;
const SEPARATOR: Item = { type: 'separator' };
const IS_MAC = process.platform === 'darwin';

/** With their keys: one that came later has none, so that those of the others stay, and Ctrl+0 is the text size. */
const SCREENS: readonly (readonly [MenuCommand, label: string, key?: number])[] = [
  ['go.overview', 'Overview', 1],
  ['go.import', 'Import', 2],
  ['go.review', 'Review', 3],
  ['go.sets', 'Sets', 4],
  ['go.jobs', 'Jobs', 5],
  ['go.reports', 'Reports', 6],
  ['go.users', 'Users', 7],
  ['go.cleanup', 'User cleanup'],
  ['go.inbox', 'Inbox', 8],
  ['go.settings', 'Settings', 9],
];

type Command = (id: MenuCommand, label: string, accelerator?: string, enabled?: boolean) => Item;

function fileMenu(command: Command, options: MenuOptions): Item {
  const { workspaceOpen, writable, recent } = options;
  const recentItems: Item[] = recent.map(({ name, open }) => ({ label: name, click: open }));
  return {
    label: '&File',
    submenu: [
      command('workspace.new', '&New workspace…', 'CmdOrCtrl+N'),
      command('workspace.open', '&Open workspace…', 'CmdOrCtrl+O'),
      command('workspace.openReadOnly', 'Open for &reading only…'),
      {
        id: 'recent',
        label: 'Open re&cent',
        enabled: recent.length > 0,
        submenu: [
          ...recentItems,
          SEPARATOR,
          { id: 'recent.forget', label: 'Clear list', click: options.forgetRecent },
        ],
      },
      SEPARATOR,
      command('import.choose', '&Import files…', 'CmdOrCtrl+I', writable),
      SEPARATOR,
      command('export.pdf', '&Export as PDF…', 'CmdOrCtrl+Shift+E', workspaceOpen),
      command('print', '&Print…', 'CmdOrCtrl+P', workspaceOpen),
      SEPARATOR,
      command('workspace.saveCopy', '&Save a copy…', 'CmdOrCtrl+Shift+S', workspaceOpen),
      command('workspace.snapshots', 'Res&tore a snapshot…', undefined, workspaceOpen),
      command('workspace.close', '&Close workspace', 'CmdOrCtrl+W', workspaceOpen),
      command('workspace.erase', '&Erase workspace…', undefined, writable),
      ...(IS_MAC ? [] : [SEPARATOR, { role: 'quit', label: '&Quit' } as Item]),
    ],
  };
}

/**
 * Undo and Redo are those of the review. In a text field the field's own come first: the menu's
 * shortcut only acts on keys that the page left alone.
 */
function editMenu(command: Command, { writable }: MenuOptions): Item {
  return {
    label: '&Edit',
    submenu: [
      command('edit.undo', '&Undo', 'CmdOrCtrl+Z', writable),
      command('edit.redo', '&Redo', IS_MAC ? 'Cmd+Shift+Z' : 'Ctrl+Y', writable),
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      SEPARATOR,
      { role: 'selectAll' },
    ],
  };
}

function viewMenu(command: Command, { zoom, devTools }: MenuOptions): Item {
  return {
    label: '&View',
    submenu: [
      ...SCREENS.map(([id, label, key]) =>
        command(id, label, key === undefined ? key : `CmdOrCtrl+${key}`),
      ),
      SEPARATOR,
      command('view.back', '&Back', IS_MAC ? 'Cmd+[' : 'Alt+Left'),
      command('view.search', '&Find…', 'CmdOrCtrl+K'),
      SEPARATOR,
      { id: 'zoom.in', label: 'Zoom in', accelerator: 'CmdOrCtrl+Plus', click: () => zoom('in') },
      // The plus sign without Shift, as people press it.
      {
        label: 'Zoom in',
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => zoom('in'),
      },
      { id: 'zoom.out', label: 'Zoom out', accelerator: 'CmdOrCtrl+-', click: () => zoom('out') },
      {
        id: 'zoom.reset',
        label: 'Actual size',
        accelerator: 'CmdOrCtrl+0',
        click: () => zoom('reset'),
      },
      SEPARATOR,
      { role: 'togglefullscreen' },
      ...(devTools ? [{ role: 'toggleDevTools' } as Item] : []),
    ],
  };
}

function helpMenu(command: Command, { about }: MenuOptions): Item {
  return {
    label: '&Help',
    role: 'help',
    submenu: [
      command('view.shortcuts', '&Keyboard shortcuts', 'F1'),
      ...(IS_MAC ? [] : [{ id: 'about', label: '&About Purge Desk', click: about }]),
    ],
  };
}

/** The menu as data. */
export function menuTemplate(options: MenuOptions): Item[] {
  const command: Command = (id, label, accelerator, enabled = true) => ({
    id,
    label,
    accelerator,
    enabled,
    click: () => options.send(id),
  });
  return [
    ...(IS_MAC ? [{ role: 'appMenu' } as Item] : []),
    fileMenu(command, options),
    editMenu(command, options),
    viewMenu(command, options),
    ...(IS_MAC ? [{ role: 'windowMenu' } as Item] : []),
    helpMenu(command, options),
  ];
}

export function setAppMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}
