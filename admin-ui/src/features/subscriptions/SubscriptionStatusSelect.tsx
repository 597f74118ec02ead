import { Select, type SelectProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IN_PAGE } from '../../components/combobox';
import { STATUSES } from './SubscriptionStatus';

interface SubscriptionStatusSelectProps extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  value: string | undefined;
  onChange: (status: string | undefined) => void;
}

/** Narrows a list down to one of the states that Stripe has for a subscription. */
export function SubscriptionStatusSelect({ value, onChange, ...rest }: SubscriptionStatusSelectProps) {
  const { t } = useTranslation();
  return (
    <Select
      flex="1 1 200px"
      maw={420}
      clearable
      clearButtonProps={{ 'aria-label': t('action.clear') }}
      value={value ?? null}
      onChange={(status) => onChange(status ?? undefined)}
      data={STATUSES.map((status) => ({ value: status, label: t(`subscriptions.status.${status}`) }))}
      comboboxProps={IN_PAGE}
      {...rest}
    />
  );
}
