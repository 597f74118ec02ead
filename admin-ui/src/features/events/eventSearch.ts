import * as z from 'zod/mini';
import type { EventView } from '../../api/gen/types.gen';
import { idInUrl, listSearch } from '../../components/listSearch';

export const STATUSES = [
  'pending',
  'done',
  'ignored',
  'parked',
  'failed',
  'dead',
] as const satisfies EventView['status'][];

const text = z.catch(z.optional(z.string()), undefined);

/** What of the inbox stands in the URL. */
export const eventSearch = z.object({
  ...listSearch,
  status: z.catch(z.optional(z.enum(STATUSES)), undefined),
  type: text,
  customer_id: text,
  member_id: idInUrl,
});

export type EventSearch = z.infer<typeof eventSearch>;
