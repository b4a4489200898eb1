/** What the listed users are in this workspace: one choice in front of the filters. */
import type { Criteria } from '#shared/domain/criteria.ts';
import { ChoiceSelect } from '../../grid/filter/ChoiceSelect.tsx';
import { useCounts } from '../../grid/filter/useFacets.ts';
import { MEMBERSHIPS, membershipCriteria, useUsersShown } from './usersTabs.ts';
import { usersWords } from './words.tsx';

const CRITERIA = MEMBERSHIPS.map((each) => membershipCriteria(each)!);

/** @param criteria the filter and the tab, but not this choice */
export function MembershipSelect({ criteria }: { readonly criteria: Criteria }) {
  const membership = useUsersShown((shown) => shown.membership);
  const counts = useCounts(criteria, CRITERIA);
  return (
    <ChoiceSelect
      label={usersWords.membership}
      choices={MEMBERSHIPS.map((value, n) => ({ value, users: counts[n] }))}
      nameOf={(value) => usersWords.memberships[value]}
      none={usersWords.everybody}
      picked={membership === null ? [] : [membership]}
      onPick={(picked) => useUsersShown.setState({ membership: picked[0] ?? null })}
    />
  );
}
