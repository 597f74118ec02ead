import { createFileRoute } from '@tanstack/react-router';
import { AdminsPage } from '../features/admins/AdminsPage';
import { adminSearch } from '../features/admins/adminSearch';

export const Route = createFileRoute('/_panel/admins')({
  validateSearch: adminSearch,
  component: AdminsRoute,
});

function AdminsRoute() {
  const navigate = Route.useNavigate();
  return (
    <AdminsPage search={Route.useSearch()} onSearch={(search, replace = false) => navigate({ search, replace })} />
  );
}
