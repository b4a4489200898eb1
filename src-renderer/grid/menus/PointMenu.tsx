/** A menu at a point of the window, as a right click opens it. */
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

interface PointMenuProps {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function PointMenu({ label, x, y, onClose, children }: PointMenuProps) {
  return (
    <Menu
      // Another point is another menu, or it would stay where it was.
      key={`${x} ${y}`}
      opened
      onChange={(opened) => !opened && onClose()}
      position="bottom-start"
      offset={2}
      width={260}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      // Not by a key: the one that opened it is still on its way.
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <div aria-hidden style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label} onContextMenu={(event) => event.preventDefault()}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
