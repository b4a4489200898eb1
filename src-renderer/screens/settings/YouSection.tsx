/** Your name and the currency of amounts. */
import { Select, TextInput } from '@mantine/core';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';

const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });
const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: `${code} – ${currencyNames.of(code)}`,
}));

export function YouSection({ form }: { readonly form: SettingsForm }) {
  const { values, edit, save } = form;
  return (
    <Section title="You" about="Recorded with every decision and job in this workspace.">
      <TextInput
        className={styles.short}
        label="Your name"
        value={values.userName}
        maxLength={200}
        onChange={(event) => edit({ userName: event.currentTarget.value })}
        onBlur={() => save()}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      <Select
        className={styles.short}
        label="Currency"
        description="Of balances and the waive threshold: how they are shown, and how many decimals they have. Nothing is converted."
        data={CURRENCIES}
        value={values.currency}
        searchable
        onChange={(currency) => currency && save({ currency })}
      />
    </Section>
  );
}
