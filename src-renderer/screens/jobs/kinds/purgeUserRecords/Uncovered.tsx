/**
 * What no report tells of users who are purged, as one sentence with the list behind it: which rules, and of how many
 * users. Part of the preview and of the report.
 */
import { Anchor, Collapse, Table, Text } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Criteria } from '#shared/domain/criteria.ts';
import { RETAIN_REASON_TEXTS, type RetainReason } from '#shared/domain/purgeRules.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import styles from './Purge.module.css';
import { uncoveredWords } from './words/uncovered.tsx';

interface UncoveredProps {
  readonly sentence: string;
  readonly rules: readonly { readonly reason: RetainReason; readonly users: number }[];
  readonly criteriaOf: (reason: RetainReason) => Criteria;
  readonly titleOf: (reason: RetainReason) => string;
}

export function Uncovered({ sentence, rules, criteriaOf, titleOf }: UncoveredProps) {
  const [open, setOpen] = useState(false);
  const list = useId();
  if (rules.length === 0) return null;
  return (
    <div>
      <div className={styles.uncovered}>
        <IconHelpCircle size={16} aria-hidden className={styles.uncoveredIcon} />
        <Text size="sm" component="div">
          {sentence}{' '}
          <Anchor
            component="button"
            type="button"
            inherit
            aria-expanded={open}
            aria-controls={list}
            onClick={() => setOpen(!open)}
          >
            {open ? uncoveredWords.hide : uncoveredWords.show}
          </Anchor>{' '}
          <RuleHelp about={uncoveredWords.about} source={uncoveredWords.source}>
            {uncoveredWords.help}
          </RuleHelp>
        </Text>
      </div>
      <Collapse expanded={open} id={list}>
        <Table aria-label={uncoveredWords.table} className={styles.rules}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{uncoveredWords.rule}</Table.Th>
              <Table.Th scope="col" ta="right">
                {uncoveredWords.users}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map(({ reason, users }) => (
              <Table.Tr key={reason}>
                <Table.Td>{RETAIN_REASON_TEXTS[reason].label}</Table.Td>
                <Table.Td ta="right" className={styles.number}>
                  <CountLink count={users} criteria={criteriaOf(reason)} title={titleOf(reason)} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}
