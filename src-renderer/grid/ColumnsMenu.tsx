/**
 * The menu that shows and hides columns. Used by UserGrid alone.
 */
import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import type { Column, GridApi } from 'ag-grid-community';
import { useState } from 'react';
import type { UserRow } from '#shared/contract/shapes.ts';

interface ColumnsMenuProps {
  readonly api: GridApi<UserRow> | null;
  readonly onReset: () => void;
}

export function ColumnsMenu({ api, onReset }: ColumnsMenuProps) {
  const [, redraw] = useState(0);
  const columns = (api?.getColumns() ?? []).filter((each) => each.getColId() !== 'select');
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconColumns size={16} aria-hidden />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <ScrollArea.Autosize mah={380} type="auto">
          <Stack gap={8} p={4}>
            {columns.map((column) => (
              <Checkbox
                key={column.getColId()}
                label={labelOf(column)}
                checked={column.isVisible()}
                // The identifier tells which user a row is: it stays.
                disabled={column.getColId() === 'primary_identifier'}
                onChange={(event) => {
                  api?.setColumnsVisible([column], event.currentTarget.checked);
                  redraw((turn) => turn + 1);
                }}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Button
          variant="subtle"
          size="compact-sm"
          fullWidth
          mt={8}
          onClick={() => {
            onReset();
            redraw((turn) => turn + 1);
          }}
        >
          Reset columns
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The whole label; the heading may hold a short one. */
function labelOf(column: Column): string {
  const { headerTooltip, headerName = '' } = column.getColDef();
  return typeof headerTooltip === 'string' ? headerTooltip : headerName;
}
