import type { PlanContent } from '../plan/plan.ts';

/** When what a content brings was last changed, in seconds since the epoch. */
export interface Times {
  of(content: PlanContent): number;
}

export function timesOf({ sourceDateEpoch }: { readonly sourceDateEpoch: number }): Times {
  return { of: (content) => ('mtime' in content ? content.mtime : undefined) ?? sourceDateEpoch };
}
