/** What is said of a decision beside its reason: what the librarian wrote, or what the program itself knows of it. */
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '../domain/reviewFlags.ts';
import type { ApprovalEnd, StepCause } from '../domain/stepCause.ts';

interface MadeDecision {
  readonly cause: StepCause;
  /** What the librarian wrote; in workspaces of earlier versions also what the program did. */
  readonly note: string;
}

export function decisionNoteText({ cause, note }: MadeDecision): string {
  const own = ownWords(cause);
  return own && note ? `${own}: ${note}` : own || note;
}

function ownWords(cause: StepCause): string {
  switch (cause.what) {
    case 'by-rule':
      return cause.rules === undefined
        ? ''
        : `Excluded by rule: ${cause.rules.map(labelOf).join(', ')}`;
    case 'sampled':
      return 'Sampling check: differs';
    case 'approval-ended':
      return cause.end === undefined ? '' : endText(cause.end);
    case 'decision':
    case 'earlier':
      return '';
  }
}

const labelOf = (flag: ReviewFlag) => REVIEW_FLAG_TEXTS[flag].label.toLowerCase();

function endText(end: ApprovalEnd): string {
  switch (end.by) {
    case 'file':
      return `${end.fileName} names them as returned, as staff, as users whom the register protects, or tells something that has to be looked at.`;
    case 'exclusion-list':
      return `${end.fileName} is an exclusion list now.`;
    case 'files':
      return 'A file tells something that has to be looked at.';
    case 'lists':
      return 'Other users stand on exclusion lists.';
    case 'register':
      return 'The protected register names them.';
    case 'settings':
      return 'Since Settings were changed, something of theirs has to be looked at.';
    case 'data-date':
      return `Since the data date of ${end.fileName} was changed, something of theirs has to be looked at.`;
    case 'taken-back':
      return `Since ${end.fileName} was taken back, something of theirs has to be looked at.`;
    case 'day':
      return 'On another day, or by a newer version of this program, something of theirs has to be looked at.';
    case 'job':
      return `Since the job ${end.name} has run, something of theirs has to be looked at.`;
  }
}
