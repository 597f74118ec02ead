import './panelStyles';
import { AppShell, Box, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { InShell } from '../components/PageStates';
import { CommandPalette } from '../features/palette/CommandPalette';
import { SessionEnded } from '../features/session/SessionEnded';
import { AccountMenu } from './AccountMenu';
import { AppearanceMenus } from './AppearanceMenus';
import { Logo } from './Logo';
import { Navigation } from './Navigation';

/** Header and sidebar around every page of the panel. */
export function Shell() {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(close, [pathname]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 264, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'xl' }}
    >
      <a href="#content" className="skip-link">
        {t('app.skip_to_content')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={t('app.menu')}
              aria-expanded={opened}
            />
            <Logo />
          </Group>
          <Group gap={4} wrap="nowrap">
            <CommandPalette />
            <AppearanceMenus />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t('nav.main')}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Box maw={1000} mx="auto">
          <InShell value={true}>
            <ModalsProvider>
              <Outlet />
            </ModalsProvider>
          </InShell>
        </Box>
      </AppShell.Main>
      <Notifications position="top-right" containerWidth={360} styles={{ root: { marginBlockStart: 48 } }} />
      <SessionEnded />
    </AppShell>
  );
}
