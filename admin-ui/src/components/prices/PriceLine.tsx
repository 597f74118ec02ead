import { Box, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyId } from '../CopyField';
import { StateBadge } from '../StateBadge';
import { type Mode, usePrice, usePriceWords } from './prices';

/** What a price sells and costs, with its id. */
export function PriceLine({ mode, id, children }: { mode: Mode; id: string; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder px="sm" py={6} radius="sm">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Stack gap={0} miw={0}>
          <PriceName mode={mode} id={id} />
          <CopyId label={t('price.id')} value={id} />
        </Stack>
        {children && <Box flex="none">{children}</Box>}
      </Group>
    </Paper>
  );
}

/** What a price sells and costs. */
export function PriceName({ mode, id }: { mode: Mode; id: string }) {
  const { t } = useTranslation();
  const words = usePriceWords();
  const { price, pending, failed } = usePrice(mode, id);
  if (pending) {
    return <Skeleton h={18} w={160} />;
  }
  if (!price) {
    return failed ? null : (
      <Text size="sm" c="dimmed">
        {t('price.unknown')}
      </Text>
    );
  }
  return (
    <Group gap={6}>
      <Text size="sm" fw={600}>
        {price.product_name || t('price.deleted_product')}
      </Text>
      <Text size="sm">{words(price)}</Text>
      {!price.active && <StateBadge tone="off">{t('price.archived')}</StateBadge>}
    </Group>
  );
}
