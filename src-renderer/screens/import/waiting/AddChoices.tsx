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
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { type Absent, type AddMode, remember, useFileMemory } from '../importMemory.ts';
import { baseName, kindWords } from '../kinds.ts';
import { decisionsThatEnd } from '../rows/comparisonLines.ts';
import { absentWords, modeWords, setNameWords } from '../words/adding.ts';

interface ChoiceProps {
  readonly check: ImportCheck;
}

/** Only where there is a review to add to. */
export function ModeChoice({ check, candidates }: ChoiceProps & { readonly candidates: number }) {
  const { mode } = useFileMemory(check.importId);
  return (
    <Radio.Group
      aria-label={modeWords.choice}
      value={mode}
      onChange={(value) => remember(check.importId, { mode: value as AddMode })}
    >
      <Stack gap={8}>
        <Radio
          value="add"
          label={modeWords.add(candidates)}
          description={modeWords.addMeans(check.diff ? decisionsThatEnd(check) : undefined)}
        />
        <Radio value="replace" label={modeWords.replace} description={modeWords.replaceMeans} />
      </Stack>
    </Radio.Group>
  );
}

export function SetName({ check }: ChoiceProps) {
  const memory = useFileMemory(check.importId);
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  const name = memory.setName ?? baseName(check.fileName);
  const taken = sets.some((each) => foldText(each.name) === foldText(name.trim()));
  return (
    <TextInput
      label={setNameWords.label}
      value={name}
      maxLength={255}
      error={name.trim() === '' && setNameWords.missing}
      description={taken && setNameWords.taken}
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
          {absentWords.choice}
          <RuleHelp about={absentWords.helpAbout}>{absentWords.help(told)}</RuleHelp>
        </Group>
      }
      aria-label={absentWords.choice}
      value={absent}
      onChange={(value) => remember(check.importId, { absent: value as Absent })}
    >
      <Group gap="4px 20px" mt={4}>
        <Radio size="xs" value="unknown" label={absentWords.stay} />
        <Radio size="xs" value="none" label={absentWords.none(told)} />
      </Group>
    </Radio.Group>
  );
}
