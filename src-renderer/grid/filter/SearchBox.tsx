/**
 * The quick search of a list: typing never waits for an answer. Ctrl+F and / lead here.
 */
import { ActionIcon, CloseButton, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconEqual, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { filterWords } from '../words/filter.ts';
import styles from './FilterStrip.module.css';
import type { UserFilter } from './userFilter.ts';

const AFTER_TYPING_MS = 120;

export function SearchBox({ filter }: { readonly filter: UserFilter }) {
  const search = filter((state) => state.search);
  const exact = filter((state) => state.exact);
  const [typed, setTyped] = useState(search);
  const box = useRef<HTMLInputElement>(null);
  const apply = useDebouncedCallback(
    (value: string) => filter.setState({ search: value }),
    AFTER_TYPING_MS,
  );

  // Cleared from outside, by Clear all or by a screen that sets another filter.
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const find = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f';
      if (!find && !(event.key === '/' && !isTyping(event.target))) return;
      event.preventDefault();
      box.current?.select();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  function change(value: string) {
    setTyped(value);
    apply(value);
  }

  return (
    <TextInput
      ref={box}
      className={styles.search}
      placeholder={filterWords.search}
      aria-label={filterWords.searchHint}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed !== '') change('');
        else if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault();
          focusFirstRow();
        }
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        <>
          {typed !== '' && (
            <CloseButton
              size="sm"
              aria-label={filterWords.clearSearch}
              onClick={() => change('')}
            />
          )}
          <Tooltip label={filterWords.exactHint} multiline w={280}>
            <ActionIcon
              size="sm"
              aria-label={filterWords.exact}
              aria-pressed={exact}
              className={styles.exact}
              onClick={() => filter.setState({ exact: !exact })}
            >
              <IconEqual size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      }
      rightSectionWidth={typed === '' ? 30 : 54}
      spellCheck={false}
    />
  );
}

/** From the search the rows are one key away. AG Grid takes the keyboard with whatever cell has it. */
function focusFirstRow(): void {
  document.querySelector<HTMLElement>('.ag-row[row-index="0"] [role="gridcell"]')?.focus();
}

/** Where a slash is just a slash. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type="checkbox"]), textarea, [role="dialog"]') !== null
  );
}
