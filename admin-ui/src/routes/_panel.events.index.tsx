import { createFileRoute } from '@tanstack/react-router';
import { EventsPage } from '../features/events/EventsPage';
import { eventSearch } from '../features/events/eventSearch';

export const Route = createFileRoute('/_panel/events/')({
  validateSearch: eventSearch,
  component: EventsRoute,
});

function EventsRoute() {
  const navigate = Route.useNavigate();
  return (
    <EventsPage search={Route.useSearch()} onSearch={(search, replace = false) => navigate({ search, replace })} />
  );
}
