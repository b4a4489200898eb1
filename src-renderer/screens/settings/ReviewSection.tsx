/**
 * Groups that are never purged, and the group that marks reviewed users. Part of Settings.
 */
import { Autocomplete, Group, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { I_SHARE } from '#shared/domain/jobs.ts';
import { queries } from '../../client/engineClient.ts';
import { countOf } from '../../ui/format.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';

export function ReviewSection({ form }: { readonly form: SettingsForm }) {
  const { values, edit, save } = form;
  const { data: groups = [] } = useQuery(queries.users.groups.queryOptions());
  const names = groups.map(({ name }) => name);
  const users = new Map(groups.map((group) => [group.name, group.users]));
  return (
    <Section title="Review" about="What the rules exclude, and where the reviewed users go.">
      <TagsInput
        label={
          <Group gap={4} component="span">
            Protected groups
            <RuleHelp
              about="protected groups"
              source="CARLI’s “Alma User Purge” for I-Share; the list is yours"
            >
              Users of these groups are flagged, and the review by rule excludes them. Linked users
              of other institutions have the group {I_SHARE}: never purge them. Groups are compared
              without case and outer spaces.
            </RuleHelp>
          </Group>
        }
        aria-label="Protected groups"
        description="Choose groups of this workspace, or type a name and press Enter."
        data={names}
        value={values.protectedGroups}
        // Group names may hold commas.
        splitChars={[]}
        clearable={false}
        onChange={(protectedGroups) => save({ protectedGroups })}
        renderOption={({ option }) => (
          <Group justify="space-between" w="100%">
            {option.value}
            <Text size="xs" c="dimmed">
              {countOf(users.get(option.value) ?? 0, 'user')}
            </Text>
          </Group>
        )}
      />
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
        data={names}
        value={values.okToPurgeGroup}
        onChange={(okToPurgeGroup) => edit({ okToPurgeGroup })}
        onBlur={() => values.okToPurgeGroup.trim() !== '' && save()}
        error={values.okToPurgeGroup.trim() === '' && 'Type the name of a user group.'}
      />
    </Section>
  );
}
