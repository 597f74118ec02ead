import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PageHeaderProps {
  /** What the page is below, outermost first. */
  path: readonly string[];
  title: string;
  intro?: string;
  actions?: ReactNode;
}

/** Says where one is; the only `h1` of a page. */
export function PageHeader({ path, title, intro, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" align="flex-end" gap="md">
      <title>{`${title} · ${t('app.name')}`}</title>
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {path.join(' › ')}
        </Text>
        <Title order={1}>{title}</Title>
        {intro && <Text c="dimmed">{intro}</Text>}
      </Stack>
      {actions}
    </Group>
  );
}
