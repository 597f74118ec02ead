import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './api';
import { sessionOptions } from './session';

const RETRIES = 2;

/** The cache of what the server said. A call that finds the session ended tells the panel. */
export function createQueryClient(): QueryClient {
  const noticeEnd = (error: unknown) => {
    if (error instanceof ApiFailure && error.endsSession) {
      queryClient.setQueryData(sessionOptions.queryKey, null);
    }
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEnd }),
    mutationCache: new MutationCache({ onError: noticeEnd }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < RETRIES && error instanceof ApiFailure && error.mayPass,
      },
    },
  });
  return queryClient;
}
