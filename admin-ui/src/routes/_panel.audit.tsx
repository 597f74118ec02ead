import { createFileRoute } from '@tanstack/react-router';
import { AuditPage } from '../features/audit/AuditPage';
import { auditSearch } from '../features/audit/auditSearch';

export const Route = createFileRoute('/_panel/audit')({
  validateSearch: auditSearch,
  component: AuditRoute,
});

function AuditRoute() {
  const navigate = Route.useNavigate();
  return <AuditPage search={Route.useSearch()} onSearch={(search, replace = false) => navigate({ search, replace })} />;
}
