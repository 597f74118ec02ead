import { createFileRoute } from '@tanstack/react-router';
import { findStripeOverviewOptions } from '../api/gen/@tanstack/react-query.gen';
import { DashboardPage } from '../features/dashboard/DashboardPage';

export const Route = createFileRoute('/_panel/')({
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(findStripeOverviewOptions());
  },
  component: DashboardPage,
});
