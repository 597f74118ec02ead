import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  createMemberMutation,
  deleteMemberMutation,
  findMemberOptions,
  grantGroupMutation,
  listAuditQueryKey,
  listGroupsQueryKey,
  listMembersQueryKey,
  listStripeEventsQueryKey,
  resyncMemberMutation,
  revokeGroupMutation,
} from '../../api/gen/@tanstack/react-query.gen';
import { updateMember } from '../../api/gen/sdk.gen';
import type { MemberDraft, MemberView } from '../../api/gen/types.gen';
import type { Tone } from '../../components/StateBadge';
import { sayDone } from '../../components/say';

export const STATUS_TONE: Record<MemberView['status'], Tone> = { active: 'good', unconfirmed: 'wait', blocked: 'bad' };

const ENDED: readonly string[] = ['canceled', 'incomplete_expired'];

/** Whether Stripe may still charge the member, in the active mode. */
export const isCharged = ({ stripe }: MemberView) => stripe.subscriptions.some(({ status }) => !ENDED.includes(status));

/** Whether a payment for a subscription of the member is late. */
export const isLate = ({ stripe }: MemberView) => stripe.subscriptions.some(({ status }) => status === 'past_due');

/** One member, as the server has it. */
export const memberOptions = (id: number) => findMemberOptions({ path: { id } });

const DEPENDENT = [listMembersQueryKey(), listGroupsQueryKey(), listAuditQueryKey(), listStripeEventsQueryKey()];

/** Has all that shows members read again. */
function useReread() {
  const queryClient = useQueryClient();
  return async () => {
    for (const [{ _id }] of DEPENDENT) {
      await queryClient.invalidateQueries({ queryKey: [{ _id }] });
    }
  };
}

/** Takes what the server answered as what the member is now. */
function useKeep() {
  const queryClient = useQueryClient();
  const reread = useReread();
  return async (view: MemberView, said?: string) => {
    queryClient.setQueryData(memberOptions(view.id).queryKey, view);
    if (said) {
      sayDone(said);
    }
    await reread();
    return view;
  };
}

/** Adds a member and shows it. */
export function useCreateMember() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const keep = useKeep();
  return useMutation({
    ...createMemberMutation(),
    onSuccess: async (view) => {
      await navigate({ to: '/members/$id', params: { id: view.id } });
      await keep(view, t('members.created'));
    },
  });
}

/** Changes a member. */
export function useSendMember() {
  const keep = useKeep();
  return async (id: number, body: MemberDraft) =>
    keep((await updateMember({ path: { id }, body, throwOnError: true })).data);
}

/** Lets a member log in, or no longer; says so in these words or in its own. */
export function useSetStatus(member: MemberView, words?: string) {
  const { t } = useTranslation();
  const send = useSendMember();
  const { email, name, version } = member;
  return useMutation({
    mutationFn: (status: MemberView['status']) => send(member.id, { email, name, version, status }),
    onSuccess: ({ status }) =>
      sayDone(words ?? t(status === 'blocked' ? 'members.block.blocked' : 'members.block.unblocked')),
  });
}

/** Adds a member to a group manually, or changes when that ends. */
export function useGrant() {
  const { t } = useTranslation();
  const keep = useKeep();
  return useMutation({ ...grantGroupMutation(), onSuccess: (view) => keep(view, t('members.grant.done')) });
}

/** Removes the manual reason. */
export function useRevoke() {
  const { t } = useTranslation();
  const keep = useKeep();
  return useMutation({ ...revokeGroupMutation(), onSuccess: (view) => keep(view, t('members.grant.revoked')) });
}

/** Reads from Stripe again what the member has there. */
export function useResync() {
  const { t } = useTranslation();
  const keep = useKeep();
  return useMutation({ ...resyncMemberMutation(), onSuccess: (view) => keep(view, t('members.stripe.resynced')) });
}

/** Deletes a member and goes back to the list. */
export function useDeleteMember() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const reread = useReread();
  return useMutation({
    ...deleteMemberMutation(),
    onSuccess: async (_, { path }) => {
      await navigate({ to: '/members', ignoreBlocker: true });
      // Going back says that it is gone.
      queryClient.removeQueries({ queryKey: memberOptions(path.id).queryKey });
      sayDone(t('members.remove.done'));
      await reread();
    },
  });
}
