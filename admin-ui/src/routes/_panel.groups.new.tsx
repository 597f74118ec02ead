import { createFileRoute } from '@tanstack/react-router';
import { findStripeIntegrationOptions } from '../api/gen/@tanstack/react-query.gen';
import { NewGroupPage } from '../features/groups/GroupPages';

export const Route = createFileRoute('/_panel/groups/new')({
  loader: ({ context }) => context.queryClient.ensureQueryData(findStripeIntegrationOptions()),
  component: NewGroupPage,
});
