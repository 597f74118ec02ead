import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { listStripeSubscriptionsOptions } from '../api/gen/@tanstack/react-query.gen';
import { idInUrl, listSearch } from '../components/listSearch';
import { SubscriptionList } from '../features/subscriptions/SubscriptionList';

export const Route = createFileRoute('/_panel/subscriptions')({
  validateSearch: z.object({
    ...listSearch,
    status: z.catch(z.optional(z.string()), undefined),
    group_id: idInUrl,
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchQuery(listStripeSubscriptionsOptions({ query: deps }));
  },
  component: SubscriptionListRoute,
});

function SubscriptionListRoute() {
  const navigate = Route.useNavigate();
  return (
    <SubscriptionList
      search={Route.useSearch()}
      onSearch={(search, replace = false) => navigate({ search, replace })}
    />
  );
}
