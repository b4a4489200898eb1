/**
 * The menu of the open workspace: what can be done with it, and the others that were used before. The same commands
 * are in the application's menu.
 */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useSettlingBar } from '../client/writing.ts';
import { ProductMark } from '../ui/ProductMark.tsx';
import { useRecentWorkspaces } from '../ui/recentWorkspaces.ts';
import { InstantText } from '../ui/Values.tsx';
import { summaryText, workspaceName } from '../ui/words/recent.ts';
import { openFile } from '../ui/workspaceCommands.ts';
import side from './LeftNavigation.module.css';
import { commands } from './menuCommands.ts';
import styles from './WorkspaceMenu.module.css';
import { navigationWords as words } from './words.tsx';

export function WorkspaceMenu({ name }: { readonly name: string }) {
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <UnstyledButton className={side.workspace} aria-label={words.workspace(name)}>
          <ProductMark />
          <span className={side.name} title={name}>
            {name}
          </span>
          <IconChevronDown size={14} aria-hidden className={side.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={commands['workspace.new']}>{words.newWorkspace}</Menu.Item>
        <Menu.Item onClick={commands['workspace.open']}>{words.open}</Menu.Item>
        <Menu.Item onClick={commands['workspace.saveCopy']}>{words.saveCopy}</Menu.Item>
        <Menu.Item onClick={commands['workspace.snapshots']}>{words.snapshots}</Menu.Item>
        <Menu.Item onClick={commands['workspace.close']}>{words.close}</Menu.Item>
        <Recent />
        <Menu.Divider />
        <Menu.Item
          color="var(--pd-purge)"
          onClick={commands['workspace.erase']}
          {...useSettlingBar()}
        >
          {words.erase}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** So many fit beside the commands in the smallest window. */
const MOST = 4;

/** Only while the menu is open. */
function Recent() {
  const others = useRecentWorkspaces().filter(({ isOpen }) => !isOpen);
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{words.recent}</Menu.Label>
      {others.slice(0, MOST).map((file) => (
        <Menu.Item key={file.token} title={file.folder} onClick={() => openFile(file)}>
          <span className={styles.recent}>{workspaceName(file.name)}</span>
          <span className={styles.known}>
            <InstantText instant={file.usedAt} dayOnly />
            {file.summary && words.behindDate(summaryText(file.summary))}
          </span>
        </Menu.Item>
      ))}
    </>
  );
}
