/**
 * What a kind of job has on screen: its pages, its icon, its part of a report. Screens know nothing else of a kind. The
 * words of its pages stand beside them; what all programs say of it, in its shared definition.
 */
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { JobDraft } from '#shared/contract/shapes/jobs.ts';

export interface JobPages {
  readonly icon: TablerIcon;
  /** The pages of a new job. */
  readonly Wizard: ComponentType<WizardProps>;
  /** What its report has besides counts, events and settings. */
  readonly report?: {
    /** Before everything else. */
    readonly First?: ComponentType<{ readonly report: JobReport }>;
    /** After the events. */
    readonly Rest?: ComponentType<{ readonly report: JobReport }>;
  };
  /** What quick search finds it by, besides its title. */
  readonly searchWords: string;
}

export interface WizardProps {
  /** What was filled in before and is kept in the workspace. */
  readonly kept: JobDraft | null;
  /** Chosen before the pages were opened. */
  readonly setId: number | undefined;
}
