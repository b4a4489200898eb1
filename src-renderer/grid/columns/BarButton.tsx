/** A button in the strip above the rows that opens a menu: an icon, with its word in the tip. */
import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';

interface BarButtonProps
  extends ActionIconProps,
    Omit<ComponentPropsWithRef<'button'>, keyof ActionIconProps> {
  readonly word: string;
  readonly icon: TablerIcon;
}

/** What is left of the properties is the menu's, which opens at it. */
export function BarButton({ word, icon: Icon, ...opens }: BarButtonProps) {
  return (
    <Tooltip label={word}>
      <ActionIcon size={28} aria-label={word} {...opens}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
