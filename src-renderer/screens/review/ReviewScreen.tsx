/**
 * The Review screen: candidates with their flags, decisions one by one or for many, rules, and the set
 * that comes of it. Reached by navigate(); `criteria` of the place narrows it to the users behind a
 * number. Decides nothing by itself and hides nobody: what is filtered is said above the rows.
 */
import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChecklist, IconMoodCheck, IconStack2, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReviewCounts } from '#shared/contract/engineContract.ts';
import type { SortTerm } from '#shared/contract/shapes.ts';
import { today } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { DecisionActions } from '../../deciding/DecisionActions.tsx';
import { targetOfAll, targetOfSelection } from '../../deciding/decisions.ts';
import { MakeSetDialog } from '../../deciding/MakeSetDialog.tsx';
import { useUserWork } from '../../deciding/useUserWork.tsx';
import { FilterBar } from '../../grid/filter/FilterBar.tsx';
import { filterCriteria } from '../../grid/filter/filterCriteria.ts';
import { isFiltered } from '../../grid/filter/filterParts.ts';
import { filterText } from '../../grid/filter/partText.ts';
import { clearFilter, createUserFilter, setFilter } from '../../grid/filter/userFilter.ts';
import { createUserSelection, criteriaOfSelection } from '../../grid/rows/userSelection.ts';
import { UserGrid } from '../../grid/UserGrid.tsx';
import { navigate, usePlace } from '../../place/navigation.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { chooseFiles, startSampleCycle } from '../../ui/workspaceCommands.ts';
import { UserPanel } from '../../users/UserPanel.tsx';
import { ApplyRules } from './ApplyRules.tsx';
import { CountsStrip } from './CountsStrip.tsx';
import { ChecksView } from './checks/ChecksView.tsx';
import styles from './ReviewScreen.module.css';
import { ReviewViews } from './ReviewViews.tsx';
import { setChoices } from './setChoices.ts';
import { SignOffView } from './signOff/SignOffView.tsx';

const selection = createUserSelection();
const wholeFilter = createUserFilter('review');
/** Behind a number nothing else must narrow what it counted, so it has a filter of its own. */
const partFilter = createUserFilter('review.part');

const FIRST_SORT: readonly SortTerm[] = [{ field: 'purge_date', direction: 'asc' }];

export function ReviewScreen() {
  const { view } = usePlace('review');
  const { data: counts, error } = useQuery(queries.review.counts.queryOptions());
  if (error) {
    return (
      <ScreenFrame title="Review">
        <ErrorNote error={error} />
      </ScreenFrame>
    );
  }
  if (counts?.candidates === 0) return <NoCandidates />;
  if (view === 'checks') return <ChecksView />;
  if (view === 'signOff') return <SignOffView />;
  return <Candidates counts={counts} />;
}

function NoCandidates() {
  return (
    <ScreenFrame title="Review">
      <EmptyState
        icon={IconChecklist}
        title="No candidates yet"
        action={
          <Group gap={8} justify="center">
            <Button onClick={chooseFiles}>Import candidates</Button>
            <Button variant="subtle" onClick={startSampleCycle}>
              Start with the sample cycle
            </Button>
          </Group>
        }
      >
        Here you decide who stays in Alma. Import the Analytics report of users whose purge date has
        come, then the lists of those who must stay.
      </EmptyState>
    </ScreenFrame>
  );
}

// One function: the screen's parts side by side, each with what it needs of the others.
function Candidates({ counts }: { readonly counts: ReviewCounts | undefined }) {
  const place = usePlace('review');
  const part = JSON.stringify(place.criteria);
  const filter = part === undefined ? wholeFilter : partFilter;
  const state = filter();
  const [openUserNo, setOpenUserNo] = useState<number>();
  const [makesSet, setMakesSet] = useState(place.dialog === 'makeSet');
  const scope = allOf(CANDIDATES, place.criteria);
  const criteria = filterCriteria(state, scope);
  const work = useUserWork({
    criteria,
    selection,
    openUserNo,
    onOpen: setOpenUserNo,
    onClose: () => setOpenUserNo(undefined),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each number starts unfiltered
  useEffect(() => clearFilter(partFilter), [part]);
  // Beside the panel on a small window the chips would leave the rows no room; then flags are a list.
  const cramped = useMediaQuery('(max-width: 1180px)') && openUserNo !== undefined;
  const currency = useSettings()?.currency ?? 'USD';
  const words = [place.title, filterText(state, currency)].filter(Boolean).join(', ');
  const narrowed = isFiltered(state) || part !== undefined;

  return (
    <>
      <ScreenFrame
        title="Review"
        explanation="Decide who stays in Alma. Look at flagged users first."
        fill
        secondary={
          <ApplyRules
            onShow={(flag) => {
              if (part !== undefined) navigate({ screen: 'review' });
              setFilter(wholeFilter, { flags: [flag], decisions: ['undecided'] });
            }}
          />
        }
        primary={
          <Button
            leftSection={<IconStack2 size={16} aria-hidden />}
            onClick={() => setMakesSet(true)}
          >
            Make set
          </Button>
        }
        side={openUserNo && <UserPanel userNo={openUserNo} onDecide={work.askFor} />}
        sideTitle="Who is this"
        onCloseSide={work.closePanel}
      >
        <ReviewViews />
        {place.criteria && <PartBanner title={place.title} />}
        <CountsStrip
          counts={counts}
          picked={state.decisions}
          onPick={(decisions) => filter.setState({ decisions })}
        />
        <FilterBar
          key={part === undefined ? 'whole' : 'part'}
          filter={filter}
          scope={scope}
          flagChips={part === undefined && !cramped}
        />
        <UserGrid
          name="review"
          label="Candidates"
          criteria={criteria}
          sort={FIRST_SORT}
          selection={selection}
          filter={filter}
          onDecide={(decision, user, selected) =>
            selected
              ? work.ask(decision, targetOfSelection(selection, criteria, work.total))
              : work.askFor(decision, user)
          }
          actions={
            <DecisionActions
              selection={selection}
              criteria={criteria}
              total={work.total}
              everybody={targetOfAll(criteria, work.total)}
              onAsk={work.ask}
            />
          }
          empty={<Nobody counts={counts} filtered={narrowed} onClear={() => clearFilter(filter)} />}
          {...work.grid}
        />
      </ScreenFrame>
      {work.dialog}
      <MakeSetDialog
        opened={makesSet}
        onClose={() => setMakesSet(false)}
        choices={setChoices(today(), {
          filtered: narrowed ? criteria : undefined,
          filterText: words,
          selected: criteriaOfSelection(selection.getState(), criteria),
        })}
      />
    </>
  );
}

function PartBanner({ title }: { readonly title: string | undefined }) {
  return (
    <div className={styles.part}>
      <Text size="sm">
        Only: <strong>{title ?? 'the users behind a number'}</strong>
      </Text>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconX size={14} aria-hidden />}
        onClick={() => navigate({ screen: 'review' })}
      >
        Show the whole review
      </Button>
    </div>
  );
}

interface NobodyProps {
  readonly counts: ReviewCounts | undefined;
  readonly filtered: boolean;
  readonly onClear: () => void;
}

function Nobody({ counts, filtered, onClear }: NobodyProps) {
  if (!filtered && counts && counts.purged === counts.candidates) {
    return (
      <EmptyState icon={IconMoodCheck} title="Every candidate has been purged">
        The job reports say who and when.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconMoodCheck}
      title="Nobody matches"
      action={
        <Button variant="default" onClick={onClear}>
          Clear all filters
        </Button>
      }
    >
      No candidate fits these filters.
    </EmptyState>
  );
}
