import { Box, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findStripeIntegrationOptions } from '../../api/gen/@tanstack/react-query.gen';
import { PricePicker } from '../../components/prices/PricePicker';
import type { Mode } from '../../components/prices/prices';
import { Section } from '../../components/Section';
import { StateBadge } from '../../components/StateBadge';
import type { GroupFieldsProps } from './parts';

const MODES: readonly Mode[] = ['test', 'live'];

/** The prices that lead to a group, of both modes side by side. */
export function PriceFields(props: GroupFieldsProps) {
  const { t } = useTranslation();
  const { data: integration } = useSuspenseQuery(findStripeIntegrationOptions());
  return (
    <Section title={t('groups.prices.title')} intro={t('groups.prices.intro')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        {MODES.map((mode) => (
          <ModePrices key={mode} mode={mode} active={integration.active_mode === mode} {...props} />
        ))}
      </SimpleGrid>
      {!props.readOnly && (
        <Text size="sm" c="dimmed">
          {t('groups.prices.retiring')}
        </Text>
      )}
    </Section>
  );
}

function ModePrices({ mode, active, form, readOnly }: GroupFieldsProps & { mode: Mode; active: boolean }) {
  const { t } = useTranslation();
  const field = `stripe_prices.${mode}` as const;
  const chosen = form.values.stripe_prices[mode];
  const error = Object.entries(form.errors).find(([name]) => name === field || name.startsWith(`${field}.`))?.[1];
  return (
    <Box role="group" aria-label={t(`groups.prices.mode.${mode}`)} miw={0}>
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={3}>{t(`groups.prices.mode.${mode}`)}</Title>
          <StateBadge tone={active ? 'good' : 'off'}>
            {t(active ? 'groups.prices.active' : 'groups.prices.inactive')}
          </StateBadge>
        </Group>
        {chosen.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('groups.prices.none')}
          </Text>
        )}
        <PricePicker
          mode={mode}
          value={chosen}
          onChange={(ids) => {
            form.setFieldValue(field, ids);
            form.setErrors({});
          }}
          error={error}
          readOnly={readOnly}
        />
      </Stack>
    </Box>
  );
}
