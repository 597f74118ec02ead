import { NavLink, type NavLinkProps, ScrollArea, Stack, Text } from '@mantine/core';
import { IconApi, IconExternalLink } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import { forwardRef, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { SCREENS, type Screen } from './screens';

const NavPageLink = createLink(
  forwardRef<HTMLAnchorElement, NavLinkProps>((props, ref) => <NavLink component="a" ref={ref} {...props} />),
);

/** The pages there are. */
export function Navigation() {
  const { t } = useTranslation();
  return (
    <ScrollArea>
      <Stack gap="lg" py="xs">
        <Entry screen={SCREENS.dashboard} exact />
        <NavGroup title={t('nav.members')}>
          <Entry screen={SCREENS.members} />
          <Entry screen={SCREENS.groups} />
          <Entry screen={SCREENS.subscriptions} />
        </NavGroup>
        <NavGroup title={t('nav.api')}>
          <Entry screen={SCREENS.apis} />
          <NavLink
            href="/docs/admin/"
            target="_blank"
            rel="noreferrer"
            label={t('nav.admin_api')}
            aria-label={`${t('nav.admin_api')} (${t('app.new_window')})`}
            leftSection={<IconApi size={18} />}
            rightSection={<IconExternalLink size={16} />}
          />
        </NavGroup>
        <NavGroup title={t('nav.settings')}>
          <Part>{t('nav.external_systems')}</Part>
          <Entry screen={SCREENS.stripe} />
          <Entry screen={SCREENS.events} />
          <Part>{t('nav.administration')}</Part>
          <Entry screen={SCREENS.admins} />
          <Entry screen={SCREENS.tokens} />
          <Entry screen={SCREENS.audit} />
          <Entry screen={SCREENS.account} />
        </NavGroup>
      </Stack>
    </ScrollArea>
  );
}

interface EntryProps {
  screen: Screen;
  /** Whether pages below it are others. */
  exact?: boolean;
}

function Entry({ screen: { to, label, icon: Icon }, exact = false }: EntryProps) {
  const { t } = useTranslation();
  return (
    <NavPageLink
      to={to}
      label={t(label)}
      leftSection={<Icon size={18} />}
      activeProps={{ active: true }}
      activeOptions={{ includeSearch: false, exact }}
    />
  );
}

function Part({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed" px="sm" pt={6} pb={2}>
      {children}
    </Text>
  );
}

function NavGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <Text id={id} size="sm" fw={650} px="sm" pb={4}>
        {title}
      </Text>
      {children}
    </div>
  );
}
