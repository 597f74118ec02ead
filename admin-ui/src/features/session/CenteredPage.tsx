import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppearanceMenus } from '../../app/AppearanceMenus';
import { Logo } from '../../app/Logo';

interface CenteredPageProps {
  title: string;
  intro?: string;
  children: ReactNode;
}

/** A page outside the panel: one card. */
export function CenteredPage({ title, intro, children }: CenteredPageProps) {
  const { t } = useTranslation();
  return (
    <Box mih="100dvh" display="flex" style={{ flexDirection: 'column' }}>
      <title>{`${title} · ${t('app.name')}`}</title>
      <Group component="header" justify="space-between" px="md" h={56}>
        <Logo />
        <Group gap={4}>
          <AppearanceMenus />
        </Group>
      </Group>
      <Box component="main" px="sm" pt={{ base: 'md', sm: '10vh' }} pb="xl">
        <Paper withBorder shadow="sm" radius="lg" p={{ base: 'lg', sm: 32 }} maw={440} mx="auto">
          <Stack gap="lg">
            <Stack gap={6}>
              <Title order={1}>{title}</Title>
              {intro && <Text c="dimmed">{intro}</Text>}
            </Stack>
            {children}
          </Stack>
        </Paper>
      </Box>
    </Box>
  );
}
