import { createFileRoute } from '@tanstack/react-router';
import { ownAccountOptions } from '../api/gen/@tanstack/react-query.gen';
import { AccountPage } from '../features/account/AccountPage';

export const Route = createFileRoute('/_panel/account')({
  loader: ({ context }) => context.queryClient.ensureQueryData(ownAccountOptions()),
  component: AccountPage,
});
