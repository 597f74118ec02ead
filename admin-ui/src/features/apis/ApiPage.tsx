import { Button, Stack, Tabs } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findApiOptions } from '../../api/gen/@tanstack/react-query.gen';
import { CopyField } from '../../components/CopyField';
import type { OnSearch } from '../../components/listSearch';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { RoleNotice } from '../../components/RoleNotice';
import { ApiSettings } from './ApiSettings';
import { addressOf, docsUrl } from './addresses';
import { type ApiSearch, type ApiTab, tabsOf } from './apiSearch';
import { Endpoints } from './Endpoints';
import { StaticTokens } from './StaticTokens';

interface ApiPageProps {
  id: number;
  search: ApiSearch;
  onSearch: OnSearch<ApiSearch>;
}

/** One API: its endpoints, its settings and, where it has some, its tokens. */
export function ApiPage({ id, search, onSearch }: ApiPageProps) {
  const { t } = useTranslation();
  const { data: api } = useSuspenseQuery(findApiOptions({ path: { id } }));
  const tabs = tabsOf(api.security);
  const shown = search.tab && tabs.includes(search.tab) ? search.tab : 'endpoints';
  return (
    <Stack gap="lg">
      <PageHeader
        path={[
          <PageLink key="list" to="/apis" inherit>
            {t('nav.api')}
          </PageLink>,
        ]}
        title={api.title}
        actions={
          <Button
            component="a"
            href={docsUrl(api.id)}
            target="_blank"
            rel="noreferrer"
            variant="default"
            rightSection={<IconExternalLink size={16} role="img" aria-label={t('app.new_window')} />}
          >
            {t('apis.swagger_ui')}
          </Button>
        }
      />
      <RoleNotice needs="editor" />
      <CopyField label={t('apis.address')} description={t('apis.address_hint')} value={addressOf(api.id)} />
      <Tabs value={shown} onChange={(tab) => onSearch({ tab: tab as ApiTab })} keepMounted={false}>
        <Tabs.List aria-label={t('apis.parts')}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`apis.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="endpoints" pt="lg">
          <Endpoints api={api} search={search} onSearch={onSearch} />
        </Tabs.Panel>
        <Tabs.Panel value="settings" pt="lg">
          <ApiSettings api={api} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens" pt="lg">
          <StaticTokens api={api} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
