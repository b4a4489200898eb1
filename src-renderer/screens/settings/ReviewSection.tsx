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

/** Where somebody asks for it again after Never. */
const SIGN_OFF_ABOVE = 5000;

export function ReviewSection({ form }: { readonly form: SettingsForm }) {
  const { values, edit, save } = form;
  const { data: groups = [] } = useQuery(queries.users.groups.queryOptions());
  return (
    <Section title="Review" about="Where the reviewed users go, and when two people sign.">
      <Autocomplete
        className={styles.short}
        label={
          <Group gap={4} component="span">
            Group for reviewed users
            <RuleHelp
              about="the group for reviewed users"
              source="CARLI’s steps for the purge; Update/Notify Users in Alma"
            >
              Update/Notify Users moves the reviewed set into this user group, and Purge User
              Records takes only users of this group. The name must be the same as in Alma. Changing
              a user’s group erases the original group from later statistics.
            </RuleHelp>
          </Group>
        }
        aria-label="Group for reviewed users"
        data={groups.map(({ name }) => name)}
        value={values.okToPurgeGroup}
        onChange={(okToPurgeGroup) => edit({ okToPurgeGroup })}
        onBlur={() => values.okToPurgeGroup.trim() !== '' && save()}
        error={values.okToPurgeGroup.trim() === '' && 'Type the name of a user group.'}
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
    <Stack gap={8} role="group" aria-label="Suggestions by rule">
      <Text size="sm" fw={500}>
        Suggestions by rule
      </Text>
      <Text size="xs" c="dimmed">
        Apply rules suggests to exclude users with these flags. Switch one off only with a reason.
      </Text>
      {on.map((flag) => (
        <Group key={flag} gap={12}>
          <FlagMark flag={flag} />
          <Anchor
            component="button"
            type="button"
            size="sm"
            aria-label={`Switch off: ${REVIEW_FLAG_TEXTS[flag].label}`}
            onClick={() => setOff(flag)}
          >
            Switch off
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
          Second signature
        </Text>
        <RuleHelp about="the second signature" source="this program’s caution">
          Two different people sign the review before a purge of more approved users than this.
          Staff approved one by one need both signatures in a purge of any size, also with Never.
        </RuleHelp>
      </Group>
      <Group gap={12}>
        <SegmentedControl
          aria-labelledby="sign-off-label"
          data={[
            { value: 'above', label: 'Above a number' },
            { value: 'never', label: 'Never for size' },
          ]}
          value={above === null ? 'never' : 'above'}
          onChange={(choice) =>
            save({ signOffAbove: choice === 'never' ? null : (above ?? SIGN_OFF_ABOVE) })
          }
        />
        {above !== null && (
          <NumberField
            aria-label="Second signature above this many approved users"
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
        {above === null
          ? 'A purge of any size needs no signature, unless staff was approved one by one.'
          : 'A purge of more approved users than this needs the signatures of two people.'}
      </Text>
    </Stack>
  );
}
