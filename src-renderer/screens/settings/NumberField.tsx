/**
 * A number of the settings: anything can be typed, a number is saved when the field is left or with Enter, and
 * anything else goes back to what was saved.
 */
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import styles from './SettingsScreen.module.css';

interface NumberFieldProps extends Omit<NumberInputProps, 'value' | 'onChange'> {
  readonly saved: number;
  readonly onSave: (value: number) => void;
}

export function NumberField({ saved, onSave, ...rest }: NumberFieldProps) {
  const [typed, setTyped] = useState<number | string>();
  function commit() {
    // Mantine tells what it can't yet take for a number, such as `12.`, as text.
    const value = typeof typed === 'string' && typed.trim() !== '' ? Number(typed) : typed;
    if (typeof value === 'number' && Number.isFinite(value)) onSave(value);
    setTyped(undefined);
  }
  return (
    <NumberInput
      {...rest}
      className={styles.short}
      allowNegative={false}
      value={typed ?? saved}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
