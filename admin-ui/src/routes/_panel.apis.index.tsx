import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { listApisOptions } from '../api/gen/@tanstack/react-query.gen';
import { listSearch } from '../components/listSearch';
import { ApisPage } from '../features/apis/ApisPage';

export const Route = createFileRoute('/_panel/apis/')({
  validateSearch: z.object({ q: listSearch.q, page: listSearch.page }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    context.queryClient.prefetchQuery(listApisOptions({ query: deps }));
  },
  component: ApisRoute,
});

function ApisRoute() {
  const navigate = Route.useNavigate();
  return <ApisPage search={Route.useSearch()} onSearch={(search, replace = false) => navigate({ search, replace })} />;
}
