/**
 * Saved filters are logical sets: a question with a name, asked anew each time it is used. Saves the filter of now
 * and applies one that was saved. They are renamed and deleted in Sets.
 */

import { Menu, Text } from '@mantine/core';
import { IconBookmark, IconBookmarkPlus, IconCheck, IconStack2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate } from '../../place/navigation.ts';
import { formatCount } from '../../ui/format.ts';
import { NameDialog } from '../../ui/NameDialog.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { originText } from '../../ui/words/origin.ts';
import { BarButton } from '../columns/BarButton.tsx';
import { savedFilterWords } from '../words/filter.ts';
import { canBeKept, filterCriteria } from './filterCriteria.ts';
import { isFiltered } from './filterParts.ts';
import { filterText } from './partText.ts';
import { setFilter, type UserFilter } from './userFilter.ts';

interface FilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

interface SavedFiltersProps extends FilterProps {
  /** The filter of now is being given a name. */
  readonly naming: boolean;
  readonly onNaming: (naming: boolean) => void;
}

const ICON = { size: 16, 'aria-hidden': true } as const;

export function SavedFilters({ filter, scope, naming, onNaming }: SavedFiltersProps) {
  const bar = useWriteBar();
  const state = filter();
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  const saved = sets.filter(({ criteria }) => criteria !== null);
  const applied = (set: SetSummary) => state.sets.some(({ setId }) => setId === set.setId);
  const savable = isFiltered(state) && canBeKept(scope);

  function apply({ setId, name }: SetSummary) {
    if (state.sets.some((set) => set.setId === setId)) {
      filter.setState({ sets: state.sets.filter((set) => set.setId !== setId) });
    } else setFilter(filter, { sets: [{ setId, name }] });
  }

  return (
    <>
      <Menu position="bottom-start" width={320}>
        <Menu.Target>
          <BarButton word={savedFilterWords.title} icon={IconBookmark} />
        </Menu.Target>
        <Menu.Dropdown mah="70vh" style={{ overflow: 'auto' }}>
          {saved.length === 0 && (
            <Text size="sm" c="dimmed" px={12} py={8}>
              {savedFilterWords.none}
            </Text>
          )}
          {saved.map((set) => (
            <Menu.Item
              key={set.setId}
              leftSection={applied(set) ? <IconCheck {...ICON} /> : <IconBookmark {...ICON} />}
              rightSection={<span className="pd-figures">{formatCount(set.members)}</span>}
              aria-current={applied(set) || undefined}
              title={originText(set.origin)}
              onClick={() => apply(set)}
            >
              {set.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconBookmarkPlus {...ICON} />}
            disabled={!savable}
            onClick={() => onNaming(true)}
            {...bar}
          >
            {savedFilterWords.save}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconStack2 {...ICON} />}
            // An item that is disabled can't take the keyboard, and without it Esc isn't heard.
            data-autofocus={(saved.length === 0 && (!savable || bar !== undefined)) || undefined}
            onClick={() => navigate({ screen: 'sets' })}
          >
            {savedFilterWords.manage}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SaveFilter
        opened={naming}
        onClose={() => onNaming(false)}
        filter={filter}
        scope={scope}
        sets={sets}
      />
    </>
  );
}

interface SaveFilterProps extends FilterProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly sets: readonly SetSummary[];
}

function SaveFilter({ opened, onClose, filter, scope, sets }: SaveFilterProps) {
  const currency = useSettings()?.currency ?? 'USD';
  const words = filterText(filter(), currency);

  async function save(name: string) {
    const criteria = filterCriteria(filter.getState(), scope);
    const origin = { from: 'saved-filter', words: words.slice(0, 500) } as const;
    const set = await engine.sets.create({ name, criteria, origin, logical: true });
    notifyDone(savedFilterWords.saved(set.name, set.members), {
      action: {
        label: savedFilterWords.showInSets,
        onClick: () => navigate({ screen: 'sets', setId: set.setId }),
      },
    });
  }

  return (
    <NameDialog
      opened={opened}
      onClose={onClose}
      title={savedFilterWords.save}
      label={savedFilterWords.name}
      button={savedFilterWords.save}
      maxLength={255}
      hint={() => savedFilterWords.becomes}
      refuse={(name) =>
        sets.some((set) => foldText(set.name) === foldText(name))
          ? savedFilterWords.nameTaken
          : undefined
      }
      onSave={save}
    >
      <Text size="sm">{words}</Text>
    </NameDialog>
  );
}
