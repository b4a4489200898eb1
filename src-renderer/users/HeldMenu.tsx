/** Everything held about one person: as a PDF, as JSON, on paper. */
import { Button, Menu } from '@mantine/core';
import {
  IconBraces,
  IconChevronDown,
  IconFileTypePdf,
  IconFolderSearch,
  IconPrinter,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Person } from '#shared/domain/person.ts';
import { notifyFailure } from '../ui/notify.tsx';
import { exportHeld, printHeld } from './heldFile.ts';
import { heldWords } from './words.tsx';

interface HeldMenuProps {
  /** Undefined: nobody is chosen. */
  readonly person: Person | undefined;
  /** What has to be done first where nobody is. */
  readonly whyNobody?: string;
  /** Among buttons whose words fold away. */
  readonly inBar?: boolean;
  /** What else is there to do about them. */
  readonly children?: ReactNode;
}

export function HeldMenu({ person, whyNobody, inBar = false, children }: HeldMenuProps) {
  const save = (format: 'pdf' | 'json') => () => {
    if (person) exportHeld(person, format).catch(notifyFailure);
  };
  return (
    <Menu position="bottom-end" width="max-content">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          {...(inBar && { className: 'pd-bar-button', title: heldWords.hint })}
          leftSection={<IconFolderSearch size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          {...(!person && { disabled: true, title: whyNobody })}
        >
          {inBar ? <span className="pd-bar-word">{heldWords.open}</span> : heldWords.open}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileTypePdf size={16} aria-hidden />} onClick={save('pdf')}>
          {heldWords.asPdf}
        </Menu.Item>
        <Menu.Item leftSection={<IconBraces size={16} aria-hidden />} onClick={save('json')}>
          {heldWords.asJson}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => person && printHeld(person)}
        >
          {heldWords.print}
        </Menu.Item>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
