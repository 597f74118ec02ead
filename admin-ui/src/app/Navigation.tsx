import { NavLink, type NavLinkProps, ScrollArea, Stack, Text } from '@mantine/core';
import { IconApi, IconCreditCard, IconExternalLink } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import { forwardRef, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

const PageLink = createLink(
  forwardRef<HTMLAnchorElement, NavLinkProps>((props, ref) => <NavLink component="a" ref={ref} {...props} />),
);

/** The pages there are. */
export function Navigation() {
  const { t } = useTranslation();
  return (
    <ScrollArea>
      <Stack gap="lg" py="xs">
        <NavGroup title={t('nav.settings')}>
          <Text size="xs" c="dimmed" px="sm" pt={2} pb={4}>
            {t('nav.external_systems')}
          </Text>
          <PageLink
            to="/settings/integrations/stripe"
            label={t('nav.stripe')}
            leftSection={<IconCreditCard size={18} />}
            activeProps={{ active: true }}
            activeOptions={{ includeSearch: false }}
          />
        </NavGroup>
        <NavGroup title={t('nav.developers')}>
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
      </Stack>
    </ScrollArea>
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
