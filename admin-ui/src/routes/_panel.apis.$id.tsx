import { createFileRoute } from '@tanstack/react-router';
import { findApiOptions, listOperationsOptions } from '../api/gen/@tanstack/react-query.gen';
import { idParam } from '../components/idParam';
import { ApiPage } from '../features/apis/ApiPage';
import { apiSearch } from '../features/apis/apiSearch';

export const Route = createFileRoute('/_panel/apis/$id')({
  validateSearch: apiSearch,
  params: idParam,
  loader: ({ context, params }) =>
    Promise.all([
      context.queryClient.ensureQueryData(findApiOptions({ path: params })),
      context.queryClient.ensureQueryData(listOperationsOptions()),
    ]),
  component: ApiRoute,
});

function ApiRoute() {
  const navigate = Route.useNavigate();
  const { id } = Route.useParams();
  return (
    <ApiPage
      key={id}
      id={id}
      search={Route.useSearch()}
      onSearch={(search, replace = false) => navigate({ search, replace })}
    />
  );
}
