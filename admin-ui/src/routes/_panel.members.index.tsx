import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { listMembersOptions } from '../api/gen/@tanstack/react-query.gen';
import { idInUrl, listSearch } from '../components/listSearch';
import { MemberList } from '../features/members/MemberList';

export const Route = createFileRoute('/_panel/members/')({
  validateSearch: z.object({
    ...listSearch,
    group_id: idInUrl,
    subscription_status: z.catch(z.optional(z.string()), undefined),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchQuery(listMembersOptions({ query: deps }));
  },
  component: MemberListRoute,
});

function MemberListRoute() {
  const navigate = Route.useNavigate();
  return (
    <MemberList search={Route.useSearch()} onSearch={(search, replace = false) => navigate({ search, replace })} />
  );
}
