import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { currentSession } from '../api/gen/sdk.gen';
import type { AdminSessionSession } from '../api/gen/types.gen';
import { ApiFailure } from './api';

export type Session = AdminSessionSession;

/** Who is signed in; null when nobody is. */
export const sessionOptions = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      const { data } = await currentSession({ signal, throwOnError: true });
      return data;
    } catch (error) {
      if (error instanceof ApiFailure && error.endsSession) {
        return null;
      }
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Has the panel ask to sign in again, if that is what the failure of a call means. */
export function noticeEnd(queryClient: QueryClient, error: unknown): void {
  if (error instanceof ApiFailure && error.endsSession) {
    queryClient.setQueryData(sessionOptions.queryKey, null);
  }
}

/** Who is signed in or, when the session has ended under an open page, who was. */
export function useSession(): Session | null {
  const { data } = useSuspenseQuery(sessionOptions);
  const [known, setKnown] = useState(data);
  if (data && data !== known) {
    setKnown(data);
  }
  return data ?? known;
}

export type Role = Session['role'];

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 };

/** Whether the admin has this role or a higher one. */
export function useCan(role: Role): boolean {
  const session = useSession();
  return session !== null && RANK[session.role] >= RANK[role];
}

/** Whether the admin may change what only owners may. */
export function useIsOwner(): boolean {
  return useCan('owner');
}
