/**
 * A screen that lists users and decides about them: filter, grid, the panel of one, and the dialogs. What a list is of,
 * what else stands above it and where the open user is kept is said by the screen that shows it.
 */
import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { SortTerm } from '#shared/contract/shapes/users.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { useSettings } from '../client/workspace.ts';
import { useWriteBar } from '../client/writing.ts';
import type { UserColumn } from '../grid/columns/userColumns.tsx';
import { FilterStrip } from '../grid/filter/FilterStrip.tsx';
import { filterCriteria } from '../grid/filter/filterCriteria.ts';
import { isFiltered } from '../grid/filter/filterParts.ts';
import { filterText } from '../grid/filter/partText.ts';
import { clearFilter, type UserFilter } from '../grid/filter/userFilter.ts';
import { criteriaOfSelection } from '../grid/rows/userSelection.ts';
import { UserGrid } from '../grid/UserGrid.tsx';
import type { FoldingItem } from '../ui/FoldingRow.tsx';
import { PartChip } from '../ui/PartChip.tsx';
import { ScreenFrame } from '../ui/ScreenFrame.tsx';
import { UserPanel } from '../users/UserPanel.tsx';
import { DecisionActions } from './DecisionActions.tsx';
import { type DecisionTarget, targetOfAll, targetOfSelection } from './decisions.ts';
import { MakeSetDialog, type SetChoice } from './MakeSetDialog.tsx';
import type { UserList } from './userList.ts';
import { type OpenUser, useUserWork } from './useUserWork.tsx';
import { userListWords } from './words/sets.ts';

interface UserListScreenProps {
  readonly list: UserList;
  /** The one of the list's filters that holds: `useListFilter`. */
  readonly filter: UserFilter;
  /** Whom the list is of, before the filter. */
  readonly scope: Criteria;
  readonly title: string;
  /** Accessible name of the grid; the title without it. */
  readonly label?: string;
  readonly sort?: readonly SortTerm[];
  readonly open: OpenUser;
  /** In the bar, beside the title. */
  readonly middle?: ReactNode;
  /** Beside Make set. */
  readonly secondary?: ReactNode;
  /** Between the title and the filter. */
  readonly above?: ReactNode;
  /** The users behind a number: what they are called, and the way back to the whole list. */
  readonly part?: { readonly title: string | undefined; readonly onLeave: () => void };
  /** Review flags as chips above the rows. */
  readonly flagChips?: boolean;
  /** Account, role and status in front of the chips. */
  readonly accountFilters?: boolean;
  /** Before the chips: what else narrows the list. */
  readonly first?: readonly FoldingItem[];
  /** Columns that are shown at first, instead of those of the review. */
  readonly columns?: readonly UserColumn[];
  /** Whom a decision is for while nobody is selected; all that match a filter without it. */
  readonly everybody?: DecisionTarget | null;
  /** What a set can be made of; `selected` is null when nobody is, `words` say whom the list shows. */
  readonly setChoices: (
    criteria: Criteria,
    selected: Criteria | null,
    words: string,
  ) => SetChoice[];
  /** Sets are made of those who match alone: nobody, no set. */
  readonly setsOfMatching?: boolean;
  /** What an export of the list is called; `within`: what narrows it besides the filter; `whole`: where nothing does. */
  readonly exported: {
    readonly of: 'review' | 'users';
    readonly within?: string;
    readonly whole: string;
  };
  /** The dialog that exports the list is open at first. */
  readonly exportsFirst?: boolean;
  /** The dialog that makes a set is open at first. */
  readonly makesSetFirst?: boolean;
  /** Instead of rows, when nobody matches. */
  readonly empty: (clearFilter: () => void) => ReactNode;
}

// One function: the parts of the screen side by side, each with what it needs of the others.
export function UserListScreen(props: UserListScreenProps) {
  const { list, filter, scope, title, open } = props;
  const { selection } = list;
  const bar = useWriteBar();
  const [makesSet, setMakesSet] = useState(props.makesSetFirst ?? false);
  const criteria = filterCriteria(filter(), scope);
  const work = useUserWork({ criteria, selection, ...open });
  const selected = criteriaOfSelection(selection.getState(), criteria);
  // Nobody decides about everybody by a button beside the data: a filter says first whom it is about.
  const currency = useSettings()?.currency ?? 'USD';
  const filtered = filterText(filter(), currency);
  const { within, whole } = props.exported;
  const words = [props.part?.title, within, filtered].filter(Boolean).join(', ') || whole;
  const narrowed = filter(isFiltered) || props.part !== undefined;
  const all = props.everybody === undefined ? targetOfAll(criteria, work.total) : props.everybody;
  const everybody = narrowed ? all : null;

  return (
    <>
      <ScreenFrame
        title={title}
        middle={props.middle}
        fill
        secondary={props.secondary}
        primary={
          <Button
            className="pd-bar-button"
            leftSection={<IconStack2 size={16} aria-hidden />}
            disabled={props.setsOfMatching === true && work.total === 0}
            onClick={() => setMakesSet(true)}
            {...bar}
          >
            <span className="pd-bar-word">{userListWords.makeSet}</span>
          </Button>
        }
        side={
          open.openUserNo && (
            <UserPanel
              userNo={open.openUserNo}
              onDecide={work.askFor}
              onDetails={work.showDetails}
            />
          )
        }
        sideTitle={userListWords.panel}
        onCloseSide={work.closePanel}
      >
        {props.above}
        <UserGrid
          name={list.name}
          label={props.label ?? title}
          criteria={criteria}
          {...(props.sort && { sort: props.sort })}
          {...(props.columns && { columns: props.columns })}
          selection={selection}
          filter={filter}
          scope={scope}
          exported={{ of: props.exported.of, words }}
          exportsFirst={props.exportsFirst === true}
          onDecide={(decision, user, ofSelected) =>
            ofSelected
              ? work.ask(decision, targetOfSelection(selection, criteria, work.total))
              : work.askFor(decision, user)
          }
          strip={
            <FilterStrip
              key={filter === list.wholeFilter ? 'whole' : 'part'}
              filter={filter}
              scope={scope}
              selection={selection}
              total={work.total}
              first={[...(props.part ? [partChip(props.part)] : []), ...(props.first ?? [])]}
              accountFilters={props.accountFilters ?? false}
              flagChips={props.flagChips ?? false}
              actions={
                <DecisionActions
                  selection={selection}
                  criteria={criteria}
                  total={work.total}
                  everybody={everybody}
                  onAsk={work.ask}
                />
              }
            />
          }
          empty={props.empty(() => clearFilter(filter))}
          {...work.grid}
        />
      </ScreenFrame>
      {work.dialog}
      <MakeSetDialog
        opened={makesSet}
        onClose={() => setMakesSet(false)}
        choices={props.setChoices(criteria, selected, words)}
      />
    </>
  );
}

function partChip({ title, onLeave }: NonNullable<UserListScreenProps['part']>): FoldingItem {
  const whom = title ?? userListWords.behindNumber;
  return { key: `part:${whom}`, content: <PartChip whom={whom} onLeave={onLeave} /> };
}
