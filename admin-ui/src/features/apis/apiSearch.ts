import * as z from 'zod/mini';
import type { Api } from '../../api/gen/types.gen';
import { listSearch } from '../../components/listSearch';

const TABS = ['endpoints', 'settings', 'tokens'] as const;

export type ApiTab = (typeof TABS)[number];

/** What of an API's page stands in the URL. */
export const apiSearch = z.object({
  ...listSearch,
  tab: z.catch(z.optional(z.enum(TABS)), undefined),
  /** The endpoint whose dialog is open. */
  endpoint: z.catch(z.optional(z.union([z.literal('new'), z.int().check(z.minimum(1))])), undefined),
});

export type ApiSearch = z.infer<typeof apiSearch>;

/** The parts that an API's page has. */
export function tabsOf(security: Api['security']): readonly ApiTab[] {
  return security === 'static_token' ? TABS : ['endpoints', 'settings'];
}
