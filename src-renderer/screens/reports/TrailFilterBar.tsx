/** Narrows the audit trail: by what, who and day. */
import { Group, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  AUDIT_TOPICS,
  type AuditFilter,
  type AuditTopic,
} from '#shared/contract/shapes/auditTrail.ts';
import { TOPIC_TEXTS, TRAIL_WORDS } from '#shared/documents/auditTrail/words.ts';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { queries } from '../../client/engineClient.ts';
import { trailWords } from './words.tsx';

interface TrailFilterBarProps {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

export function TrailFilterBar({ filter, onChange }: TrailFilterBarProps) {
  const { data: staff = [] } = useQuery(queries.trail.staff.queryOptions());
  const edit = (part: Partial<AuditFilter>) => onChange({ ...filter, ...part });
  const people = [
    ...staff.map(({ staffNo, name }) => ({
      value: String(staffNo),
      label: name ?? trailWords.erased(staffNo),
    })),
    { value: '0', label: TRAIL_WORDS.program },
  ];
  return (
    <Group role="group" aria-label={trailWords.filter} gap={8}>
      <Select
        size="xs"
        w={200}
        aria-label={trailWords.topic}
        placeholder={trailWords.anything}
        clearable
        data={AUDIT_TOPICS.map((value) => ({ value, label: TOPIC_TEXTS[value] }))}
        value={filter.topic}
        onChange={(topic) => edit({ topic: topic as AuditTopic | null })}
      />
      <Select
        size="xs"
        w={180}
        aria-label={trailWords.who}
        placeholder={trailWords.anybody}
        clearable
        data={people}
        value={filter.staffNo === null ? null : String(filter.staffNo)}
        onChange={(value) => edit({ staffNo: value === null ? null : Number(value) })}
      />
      {(['from', 'to'] as const).map((part) => (
        <Day
          key={part}
          label={trailWords[part]}
          day={filter[part]}
          onChange={(day) => edit({ [part]: day })}
        />
      ))}
    </Group>
  );
}

interface DayProps {
  readonly label: string;
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
}

function Day({ label, day, onChange }: DayProps) {
  return (
    <Group gap={6} wrap="nowrap">
      <span aria-hidden>{label}</span>
      <TextInput
        type="date"
        size="xs"
        w={140}
        aria-label={label}
        value={day ?? ''}
        onChange={({ currentTarget: { value } }) => onChange(isIsoDate(value) ? value : null)}
      />
    </Group>
  );
}
