import { createFileRoute } from '@tanstack/react-router';
import { findStripeEventOptions } from '../api/gen/@tanstack/react-query.gen';
import { EventPage } from '../features/events/EventPage';

export const Route = createFileRoute('/_panel/events/$eventId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(findStripeEventOptions({ path: { event_id: params.eventId } })),
  component: () => <EventPage id={Route.useParams().eventId} />,
});
