import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { listGroupsOptions } from '../api/gen/@tanstack/react-query.gen';
import { listSearch } from '../components/listSearch';
import { GroupList } from '../features/groups/GroupList';

export const Route = createFileRoute('/_panel/groups/')({
  validateSearch: z.object(listSearch),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchQuery(listGroupsOptions({ query: deps }));
  },
  component: GroupListRoute,
});

function GroupListRoute() {
  const navigate = Route.useNavigate();
  return <GroupList search={Route.useSearch()} onSearch={(search, replace = false) => navigate({ search, replace })} />;
}
