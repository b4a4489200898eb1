/**
 * Users who should be candidates and aren't, by group and year of expiry: each number opens its users, and all of them
 * become a set for Update/Notify Users in Alma, where they get a purge date.
 */
import { Button, Group, NumberInput, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  expiredBy,
  MISSING_CAUSES,
  type MissingAsked,
  type MissingCause,
  MOST_YEARS_EXPIRED,
  missingCriteria,
} from '#shared/domain/missingCandidates.ts';
import { queries } from '../../../client/engineClient.ts';
import { currentDay } from '../../../client/workspace.ts';
import { MakeSetDialog } from '../../../deciding/MakeSetDialog.tsx';
import { proposedNames } from '../../../deciding/words/setNames.ts';
import { CountLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { checkTitles } from '../words/checks.ts';
import { missingWords } from '../words/missing.tsx';
import { CheckHead } from './CheckHead.tsx';
import { MissingTable } from './MissingTable.tsx';
import { missingTable, useMissing, useMissingAsked } from './missing.ts';

export function MissingCheck() {
  const asked = useMissing();
  const { data: counts, error } = useQuery(
    queries.review.expiryYears.queryOptions({
      input: asked ? { criteria: missingCriteria(asked) } : skipToken,
      placeholderData: keepPreviousData,
    }),
  );
  const table = counts && missingTable(counts);
  const { help } = missingWords;
  return (
    <Stack gap={16}>
      <CheckHead
        title={checkTitles.missing}
        help={
          <RuleHelp about={help.about} source={help.source}>
            {help.text}
          </RuleHelp>
        }
        aside={asked && table && <MakeSet asked={asked} users={table.all} />}
      >
        {asked && table ? <Finding asked={asked} users={table.all} /> : missingWords.what}
      </CheckHead>
      <Choices />
      <ErrorNote error={error} />
      {!table && !error && <Skeleton height={240} />}
      {asked && table && table.all > 0 && <MissingTable asked={asked} table={table} />}
    </Stack>
  );
}

interface AskedProps {
  readonly asked: MissingAsked;
  readonly users: number;
}

function Finding({ asked, users }: AskedProps) {
  const by = expiredBy(asked);
  if (users === 0) return missingWords.none(by);
  return missingWords.some(users, by, (words) => (
    <CountLink count={users} criteria={missingCriteria(asked)} title={checkTitles.missing}>
      {words}
    </CountLink>
  ));
}

function Choices() {
  const { years, cause } = useMissingAsked();
  return (
    <Group gap={16} align="end">
      <NumberInput
        size="xs"
        w={150}
        label={missingWords.years}
        min={0}
        max={MOST_YEARS_EXPIRED}
        clampBehavior="strict"
        allowDecimal={false}
        value={years}
        onChange={(value) =>
          typeof value === 'number' && useMissingAsked.setState({ years: value })
        }
      />
      <SegmentedControl
        size="xs"
        aria-label={missingWords.cause}
        value={cause ?? BOTH}
        onChange={(value) =>
          useMissingAsked.setState({ cause: value === BOTH ? null : (value as MissingCause) })
        }
        data={[
          { value: BOTH, label: missingWords.both },
          ...MISSING_CAUSES.map((each) => ({ value: each, label: missingWords.causes[each] })),
        ]}
      />
    </Group>
  );
}

const BOTH = 'both';

function MakeSet({ asked, users }: AskedProps) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Writing>
        <Button
          leftSection={<IconStack2 size={16} aria-hidden />}
          disabled={users === 0}
          onClick={() => setOpened(true)}
        >
          {missingWords.makeSet}
        </Button>
      </Writing>
      <MakeSetDialog
        opened={opened}
        onClose={() => setOpened(false)}
        choices={[
          {
            key: 'missing',
            label: checkTitles.missing,
            criteria: missingCriteria(asked),
            suggestedName: proposedNames.missing(currentDay()),
            origin: { from: 'filter', screen: 'review', words: checkTitles.missing },
            forPurge: true,
          },
        ]}
      />
    </>
  );
}
