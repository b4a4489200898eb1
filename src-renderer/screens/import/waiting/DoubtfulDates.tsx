/**
 * One line for all files that wait: how many don’t say which day their data is from, and one place to look at these
 * days and put them right. A single file says so on its own card.
 */
import { Button, Text } from '@mantine/core';
import { IconCalendarEvent, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { Notes } from '../Notes.tsx';
import { dataDateWords } from '../words/formatQuestions.tsx';
import { DataDate, DataDateHelp, isDateDoubtful } from './DataDate.tsx';
import styles from './DoubtfulDates.module.css';

export function DoubtfulDates({ checks }: { readonly checks: readonly ImportCheck[] }) {
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const doubtful = checks.filter(isDateDoubtful);
  const files = doubtful.length;

  // The field that had the focus went with its file’s line.
  useEffect(() => {
    if (files > 0 && document.activeElement === document.body) {
      toggle.current?.focus({ preventScroll: true });
    }
  }, [files]);

  if (files === 0) return null;
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <div className={styles.dates}>
      <div className={styles.line}>
        <IconCalendarEvent size={16} stroke={1.75} aria-hidden className={styles.icon} />
        <Text size="sm">{dataDateWords.unsaid(files)}</Text>
        <DataDateHelp />
        <Button
          ref={toggle}
          size="compact-sm"
          variant="subtle"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          rightSection={<Chevron size={14} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {open ? dataDateWords.hide(files) : dataDateWords.check(files)}
        </Button>
      </div>
      {open && (
        <div id={listId}>
          <Notes>
            {doubtful.map((check) => (
              <DataDate key={check.importId} check={check} named />
            ))}
          </Notes>
        </div>
      )}
    </div>
  );
}
