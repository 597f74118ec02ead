import { NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/Section';
import type { GroupFieldsProps } from './parts';

const PAST_DUE = ['while_retrying', 'grace_days', 'until_period_end', 'remove'] as const;
const THEN = ['keep', 'remove'] as const;
const PURCHASE = ['forever', 'days'] as const;

/** What happens to members who pay late, pause, pay once or take their money back. */
export function PolicyFields({ form, readOnly }: GroupFieldsProps) {
  const { t } = useTranslation();
  const { past_due, purchase } = form.values.stripe_policies;
  const choice = (field: string) => ({ ...form.getInputProps(`stripe_policies.${field}`), readOnly });
  return (
    <Section title={t('groups.policies.title')} intro={t('groups.policies.at_once')}>
      <Choice
        label={t('groups.policies.past_due.label')}
        options={PAST_DUE.map((value) => ({ value, label: t(`groups.policies.past_due.${value}`) }))}
        {...choice('past_due')}
      />
      {past_due === 'grace_days' && (
        <Days label={t('groups.policies.grace_days')} max={365} {...choice('grace_days')} />
      )}
      <Choice
        label={t('groups.policies.paused_collection.label')}
        options={THEN.map((value) => ({ value, label: t(`groups.policies.paused_collection.${value}`) }))}
        {...choice('paused_collection')}
      />
      <Choice
        label={t('groups.policies.purchase.label')}
        options={PURCHASE.map((value) => ({ value, label: t(`groups.policies.purchase.${value}`) }))}
        {...choice('purchase')}
      />
      {purchase === 'days' && (
        <Days label={t('groups.policies.purchase_days')} max={36_500} {...choice('purchase_days')} />
      )}
      <Choice
        label={t('groups.policies.refund.label')}
        options={THEN.map((value) => ({ value, label: t(`groups.policies.refund.${value}`) }))}
        {...choice('refund')}
      />
      <Choice
        label={t('groups.policies.lost_dispute.label')}
        options={THEN.map((value) => ({ value, label: t(`groups.policies.lost_dispute.${value}`) }))}
        {...choice('lost_dispute')}
      />
    </Section>
  );
}

interface ChoiceProps {
  label: string;
  options: readonly { value: string; label: string }[];
  readOnly: boolean;
}

function Choice({ label, options, readOnly, ...input }: ChoiceProps) {
  return (
    <Radio.Group label={label} {...input}>
      <Stack gap={6} mt={6}>
        {options.map((option) => (
          <Radio key={option.value} {...option} disabled={readOnly} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Days({ label, max, ...input }: { label: string; max: number; readOnly: boolean }) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={label}
      min={1}
      max={max}
      clampBehavior="none"
      maw={260}
      hideControls
      rightSection={<Text size="sm">{t('time.unit_days')}</Text>}
      rightSectionWidth={60}
      {...input}
    />
  );
}
