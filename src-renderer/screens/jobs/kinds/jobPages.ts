/**
 * What a kind of job has on screen: its pages and its icon. Screens know nothing else of a kind. The
 * words of its pages stand beside them; what all programs say of it, in its shared definition.
 */
import type { TablerIcon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { JobDraft } from '#shared/contract/shapes/jobs.ts';

export interface JobPages {
  readonly icon: TablerIcon;
  /** The pages of a new job; null where it is started elsewhere, from what it is about. */
  readonly Wizard: ComponentType<WizardProps> | null;
  /** What Alma's page Run a Job says of it; null: it isn't run from there. */
  readonly description: string | null;
  /**
   * The form with the settings of a job that was submitted, for another one; absent where they can't be filled in.
   * @param told its parameters
   */
  readonly again?: (told: Readonly<Record<string, unknown>>) => Promise<object>;
  /** What quick search finds it by, besides its title. */
  readonly searchWords: string;
}

export interface WizardProps {
  /** What was filled in before and is kept in the workspace. */
  readonly kept: JobDraft | null;
  /** Chosen before the pages were opened. */
  readonly setId: number | undefined;
}
