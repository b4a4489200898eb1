/**
 * The filters that stand above Alma's list of users: account, role, status. Each is one choice in front of the chips;
 * several at once, and all else, are behind Filters and in the headings of columns.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ACCOUNT_STATES, type AccountState } from '#shared/domain/accountStates.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../client/engineClient.ts';
import type { FoldingItem } from '../../ui/FoldingRow.tsx';
import { ACCOUNT_STATE_TEXTS, accountFilterWords } from '../words/filter.ts';
import { ChoiceSelect } from './ChoiceSelect.tsx';
import { filterCriteria } from './filterCriteria.ts';
import type { FilterPart } from './filterParts.ts';
import { useCounts } from './useFacets.ts';
import type { UserFilter } from './userFilter.ts';

interface AccountFiltersProps {
  readonly filter: UserFilter;
  /** Who is filtered; counts beside the choices are within it. */
  readonly scope: Criteria;
}

export function useAccountFilters(props: AccountFiltersProps, shown: boolean): FoldingItem[] {
  const { choices, roles, accountStates } = props.filter();
  if (!shown) return [];
  return [
    { key: `account:${choices.account_type ?? ''}`, content: <AccountSelect {...props} /> },
    { key: `role:${roles}`, content: <RoleSelect {...props} /> },
    { key: `status:${accountStates}`, content: <StatusSelect {...props} /> },
  ];
}

/** Whether one of these choices shows it. */
export function isOfAccount(part: FilterPart): boolean {
  if (part.part === 'choice') return part.field === 'account_type';
  return part.part === 'role' || part.part === 'accountState';
}

/** What an absent value is called among the choices. */
const nameOf = (value: string | null) => value ?? accountFilterWords.notReported;

function AccountSelect({ filter, scope }: AccountFiltersProps) {
  const state = filter();
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: {
        column: { field: 'account_type' },
        criteria: filterCriteria(state, scope, 'account_type'),
      },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ChoiceSelect
      label={accountFilterWords.account}
      choices={data?.values}
      nameOf={nameOf}
      picked={state.choices.account_type ?? []}
      onPick={(picked) =>
        filter.setState({ choices: { ...state.choices, account_type: [...picked] } })
      }
    />
  );
}

function RoleSelect({ filter, scope }: AccountFiltersProps) {
  const state = filter();
  const { data } = useQuery(
    queries.users.roles.queryOptions({
      input: { criteria: filterCriteria(state, scope, 'roles') },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ChoiceSelect
      label={accountFilterWords.role}
      choices={data}
      nameOf={nameOf}
      picked={state.roles}
      onPick={(roles) => filter.setState({ roles })}
    />
  );
}

const STATES: readonly AccountState[] = ACCOUNT_STATES;
const STATE_CRITERIA = STATES.map((state): Criteria => ({ op: 'accountState', values: [state] }));

function StatusSelect({ filter, scope }: AccountFiltersProps) {
  const state = filter();
  const counts = useCounts(filterCriteria(state, scope, 'accountStates'), STATE_CRITERIA);
  return (
    <ChoiceSelect
      label={accountFilterWords.status}
      choices={STATES.map((value, n) => ({ value, users: counts[n] }))}
      nameOf={(value) => ACCOUNT_STATE_TEXTS[value]}
      picked={state.accountStates}
      onPick={(accountStates) => filter.setState({ accountStates })}
    />
  );
}
