/**
 * What is being exported, in the status bar of every screen: how far it is, what waits behind it, and the way to end
 * it. All of them are listed where the first one is clicked.
 */
import { ActionIcon, Button, Popover, Progress, Stack, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { cancelExport, type RunningExport, useExports } from '../client/exports.ts';
import { formatPercent } from '../ui/format.ts';
import { notifyFailure } from '../ui/notify.tsx';
import { ProgressLine } from '../ui/ProgressLine.tsx';
import { commonWords, progressWords } from '../ui/words/components.tsx';
import { exportWords } from '../ui/words/exports.ts';
import styles from './StatusBar.module.css';

export function RunningExports() {
  const running = useExports((state) => state.running);
  const first = running[0];
  if (!first) return null;
  const { title } = first;
  const label = labelOf(first);
  const fraction = fractionOf(first);
  return (
    <span className={styles.exports}>
      <Popover position="top-start" width={540} shadow="md" withinPortal>
        <Popover.Target>
          <UnstyledButton className={styles.running} aria-haspopup="dialog">
            <span>{label}</span>
            <Amounts running={first} />
            {running.length > 1 && <span>{exportWords.waiting(running.length - 1)}</span>}
            <Progress value={fraction * 100} size={6} w={96} aria-label={label} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="md">
            {running.map((each) => (
              <Line key={each.exportId} running={each} />
            ))}
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        size={22}
        disabled={first.cancelled}
        aria-label={exportWords.cancel(title)}
        title={exportWords.cancel(title)}
        onClick={() => cancel(first)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
      <span className="pd-visually-hidden" role="status">
        {`${label}: ${formatPercent(Math.floor(fraction * 10) * 10)}`}
      </span>
    </span>
  );
}

/** `120,000 of 200,000 rows, 45,000 a second, a few seconds left`: as much of it as there is room for. */
function Amounts({ running: { progress, cancelled, form } }: { readonly running: RunningExport }) {
  if (cancelled) return <span>{exportWords.cancelling}</span>;
  if (!progress) return null;
  const { done, total, rowsPerSecond } = progress;
  if ((form === 'pdf' || form === 'print' || form === 'folder') && done >= total)
    return <span>{exportWords.makingPages}</span>;
  return (
    <span className="pd-figures">
      <span className={styles.amount}>{exportWords.rows(done, total)}</span>
      {rowsPerSecond > 0 && (
        <span className={styles.rate}>
          {exportWords.andSo(
            progressWords.rate(rowsPerSecond),
            progressWords.timeLeft((total - done) / rowsPerSecond),
          )}
        </span>
      )}
    </span>
  );
}

function Line({ running }: { readonly running: RunningExport }) {
  const { title, progress, cancelled } = running;
  return (
    <ProgressLine
      label={progress ? labelOf(running) : exportWords.waits(title)}
      fraction={fractionOf(running)}
      {...(progress && {
        amount: progress.done,
        noun: progressWords.rows,
        perSecond: progress.rowsPerSecond,
      })}
      action={
        <Button
          size="compact-xs"
          variant="default"
          disabled={cancelled}
          aria-label={exportWords.cancel(title)}
          onClick={() => cancel(running)}
        >
          {cancelled ? exportWords.cancelling : commonWords.cancel}
        </Button>
      }
    />
  );
}

function labelOf({ form, title }: RunningExport): string {
  return form === 'print' ? exportWords.printing(title) : exportWords.exporting(title);
}

export function fractionOf({ progress }: RunningExport): number {
  return progress && progress.total > 0 ? progress.done / progress.total : 0;
}

function cancel({ exportId }: RunningExport): void {
  cancelExport(exportId).catch(notifyFailure);
}
