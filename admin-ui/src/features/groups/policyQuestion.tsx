import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { listStripeSubscriptions } from '../../api/gen/sdk.gen';
import type { GroupView } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { type GroupValues, valuesOf } from './groupForm';

/** Whether rules are saved that some paying members may have to leave by; asks when there are such members. */
export function usePolicyQuestion(): (values: GroupValues, base: GroupView) => Promise<boolean> {
  const { t } = useTranslation();
  const ask = useAsk();
  return async ({ stripe_policies: wanted }, base) => {
    if (base.id === 0) {
      return true;
    }
    const { stripe_policies: present } = valuesOf(base);
    const lateCounts = wanted.past_due !== present.past_due && wanted.past_due !== 'while_retrying';
    const late = lateCounts ? await countLate(base.id) : 0;
    const pauseCounts = wanted.paused_collection === 'remove' && present.paused_collection === 'keep';
    if (late === 0 && !pauseCounts) {
      return true;
    }
    return ask({
      title: t('groups.policies.ask'),
      confirm: t('action.save'),
      text: (
        <Stack gap="xs">
          {late > 0 && <Text>{t('groups.policies.ask_late', { count: late })}</Text>}
          {pauseCounts && <Text>{t('groups.policies.ask_paused')}</Text>}
        </Stack>
      ),
    });
  };
}

async function countLate(group: number): Promise<number> {
  const { data } = await listStripeSubscriptions({ query: { group_id: group, status: 'past_due', per_page: 1 } });
  return data?.total ?? 0;
}
