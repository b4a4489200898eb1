/**
 * In a new workspace: settings of an earlier one go on in it. The workspaces that were used last are named, any other
 * can be chosen.
 */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { GrantedFile } from '../../client/desktop.ts';
import { engine } from '../../client/engineClient.ts';
import { chooseWorkspace } from '../../client/workspace.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { useRecentWorkspaces } from '../../ui/recentWorkspaces.ts';
import { workspaceName } from '../../ui/words/recent.ts';
import { said } from '../../ui/workspaceCommands.ts';
import { takeOverWords as words } from './words.tsx';

/** The list of recent workspaces, as short as the one in the menu. */
const MOST = 4;

export function TakeOver() {
  return (
    <Menu position="bottom" width={280}>
      <Menu.Target>
        <Button
          variant="default"
          title={words.hint}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {words.from}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Recent />
        <Menu.Item onClick={() => takeFrom()}>{words.another}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Only while the menu is open. */
function Recent() {
  const others = useRecentWorkspaces().filter(({ isOpen }) => !isOpen);
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Label>{words.recent}</Menu.Label>
      {others.slice(0, MOST).map((file) => (
        <Menu.Item key={file.token} title={file.folder} onClick={() => takeFrom(file)}>
          {workspaceName(file.name)}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

/** Without a file the librarian is asked for one. */
function takeFrom(file?: GrantedFile): Promise<void> {
  return said(async () => {
    const chosen = file ?? (await chooseWorkspace());
    if (chosen) notifyDone(words.done(await engine.settings.takeOver({ file: chosen.token })));
  });
}
