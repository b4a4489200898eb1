/** The group that marks reviewed users, and when a review needs a second signature, which rules suggest. */
import { Anchor, Autocomplete, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  REVIEW_FLAG_TEXTS,
  SUGGESTING_FLAGS,
  type SuggestingFlag,
} from '#shared/domain/reviewFlags.ts';
import { queries } from '../../client/engineClient.ts';
import { RulesOffList, SwitchOffForm } from '../../deciding/RulesOff.tsx';
import { FlagMark } from '../../ui/Marks.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';
import { reviewWords } from './words.tsx';

/** Where somebody asks for it again after Never. */
const SIGN_OFF_ABOVE = 5000;

export function ReviewSection({ form }: { readonly form: SettingsForm }) {
  const { values, edit, save } = form;
  const { data: groups = [] } = useQuery(queries.users.groups.queryOptions());
  return (
    <Section name="review" title={reviewWords.title} about={reviewWords.about}>
      <Autocomplete
        className={styles.short}
        label={
          <Group gap={4} component="span">
            {reviewWords.group}
            <RuleHelp about={reviewWords.groupHelp.about} source={reviewWords.groupHelp.source}>
              {reviewWords.groupHelp.text}
            </RuleHelp>
          </Group>
        }
        aria-label={reviewWords.group}
        data={groups.map(({ name }) => name)}
        value={values.okToPurgeGroup}
        onChange={(okToPurgeGroup) => edit({ okToPurgeGroup })}
        onBlur={() => values.okToPurgeGroup.trim() !== '' && save()}
        error={values.okToPurgeGroup.trim() === '' && reviewWords.groupMissing}
      />
      <SignOffAbove form={form} />
      <Rules rulesOff={values.rulesOff} />
    </Section>
  );
}

/** The suggestions of Apply rules; what protects somebody can't be switched off. */
function Rules({ rulesOff }: Pick<SettingsForm['values'], 'rulesOff'>) {
  const [off, setOff] = useState<SuggestingFlag>();
  const on = SUGGESTING_FLAGS.filter((flag) => rulesOff.every(({ rule }) => rule !== flag));
  return (
    <Stack gap={8} role="group" aria-label={reviewWords.rules}>
      <Text size="sm" fw={500}>
        {reviewWords.rules}
      </Text>
      <Text size="xs" c="dimmed">
        {reviewWords.rulesAbout}
      </Text>
      {on.map((flag) => (
        <Group key={flag} gap={12}>
          <FlagMark flag={flag} />
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-label={reviewWords.switchOffRule(REVIEW_FLAG_TEXTS[flag].label)}
            onClick={() => setOff(flag)}
          >
            {reviewWords.switchOff}
          </Anchor>
        </Group>
      ))}
      {off && <SwitchOffForm key={off} rule={off} onClose={() => setOff(undefined)} />}
      <RulesOffList rulesOff={rulesOff} />
    </Stack>
  );
}

function SignOffAbove({ form: { values, save } }: { readonly form: SettingsForm }) {
  const above = values.signOffAbove;
  return (
    <Stack gap={4}>
      <Group gap={4}>
        <Text size="sm" fw={500} id="sign-off-label">
          {reviewWords.second}
        </Text>
        <RuleHelp about={reviewWords.secondHelp.about} source={reviewWords.secondHelp.source}>
          {reviewWords.secondHelp.text}
        </RuleHelp>
      </Group>
      <Group gap={12}>
        <SegmentedControl
          aria-labelledby="sign-off-label"
          data={[
            { value: 'above', label: reviewWords.above },
            { value: 'never', label: reviewWords.never },
          ]}
          value={above === null ? 'never' : 'above'}
          onChange={(choice) =>
            save({ signOffAbove: choice === 'never' ? null : (above ?? SIGN_OFF_ABOVE) })
          }
        />
        {above !== null && (
          <NumberField
            aria-label={reviewWords.aboveNumber}
            w={120}
            size="xs"
            min={0}
            max={100_000_000}
            allowDecimal={false}
            saved={above}
            onSave={(users) => save({ signOffAbove: users })}
          />
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {above === null ? reviewWords.neverMeaning : reviewWords.aboveMeaning}
      </Text>
    </Stack>
  );
}
