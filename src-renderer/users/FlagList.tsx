/** Each flag of a user: what it means and which cell of which file is the reason. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { READING_TEXTS } from '#shared/domain/dayBound.ts';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { errorColumnText, rowErrorText } from '#shared/notices/rowErrorText.ts';
import { queries } from '../client/engineClient.ts';
import { FileValueText } from '../ui/FileValueText.tsx';
import { SAY } from '../ui/failure.ts';
import { Mark } from '../ui/Marks.tsx';
import { FLAG_MEANINGS } from '../ui/meaning.ts';
import { DateText, Money } from '../ui/Values.tsx';
import { type EvidenceRow, flagEvidence, isBlank } from './flagEvidence.ts';
import { KeepLines } from './KeepLines.tsx';
import { ListLines } from './ListLines.tsx';
import { PossiblePairs } from './PossiblePairs.tsx';
import type { NamingRule } from './ProtectedBy.tsx';
import { byReading, plannedRun } from './plannedPurge.ts';
import { Relations } from './Relations.tsx';
import { Twins } from './twins/Twins.tsx';
import styles from './UserPanel.module.css';
import { evidenceWords } from './words.tsx';
import { ZeroLossPairs } from './ZeroLossPairs.tsx';

interface FlagListProps {
  readonly user: UserRow;
  readonly evidence: readonly EvidenceRow[];
  readonly settings: Settings;
  readonly protectedBy: readonly NamingRule[];
}

export function FlagList(props: FlagListProps) {
  const { flags } = props.user;
  if (flags.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {evidenceWords.noFlags}
      </Text>
    );
  }
  return (
    <ul className={styles.list}>
      {flags.map((flag) => (
        <li key={flag} className={styles.entry}>
          <Mark meaning={FLAG_MEANINGS[flag]} />
          <Text size="sm" mt={4}>
            {REVIEW_FLAG_TEXTS[flag].meaning}
          </Text>
          <Evidence flag={flag} {...props} />
        </li>
      ))}
    </ul>
  );
}

function Evidence(props: FlagListProps & { flag: ReviewFlag }) {
  const { flag, user, evidence, settings, protectedBy } = props;
  if (flag === 'zero-loss-pair') return <ZeroLossPairs identifier={user.primary_identifier} />;
  if (flag === 'possible-twin') return <Twins user={user} />;
  if (flag === 'possible-pair') return <PossiblePairs userNo={user.userNo} />;
  if (flag === 'keep-words') return <KeepLines userNo={user.userNo} words={settings.keepWords} />;
  if (flag === 'proxy' || flag === 'guardian')
    return <Relations userNo={user.userNo} flag={flag} />;
  if (flag === 'shared-identifier')
    return <ListLines userNo={user.userNo} lists="exclusions" shared />;
  if (flag === 'unreadable-value') return <UnreadableCells evidence={evidence} />;
  const cells = flagEvidence(flag, evidence, protectedBy);
  return (
    <>
      <ul className={styles.evidence}>
        {cells.map(({ from, heading, kind, value }) => (
          <Cell key={`${from.importId} ${from.row} ${heading}`} from={from} heading={heading}>
            {value === undefined ? (
              evidenceWords.noColumn
            ) : isBlank(value) ? (
              evidenceWords.blank
            ) : (
              <FileValueText kind={kind} value={value} />
            )}
          </Cell>
        ))}
      </ul>
      {flag === 'exclusion-list' && (
        <ListLines userNo={user.userNo} lists="exclusions" shared={false} />
      )}
      {flag === 'staff-role' && <ListLines userNo={user.userNo} lists="staff" shared={false} />}
      {flag === 'unknown-role' && <ListLines userNo={user.userNo} lists="staff" shared />}
      {flag === 'boundary' && <Readings user={user} settings={settings} />}
      {flag === 'activity-elsewhere' && <Elsewhere user={user} />}
    </>
  );
}

interface CellProps {
  readonly from: Pick<EvidenceRow, 'fileName' | 'sheetName' | 'row'>;
  readonly heading: string;
  readonly children: ReactNode;
}

/** One cell: heading, value, then where it stands. */
function Cell({ from, heading, children }: CellProps) {
  return (
    <li>
      <span>{evidenceWords.cell(heading, children)}</span>
      <span className={styles.aside}>{evidenceWords.where(from.fileName, from)}</span>
    </li>
  );
}

/** What couldn't be read is not among the row's values but among the errors of its file. */
function UnreadableCells({ evidence }: { readonly evidence: readonly EvidenceRow[] }) {
  const rows = evidence.filter(({ kind }) => kind === 'candidates');
  return (
    <ul className={styles.evidence}>
      {rows.map((row) => (
        <ErrorsOfRow key={`${row.importId} ${row.row}`} from={row} />
      ))}
    </ul>
  );
}

function ErrorsOfRow({ from }: { readonly from: EvidenceRow }) {
  const { data } = useQuery(
    queries.imports.errors.queryOptions({
      input: { importId: from.importId, offset: 0, limit: 1000 },
    }),
  );
  return data?.rows
    .filter(({ row }) => row === from.row)
    .map(({ column, value, problem }) => (
      <Cell key={column} from={from} heading={errorColumnText(column)}>
        {evidenceWords.unreadable(value, rowErrorText(problem, SAY))}
      </Cell>
    ));
}

/** What the reports add up to. */
function Elsewhere({ user }: { readonly user: UserRow }) {
  const { loans_elsewhere: loans, fines_elsewhere: fines } = user;
  return (
    <ul className={styles.evidence}>
      {loans !== null && <li>{evidenceWords.loansElsewhere(loans)}</li>}
      {fines !== null && <li>{evidenceWords.finesElsewhere(<Money minor={fines} />)}</li>}
    </ul>
  );
}

/** Where the three readings disagree, each is told with its source. */
function Readings({ user, settings }: { readonly user: UserRow; readonly settings: Settings }) {
  const run = plannedRun(settings);
  return (
    <ul className={styles.evidence}>
      {byReading(user.purge_date, run).map(({ reading, last, taken }) => (
        <li key={reading}>
          <span>
            {evidenceWords.reading(READING_TEXTS[reading].name, <DateText date={last} />, {
              taken,
              chosen: reading === run.reading,
            })}
          </span>
          <span className={styles.aside}>{READING_TEXTS[reading].source}</span>
        </li>
      ))}
    </ul>
  );
}
