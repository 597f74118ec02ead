import { notFound } from '@tanstack/react-router';

/** The id of a thing in a page's address. */
export const idParam = {
  parse: ({ id }: { id: string }) => {
    if (!/^[1-9]\d{0,15}$/.test(id)) {
      throw notFound();
    }
    return { id: Number(id) };
  },
  stringify: ({ id }: { id: number }) => ({ id: String(id) }),
};
