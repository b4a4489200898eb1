/**
 * Rules of the review by rule that a librarian has switched off for good, with the reason, which every report prints.
 * Switched in Apply rules and in Settings; only what suggests can be, never what protects.
 */
import { Anchor, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import {
  REVIEW_FLAG_TEXTS,
  type ReviewFlag,
  SUGGESTING_FLAGS,
  type SuggestingFlag,
} from '#shared/domain/reviewFlags.ts';
import { engine, queries, queryClient } from '../client/engineClient.ts';
import { announce } from '../ui/announce.tsx';
import { FlagMark } from '../ui/Marks.tsx';
import { notifyFailure } from '../ui/notify.tsx';
import { Writing } from '../ui/Writing.tsx';
import styles from './FlaggedNote.module.css';
import { rulesOffWords } from './words/rules.tsx';

type RulesOff = Settings['rulesOff'];

export function isSuggesting(flag: ReviewFlag): flag is SuggestingFlag {
  return SUGGESTING_FLAGS.some((each) => each === flag);
}

async function save(change: (rulesOff: RulesOff) => RulesOff, done: string): Promise<void> {
  try {
    const known = queryClient.getQueryData(queries.settings.get.queryKey());
    if (!known) return;
    const saved = await engine.settings.save({ ...known, rulesOff: change(known.rulesOff) });
    queryClient.setQueryData(queries.settings.get.queryKey(), saved);
    // The list beside says it to the eye; a passing message would cover what is to be pressed next.
    announce(done);
  } catch (error) {
    notifyFailure(error);
  }
}

function switchOff(rule: SuggestingFlag, reason: string): Promise<void> {
  return save(
    (rulesOff) => [...rulesOff.filter((each) => each.rule !== rule), { rule, reason }],
    rulesOffWords.switchedOff(REVIEW_FLAG_TEXTS[rule].label),
  );
}

function switchOn(rule: SuggestingFlag): Promise<void> {
  return save(
    (rulesOff) => rulesOff.filter((each) => each.rule !== rule),
    rulesOffWords.switchedOn(REVIEW_FLAG_TEXTS[rule].label),
  );
}

interface SwitchOffFormProps {
  readonly rule: SuggestingFlag;
  readonly onClose: () => void;
}

/** Asks for the reason, without which no rule goes. */
export function SwitchOffForm({ rule, onClose }: SwitchOffFormProps) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  async function apply() {
    setBusy(true);
    await switchOff(rule, reason.trim());
    setBusy(false);
    onClose();
  }
  return (
    <Writing>
      <Stack gap={8} className={styles.note}>
        <Textarea
          label={rulesOffWords.why(REVIEW_FLAG_TEXTS[rule].label)}
          description={rulesOffWords.meaning}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8}>
          <Button size="compact-sm" variant="default" onClick={onClose}>
            {rulesOffWords.keep}
          </Button>
          <Button
            size="compact-sm"
            loading={busy}
            disabled={reason.trim() === ''}
            onClick={() => void apply()}
          >
            {rulesOffWords.switchOff}
          </Button>
        </Group>
      </Stack>
    </Writing>
  );
}

/** Nothing where every rule is on. */
export function RulesOffList({ rulesOff }: { readonly rulesOff: RulesOff }) {
  if (rulesOff.length === 0) return null;
  return (
    <section aria-label={rulesOffWords.label} className={styles.note}>
      <Text size="sm" fw={500}>
        {rulesOffWords.title}
      </Text>
      <Writing>
        <ul className={styles.among}>
          {rulesOff.map(({ rule, reason }) => (
            <li key={rule}>
              <FlagMark flag={rule} />
              <Anchor
                component="button"
                type="button"
                inherit
                aria-label={rulesOffWords.switchOnRule(REVIEW_FLAG_TEXTS[rule].label)}
                onClick={() => void switchOn(rule)}
              >
                {rulesOffWords.switchOn}
              </Anchor>
              <span>{reason}</span>
            </li>
          ))}
        </ul>
      </Writing>
    </section>
  );
}
