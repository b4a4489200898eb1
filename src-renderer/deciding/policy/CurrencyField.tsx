/** The currency of balances and of the waive threshold. */
import { Select } from '@mantine/core';
import { currencyWords as words } from '../words/policy.tsx';
import styles from './policy.module.css';

const CURRENCIES = Intl.supportedValuesOf('currency').map((code) => ({
  value: code,
  label: words.name(code),
}));

interface CurrencyFieldProps {
  readonly currency: string;
  readonly onChange: (currency: string) => void;
}

export function CurrencyField({ currency, onChange }: CurrencyFieldProps) {
  return (
    <Select
      className={styles.short}
      label={words.label}
      description={words.meaning}
      data={CURRENCIES}
      value={currency}
      searchable
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  );
}
