import { Group, Stack, Text, Title } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PageHeaderProps {
  /** What the page is below, outermost first; nothing for the start page. */
  path: readonly ReactNode[];
  title: string;
  intro?: string;
  /** Stands beside the title. */
  badge?: ReactNode;
  actions?: ReactNode;
}

/** Says where one is; the only `h1` of a page. */
export function PageHeader({ path, title, intro, badge, actions }: PageHeaderProps) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" align="flex-end" gap="md">
      <title>{`${title} · ${t('app.name')}`}</title>
      <Stack gap={4}>
        {path.length > 0 && (
          <Text size="sm" c="dimmed">
            {path.map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts stay where they are
              <Fragment key={index}>
                {index > 0 && ' › '}
                {part}
              </Fragment>
            ))}
          </Text>
        )}
        <Group gap="sm">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {badge}
        </Group>
        {intro && <Text c="dimmed">{intro}</Text>}
      </Stack>
      {actions}
    </Group>
  );
}
