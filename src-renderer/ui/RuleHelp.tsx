/**
 * The question mark beside a rule: what it says, where it comes from, where the sources disagree.
 */
import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { ruleHelpWords } from './words/components.tsx';

interface RuleHelpProps {
  /** What is explained, for the accessible name: `the day bound`. */
  readonly about: string;
  readonly children: ReactNode;
  /** Where the rule comes from. */
  readonly source?: ReactNode;
}

function pressByKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  event.currentTarget.click();
}

export function RuleHelp({ about, children, source }: RuleHelpProps) {
  return (
    <Popover width={340} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        {/* No button to the browser: a rule is explained also where what stands beside it is out of use. */}
        <ActionIcon
          component="span"
          role="button"
          tabIndex={0}
          size="sm"
          radius="xl"
          // Within a sentence: at the height of its words.
          style={{ verticalAlign: 'middle' }}
          aria-label={ruleHelpWords.explain(about)}
          onKeyDown={pressByKey}
        >
          <IconHelpCircle size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown tabIndex={-1}>
        <Text size="sm" component="div">
          {children}
        </Text>
        {source && (
          <Text size="xs" c="dimmed" mt={8} component="div">
            {ruleHelpWords.source(source)}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
