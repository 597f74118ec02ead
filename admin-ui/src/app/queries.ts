import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api';
import { noticeEnd } from './session';

const RETRIES = 2;

/** The cache of what the server said. A call that finds the session ended tells the panel. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => noticeEnd(queryClient, error);
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < RETRIES && error instanceof ApiFailure && error.mayPass,
      },
    },
  });
  return queryClient;
}
