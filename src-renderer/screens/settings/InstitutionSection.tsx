/**
 * The institution: what reports say of it at their head, its time zone, Alma's delete user policy and Esploro there, and
 * the paper that reports are printed on.
 */
import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import type { Institution } from '#shared/contract/shapes/settings.ts';
import { PAPERS, type Paper, regionOf, usualPaper } from '#shared/domain/papers.ts';
import { desktop } from '../../client/desktop.ts';
import { DeletePolicyField } from '../../deciding/policy/DeletePolicyField.tsx';
import { EsploroChoice } from '../../deciding/policy/EsploroChoice.tsx';
import { PolicyAskedNote } from '../../deciding/policy/PolicyAskedNote.tsx';
import { TimeZoneField } from '../../deciding/policy/TimeZoneField.tsx';
import { LogoField } from './LogoField.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
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
      <DeletePolicyField
        policy={institution.deletePolicy}
        onChange={(deletePolicy) => save({ deletePolicy })}
      />
      <EsploroChoice value={form.values.esploro} onChange={(esploro) => form.save({ esploro })} />
      <PolicyAskedNote />
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
