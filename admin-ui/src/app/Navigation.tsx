import { NavLink, type NavLinkProps, ScrollArea, Stack, Text } from '@mantine/core';
import {
  IconApi,
  IconCreditCard,
  IconExternalLink,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconPlugConnected,
  IconReceipt,
  IconShieldLock,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import { forwardRef, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

const NavPageLink = createLink(
  forwardRef<HTMLAnchorElement, NavLinkProps>((props, ref) => <NavLink component="a" ref={ref} {...props} />),
);

/** The pages there are. */
export function Navigation() {
  const { t } = useTranslation();
  return (
    <ScrollArea>
      <Stack gap="lg" py="xs">
        <Entry to="/" exact label={t('dashboard.title')} icon={IconLayoutDashboard} />
        <NavGroup title={t('nav.members')}>
          <Entry to="/members" label={t('members.title')} icon={IconUsers} />
          <Entry to="/groups" label={t('groups.title')} icon={IconUsersGroup} />
          <Entry to="/subscriptions" label={t('subscriptions.title')} icon={IconReceipt} />
        </NavGroup>
        <NavGroup title={t('nav.api')}>
          <Entry to="/apis" label={t('apis.title')} icon={IconPlugConnected} />
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
          <Entry to="/settings/integrations/stripe" label={t('nav.stripe')} icon={IconCreditCard} />
          <Entry to="/events" label={t('events.title')} icon={IconWebhook} />
          <Part>{t('nav.administration')}</Part>
          <Entry to="/admins" label={t('admins.title')} icon={IconShieldLock} />
          <Entry to="/tokens" label={t('tokens.title')} icon={IconKey} />
          <Entry to="/audit" label={t('audit.title')} icon={IconHistory} />
          <Entry to="/account" label={t('my_account.title')} icon={IconUserCircle} />
        </NavGroup>
      </Stack>
    </ScrollArea>
  );
}

interface EntryProps {
  to: string;
  label: string;
  icon: typeof IconApi;
  /** Whether pages below it are others. */
  exact?: boolean;
}

function Entry({ to, label, icon: Icon, exact = false }: EntryProps) {
  return (
    <NavPageLink
      to={to}
      label={label}
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
