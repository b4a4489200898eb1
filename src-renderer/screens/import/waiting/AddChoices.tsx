/**
 * What is chosen for adding a file, by what becomes of it: candidates are added to the review or
 * replace it, an exclusion list becomes a set with a name, and a report that counts says something or
 * nothing about those whom it doesn't name. Parts of AddForm.
 */
import { Group, Radio, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { queries } from '../../../client/engineClient.ts';
import { countOf } from '../../../ui/format.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { type Absent, type AddMode, remember, useFileMemory } from '../importMemory.ts';
import { baseName, kindWords } from '../kinds.ts';
import { decisionsThatEnd } from '../rows/comparisonLines.ts';

interface ChoiceProps {
  readonly check: ImportCheck;
}

/** Only where there is a review to add to. */
export function ModeChoice({ check, candidates }: ChoiceProps & { readonly candidates: number }) {
  const { mode } = useFileMemory(check.importId);
  return (
    <Radio.Group
      aria-label="How the candidates are added"
      value={mode}
      onChange={(value) => remember(check.importId, { mode: value as AddMode })}
    >
      <Stack gap={8}>
        <Radio
          value="add"
          label={`Add to the ${countOf(candidates, 'candidate')} of the review`}
          description={`Those who are in both take their dates, group and role from this file; ${decisionsStay(check)}.`}
        />
        <Radio
          value="replace"
          label="Replace the review"
          description="Candidates who aren’t in this file leave the review. Their decisions are kept and count again when a later file has them."
        />
      </Stack>
    </Radio.Group>
  );
}

/** Only what is true. */
function decisionsStay(check: ImportCheck): string {
  if (!check.diff) return 'decisions about users who don’t return stay';
  const ends = decisionsThatEnd(check);
  if (ends === 0) return 'decisions stay';
  return `decisions stay, but for those about the ${countOf(ends, 'user')} above`;
}

export function SetName({ check }: ChoiceProps) {
  const memory = useFileMemory(check.importId);
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  const name = memory.setName ?? baseName(check.fileName);
  const taken = sets.some((each) => foldText(each.name) === foldText(name.trim()));
  return (
    <TextInput
      label="Name of the set"
      value={name}
      maxLength={255}
      error={name.trim() === '' && 'Give the set a name.'}
      description={taken && 'There is already a set of this name; this one gets a number after it.'}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => remember(check.importId, { setName: event.currentTarget.value })}
    />
  );
}

export function AbsentChoice({ check }: ChoiceProps) {
  const { absent } = useFileMemory(check.importId);
  const { told } = kindWords(check.kind);
  return (
    <Radio.Group
      label={
        <Group gap={4} component="span">
          Users who aren’t in this file
          <RuleHelp about="users who aren’t in this file">
            What no report says is unknown, never zero. Only a report that covers everybody says of
            those whom it leaves out that they have no {told}.
          </RuleHelp>
        </Group>
      }
      aria-label="Users who aren’t in this file"
      value={absent}
      onChange={(value) => remember(check.importId, { absent: value as Absent })}
    >
      <Group gap="4px 20px" mt={4}>
        <Radio size="xs" value="unknown" label="Stay as they are" />
        <Radio size="xs" value="none" label={`Have no ${told}: the report covers everybody`} />
      </Group>
    </Radio.Group>
  );
}
