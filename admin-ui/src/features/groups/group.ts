import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  deleteGroupMutation,
  dropRetiredStripePriceMutation,
  findGroupOptions,
  listGroupsQueryKey,
  listRetiredStripePricesOptions,
  listRetiredStripePricesQueryKey,
} from '../../api/gen/@tanstack/react-query.gen';
import { createGroup, updateGroup } from '../../api/gen/sdk.gen';
import type { GroupDraft, GroupView } from '../../api/gen/types.gen';
import { sayDone } from '../../components/say';

/** One group, as the server has it. */
export const groupOptions = (id: number) => findGroupOptions({ path: { id } });

/** What a group sells no longer. */
export const retiredPricesOptions = (id: number) =>
  listRetiredStripePricesOptions({ path: { id }, query: { per_page: 100 } });

const generatedKey = (key: readonly [{ _id: string }]) => [{ _id: key[0]._id }];

/** Has every list that shows groups read again. */
export function useRereadGroups() {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: generatedKey(listGroupsQueryKey()) });
    await queryClient.invalidateQueries({
      queryKey: generatedKey(listRetiredStripePricesQueryKey({ path: { id: 0 } })),
    });
  };
}

/** Sends a group; the answer is shown at once. */
export function useSendGroup() {
  const queryClient = useQueryClient();
  const reread = useRereadGroups();
  const keep = async (view: GroupView) => {
    queryClient.setQueryData(groupOptions(view.id).queryKey, view);
    await reread();
    return view;
  };
  return {
    create: async (body: GroupDraft) => keep((await createGroup({ body, throwOnError: true })).data),
    update: async (id: number, body: GroupDraft) =>
      keep((await updateGroup({ path: { id }, body, throwOnError: true })).data),
  };
}

/** Deletes a group and goes back to the list. */
export function useDeleteGroup() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const reread = useRereadGroups();
  return useMutation({
    ...deleteGroupMutation(),
    onSuccess: async (_, { path }) => {
      await navigate({ to: '/groups', ignoreBlocker: true });
      // Going back says that it is gone.
      queryClient.removeQueries({ queryKey: groupOptions(path.id).queryKey });
      sayDone(t('groups.remove.done'));
      await reread();
    },
  });
}

/** Has a retired price lead to its group no longer. */
export function useDropPrice(group: number) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const reread = useRereadGroups();
  return useMutation({
    ...dropRetiredStripePriceMutation(),
    onSuccess: () => sayDone(t('groups.retired.dropped')),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: groupOptions(group).queryKey });
      await reread();
    },
  });
}
