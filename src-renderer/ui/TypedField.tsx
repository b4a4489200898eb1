/**
 * A field for what must be typed letter by letter: what is pasted, dropped or filled in is refused, and said so.
 * Proves nothing by itself: the engine compares.
 */
import { TextInput, type TextInputProps } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { announce } from './announce.tsx';
import { typedWords } from './words/components.tsx';

interface TypedFieldProps extends Omit<TextInputProps, 'onChange' | 'value' | 'label' | 'error'> {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

/** Everything that puts more than a key's letter into a field, whichever way it was asked for. */
const NOT_TYPED = /^insert(?:From|Replacement|Link|Transpose)/;

export function TypedField({ value, onChange, ...rest }: TypedFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState(false);

  useEffect(() => {
    const input = field.current;
    // React's own event of this name is another one.
    function beforeInput(event: InputEvent) {
      if (NOT_TYPED.test(event.inputType)) refuse(event);
    }
    function refuse(event: Event) {
      event.preventDefault();
      setRefused(true);
      announce(typedWords.noPasting);
    }
    input?.addEventListener('beforeinput', beforeInput);
    input?.addEventListener('paste', refuse);
    input?.addEventListener('drop', refuse);
    return () => {
      input?.removeEventListener('beforeinput', beforeInput);
      input?.removeEventListener('paste', refuse);
      input?.removeEventListener('drop', refuse);
    };
  }, []);

  return (
    <TextInput
      {...rest}
      ref={field}
      value={value}
      onChange={(event) => {
        setRefused(false);
        onChange(event.currentTarget.value);
      }}
      error={refused && typedWords.noPasting}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
