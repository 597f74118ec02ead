import * as z from 'zod/mini';

/** What of a list stands in the URL; lists with filters add theirs. */
export const listSearch = {
  q: z.catch(z.optional(z.coerce.string<string>()), undefined),
  sort: z.catch(z.optional(z.string().check(z.regex(/^-?[a-z_]+$/))), undefined),
  page: z.catch(z.optional(z.int().check(z.minimum(1))), undefined),
};

/** A list's part of the URL. */
export interface ListSearch {
  q?: string | undefined;
  /** The name of an order, after a "-" when it is turned round. */
  sort?: string | undefined;
  page?: number | undefined;
}

/**
 * Puts a search into the URL: as a step that going back undoes or, while one types and when a dialog closes,
 * in the place of what stood there.
 */
export type OnSearch<Search extends ListSearch> = (search: Search, replace?: boolean) => void;

/** Changes a part of the URL; a new search or filter starts at the first page. */
export function changed<Search extends ListSearch>(search: Search, change: Partial<Search> | ListSearch): Search {
  return { ...search, page: undefined, ...change };
}

/** An id in the URL. */
export const idInUrl = z.catch(z.optional(z.int().check(z.minimum(1))), undefined);
