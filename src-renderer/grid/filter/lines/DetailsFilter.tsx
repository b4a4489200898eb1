/** The part of the filter menu that asks for details of users: any number of filters, each of one kind. */
import type { Criteria } from '#shared/domain/criteria.ts';
import { lineFilterWords } from '../../words/lineFilter.ts';
import { FilterSection } from '../FilterSection.tsx';
import type { UserFilter } from '../userFilter.ts';
import { LineFilters } from './LineFilters.tsx';

interface DetailsFilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

export function DetailsFilter({ filter, scope }: DetailsFilterProps) {
  const active = filter((state) => state.lines.length);
  return (
    <FilterSection label={lineFilterWords.title} active={active}>
      <LineFilters filter={filter} scope={scope} />
    </FilterSection>
  );
}
