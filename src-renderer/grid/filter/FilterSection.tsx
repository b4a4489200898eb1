/** One subject of the filter menu: its name with how much of it is chosen, and the choices below when it is open. */
import { Badge, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { formatCount } from '../../ui/format.ts';
import { pickListWords } from '../../ui/words/components.tsx';
import styles from './FilterMenu.module.css';

/** Which subject is open, and how to open another; one at a time, so that none is pushed out of sight. */
export const OpenSection = createContext<readonly [string | null, (label: string | null) => void]>([
  null,
  () => {},
]);

interface FilterSectionProps {
  readonly label: string;
  /** Parts that are active in it. */
  readonly active: number;
  /** Asked for only when it is open. */
  readonly children: ReactNode;
}

export function FilterSection({ label, active, children }: FilterSectionProps) {
  const [open, setOpen] = useContext(OpenSection);
  const id = useId();
  const isOpen = open === label;
  return (
    <div className={styles.section}>
      <UnstyledButton
        className={styles.subject}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(isOpen ? null : label)}
      >
        <span className={styles.subjectName}>{label}</span>
        {active > 0 && (
          <>
            <Badge size="sm" circle={active < 10}>
              {formatCount(active)}
            </Badge>
            <span className="pd-visually-hidden"> {pickListWords.chosen}</span>
          </>
        )}
        <IconChevronDown size={14} aria-hidden className={styles.chevron} />
      </UnstyledButton>
      {isOpen && (
        <div id={id} className={styles.choices}>
          {children}
        </div>
      )}
    </div>
  );
}
