/**
 * What each check found, in two or three words for the list of checks. `due`: somebody should look.
 */
import { useQuery } from '@tanstack/react-query';
import { reviewIsDue } from '#shared/domain/protectedRegister.ts';
import { queries } from '../../../client/engineClient.ts';
import { useSettings, useToday } from '../../../client/workspace.ts';
import type { CheckName } from '../../../place/navigation.ts';
import { formatAmount } from '../../../ui/format.ts';
import { checkListWords } from '../words/checks.ts';
import { ANY_ODD_DATE } from './checkCriteria.ts';
import { lookedUp } from './lookedUp.ts';
import { useMissingCount } from './missing.ts';

export interface Found {
  readonly text: string;
  readonly due: boolean;
}

/** Undefined where it isn't known yet. */
export function useFoundByCheck(): Partial<Record<CheckName, Found>> {
  const settings = useSettings();
  const today = useToday();
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: boundary } = useQuery(queries.review.boundary.queryOptions());
  const { data: odd } = useQuery(
    queries.users.count.queryOptions({ input: { criteria: ANY_ODD_DATE } }),
  );
  const { data: missing } = useMissingCount();
  const { data: rules } = useQuery(queries.register.list.queryOptions());
  const { data: samples } = useQuery(queries.samples.list.queryOptions());
  const dueRules = rules?.filter(({ reviewOn }) => reviewIsDue(reviewOn, today)).length ?? 0;
  const found: Partial<Record<CheckName, Found>> = {};
  if (boundary) {
    found.boundary = {
      text:
        boundary.users === 0
          ? checkListWords.nobodyOnLastDay
          : checkListWords.candidates(boundary.users),
      due: boundary.users > 0,
    };
  }
  if (settings) {
    const text = checkListWords.planned(formatAmount(settings.waiveThreshold, settings.currency));
    found.threshold = { text, due: false };
  }
  if (missing) found.missing = { text: checkListWords.users(missing.users), due: false };
  if (odd) found.oddDates = { text: checkListWords.candidates(odd.users), due: false };
  if (counts) {
    const { returned } = counts.undecidedFlags;
    const text =
      returned > 0
        ? checkListWords.undecided(returned)
        : checkListWords.candidates(counts.flags.returned);
    found.returned = { text, due: returned > 0 };
  }
  if (rules) {
    const text =
      dueRules > 0 ? checkListWords.rulesToReview(dueRules) : checkListWords.rules(rules.length);
    found.register = { text, due: dueRules > 0 };
  }
  if (samples) found.sampling = samplingFound(samples[0]);
  return found;
}

function samplingFound(newest: Parameters<typeof lookedUp>[0] | undefined): Found {
  if (!newest) return { text: checkListWords.noSample, due: false };
  return {
    text: checkListWords.lookedUp(lookedUp(newest), newest.users),
    due: newest.findings.open > 0 || newest.findings.differs > 0,
  };
}
