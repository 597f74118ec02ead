import { Button, Stack } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listEndpointsOptions, listOperationsOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { Api } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { EmptyState } from '../../components/EmptyState';
import { ListTable } from '../../components/ListTable';
import type { ListSearch, OnSearch } from '../../components/listSearch';
import type { ApiSearch } from './apiSearch';
import { EndpointDialog } from './EndpointDialog';
import { useEndpointColumns } from './endpointColumns';

interface EndpointsProps {
  api: Api;
  search: ApiSearch;
  onSearch: OnSearch<ApiSearch>;
}

/** The endpoints of an API. */
export function Endpoints({ api, search, onSearch }: EndpointsProps) {
  const { t } = useTranslation();
  const mayEdit = useCan('editor');
  const { data: tree } = useSuspenseQuery(listOperationsOptions());
  const { q, page, endpoint } = search;
  const query = useQuery({
    ...listEndpointsOptions({ path: { id: api.id }, query: { q, page } }),
    placeholderData: keepPreviousData,
  });
  const add = mayEdit && (
    <Button onClick={() => onSearch({ ...search, endpoint: 'new' })}>{t('apis.endpoint.add')}</Button>
  );
  const listed: ListSearch = { q, page };
  return (
    <Stack gap="sm">
      <ListTable
        label={t('apis.tab.endpoints')}
        query={query}
        columns={useEndpointColumns(api, tree)}
        rowKey={(row) => row.id}
        search={listed}
        onSearch={onSearch}
        searchHint={t('apis.endpoint.search')}
        filters={add}
        empty={
          <EmptyState
            icon={IconPlugConnected}
            title={t('apis.endpoint.empty')}
            text={t('apis.endpoint.empty_hint')}
            action={add}
          />
        }
      />
      {endpoint && (
        <EndpointDialog
          key={endpoint}
          api={api}
          tree={tree}
          id={endpoint}
          onClose={() => onSearch({ ...search, endpoint: undefined }, true)}
        />
      )}
    </Stack>
  );
}
