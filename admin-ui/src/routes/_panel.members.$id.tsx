import { createFileRoute } from '@tanstack/react-router';
import { idParam } from '../components/idParam';
import { MemberPage } from '../features/members/MemberPage';
import { memberOptions } from '../features/members/member';

export const Route = createFileRoute('/_panel/members/$id')({
  params: idParam,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(memberOptions(params.id)),
  component: () => <MemberPage id={Route.useParams().id} />,
});
