import { createFileRoute } from '@tanstack/react-router';
import { findStripeIntegrationOptions } from '../api/gen/@tanstack/react-query.gen';
import { idParam } from '../components/idParam';
import { GroupPage } from '../features/groups/GroupPages';
import { groupOptions } from '../features/groups/group';

export const Route = createFileRoute('/_panel/groups/$id')({
  params: idParam,
  loader: ({ context, params }) =>
    Promise.all([
      context.queryClient.ensureQueryData(groupOptions(params.id)),
      context.queryClient.ensureQueryData(findStripeIntegrationOptions()),
    ]),
  component: () => <GroupPage id={Route.useParams().id} />,
});
