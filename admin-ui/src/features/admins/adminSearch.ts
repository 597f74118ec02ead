import * as z from 'zod/mini';
import { listSearch } from '../../components/listSearch';

/** What of the list of admins stands in the URL. */
export const adminSearch = z.object({
  page: listSearch.page,
  /** The admin whose dialog is open. */
  admin: z.catch(z.optional(z.union([z.literal('new'), z.int().check(z.minimum(1))])), undefined),
});

export type AdminSearch = z.infer<typeof adminSearch>;
