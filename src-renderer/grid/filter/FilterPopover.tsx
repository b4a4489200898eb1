/** A button of the filter bar that opens controls below it. */
import { Badge, Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format.ts';
import pickStyles from '../../ui/PickList.module.css';
import { pickListWords } from '../../ui/words/components.tsx';

interface FilterPopoverProps {
  readonly label: string;
  /** Parts that are active in it. */
  readonly active: number;
  readonly width?: number;
  readonly children: ReactNode;
}

export function FilterPopover({ label, active, width = 340, children }: FilterPopoverProps) {
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={width}>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          className={pickStyles.button}
          data-active={active > 0 || undefined}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {label}
          {active > 0 && (
            <>
              {' '}
              <Badge size="sm" ml={6} circle={active < 10}>
                {formatCount(active)}
              </Badge>
              <span className="pd-visually-hidden"> {pickListWords.chosen}</span>
            </>
          )}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>{children}</Popover.Dropdown>
    </Popover>
  );
}
