/**
 * Every flag among the users of some criteria, counted here. For dialogs that name whom they concern and leave nobody
 * out themselves.
 */
import { allOf, type Criteria } from '#shared/domain/criteria.ts';
import { FlagsAmong } from './FlagsAmong.tsx';
import { useFlagCounts } from './flagCounts.ts';

interface FlagsOfProps {
  readonly criteria: Criteria;
  readonly title: (users: number) => string;
  /** Before the users are shown: closes the dialog. */
  readonly onShow: () => void;
}

export function FlagsOf({ criteria, title, onShow }: FlagsOfProps) {
  const counted = useFlagCounts(criteria);
  if (!counted) return null;
  return (
    <FlagsAmong
      title={title(counted.users)}
      flags={counted.flags}
      criteriaOf={(flag) => allOf(criteria, { op: 'hasFlag', flags: [flag] })}
      onShow={onShow}
    />
  );
}
