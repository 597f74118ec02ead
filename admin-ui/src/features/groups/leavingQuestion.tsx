import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { previewGroup } from '../../api/gen/sdk.gen';
import type { GroupView } from '../../api/gen/types.gen';
import { useAsk } from '../../components/ask';
import { draftOf, type GroupValues, valuesOf } from './groupForm';

/** Asks before a group is saved that members would leave by it. */
export function useLeavingQuestion(sold: boolean): (values: GroupValues, base: GroupView) => Promise<boolean> {
  const { t } = useTranslation();
  const ask = useAsk();
  return async (values, base) => {
    const { id, version } = base;
    if (id === 0 || sells(values) === sells(valuesOf(base))) {
      return true;
    }
    // What is refused here is refused when it is saved, and said then.
    const { data } = await previewGroup({ path: { id }, body: { ...draftOf(values, sold), version } });
    if (!data?.leaving) {
      return true;
    }
    return ask({
      title: t('groups.policies.ask'),
      confirm: t('action.save'),
      destructive: true,
      text: <Text>{t('groups.policies.ask_leaving', { count: data.leaving })}</Text>,
    });
  };
}

/** Nobody leaves by a change of anything else. */
function sells({ stripe_prices, stripe_policies }: GroupValues): string {
  return JSON.stringify([stripe_prices, stripe_policies]);
}
