/** Among whom a check asks or draws: those not excluded, or the approved alone. */
import { SegmentedControl } from '@mantine/core';
import { AMONG, type Among } from '#shared/domain/review.ts';
import { amongWords } from '../words/checks.ts';

interface AmongChoiceProps {
  readonly value: Among;
  readonly onChange: (among: Among) => void;
}

export function AmongChoice({ value, onChange }: AmongChoiceProps) {
  return (
    <SegmentedControl
      aria-label={amongWords.label}
      data={[...AMONG].reverse().map((each) => ({ value: each, label: amongWords.among[each] }))}
      value={value}
      onChange={(among) => onChange(among as Among)}
    />
  );
}
