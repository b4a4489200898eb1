/**
 * The institution: what reports say of it at their head, its time zone, Alma's delete user policy there, and the paper
 * that reports are printed on.
 */
import { Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import type { Institution } from '#shared/contract/shapes/settings.ts';
import { DELETE_POLICIES, type DeletePolicy } from '#shared/domain/deletePolicies.ts';
import { PAPERS, type Paper, regionOf, usualPaper } from '#shared/domain/papers.ts';
import { desktop } from '../../client/desktop.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { LogoField } from './LogoField.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import { TimeZoneField } from './TimeZoneField.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { institutionWords } from './words.tsx';

export function InstitutionSection({ form }: { readonly form: SettingsForm }) {
  const { institution } = form.values;
  const save = (change: Partial<Institution>) =>
    form.save({ institution: { ...institution, ...change } });
  return (
    <Section name="institution" title={institutionWords.title} about={institutionWords.about}>
      <TextField form={form} name="name" label={institutionWords.name} />
      <TextField
        form={form}
        name="period"
        label={institutionWords.period}
        placeholder={institutionWords.periodExample}
      />
      <TextField form={form} name="preparedBy" label={institutionWords.preparedBy} />
      <TimeZoneField zone={institution.timeZone} onChange={(timeZone) => save({ timeZone })} />
      <Policy
        policy={institution.deletePolicy}
        onChange={(deletePolicy) => save({ deletePolicy })}
      />
      <PaperChoice paper={institution.paper} onChange={(paper) => save({ paper })} />
      <LogoField />
    </Section>
  );
}

interface TextFieldProps {
  readonly form: SettingsForm;
  readonly name: 'name' | 'period' | 'preparedBy';
  readonly label: string;
  readonly placeholder?: string;
}

function TextField({ form, name, label, placeholder }: TextFieldProps) {
  const { values, edit, save } = form;
  return (
    <TextInput
      className={styles.short}
      label={label}
      placeholder={placeholder}
      value={values.institution[name]}
      maxLength={200}
      onChange={(event) =>
        edit({ institution: { ...values.institution, [name]: event.currentTarget.value } })
      }
      onBlur={() => save()}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  );
}

const NOT_SAID = 'not-said';
const POLICIES = [
  { value: NOT_SAID, label: institutionWords.policyUnknown },
  ...DELETE_POLICIES.map((policy) => ({
    value: String(policy),
    label: institutionWords.policyOf(policy),
  })),
];

interface PolicyProps {
  readonly policy: DeletePolicy | null;
  readonly onChange: (policy: DeletePolicy | null) => void;
}

function Policy({ policy, onChange }: PolicyProps) {
  return (
    <Select
      label={
        <Group gap={4} component="span">
          {institutionWords.policy}
          <RuleHelp
            about={institutionWords.policyHelp.about}
            source={institutionWords.policyHelp.source}
          >
            {institutionWords.policyHelp.text}
          </RuleHelp>
        </Group>
      }
      aria-label={institutionWords.policy}
      description={institutionWords.policyMeaning(policy)}
      inputWrapperOrder={['label', 'input', 'description']}
      styles={{ wrapper: { maxWidth: 320 } }}
      allowDeselect={false}
      data={POLICIES}
      value={policy === null ? NOT_SAID : String(policy)}
      onChange={(chosen) =>
        onChange(DELETE_POLICIES.find((each) => String(each) === chosen) ?? null)
      }
    />
  );
}

interface PaperChoiceProps {
  readonly paper: Paper;
  readonly onChange: (paper: Paper) => void;
}

function PaperChoice({ paper, onChange }: PaperChoiceProps) {
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={500} id="paper-label">
        {institutionWords.paper}
      </Text>
      <SegmentedControl
        aria-labelledby="paper-label"
        aria-describedby="paper-meaning"
        data={[...PAPERS]}
        value={paper}
        onChange={(chosen) => onChange(chosen as Paper)}
      />
      <Text size="xs" c="dimmed" id="paper-meaning">
        {institutionWords.usualPaper(usualPaper(desktop.locales), regionOf(desktop.locales))}
      </Text>
    </Stack>
  );
}
