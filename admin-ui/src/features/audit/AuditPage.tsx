import { Box, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listAuditOptions } from '../../api/gen/@tanstack/react-query.gen';
import type { AuditEntry } from '../../api/gen/types.gen';
import { useFormats } from '../../app/format';
import { EmptyState } from '../../components/EmptyState';
import { type Column, ListTable } from '../../components/ListTable';
import type { OnSearch } from '../../components/listSearch';
import { PageHeader } from '../../components/PageHeader';
import { PageLink } from '../../components/PageLink';
import { AuditFilters } from './AuditFilters';
import { type AuditSearch, queryOf } from './auditSearch';
import { Difference } from './Difference';
import { useActionWords } from './useActionWords';

interface AuditPageProps {
  search: AuditSearch;
  onSearch: OnSearch<AuditSearch>;
}

/** Who has changed what, and when. */
export function AuditPage({ search, onSearch }: AuditPageProps) {
  const { t } = useTranslation();
  const query = useQuery({ ...listAuditOptions({ query: queryOf(search) }), placeholderData: keepPreviousData });
  return (
    <Stack gap="lg">
      <PageHeader
        path={[t('nav.settings'), t('nav.administration')]}
        title={t('audit.title')}
        intro={t('audit.intro')}
      />
      <ListTable
        label={t('audit.title')}
        query={query}
        columns={useColumns()}
        rowKey={(entry) => entry.id}
        search={search}
        onSearch={onSearch}
        searchHint={t('audit.search')}
        filters={<AuditFilters search={search} onSearch={onSearch} />}
        empty={<EmptyState icon={IconHistory} title={t('audit.empty')} />}
      />
    </Stack>
  );
}

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const words = useActionWords();
  return [
    {
      key: 'at',
      label: t('audit.at'),
      sort: 'at',
      from: 'sm',
      cell: ({ at }) => (
        <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
          {dateTime(at)}
        </Text>
      ),
    },
    {
      key: 'what',
      label: t('audit.what'),
      sort: 'action',
      cell: (entry) => (
        <>
          <Text size="sm" fw={600}>
            {words(entry.action)}
          </Text>
          <PageLink to="/audit" search={{ subject: entry.subject }} size="xs" ff="monospace">
            {entry.subject}
          </PageLink>
          <Box hiddenFrom="sm" mt={4}>
            <Text size="xs">{dateTime(entry.at)}</Text>
            <Who entry={entry} />
          </Box>
        </>
      ),
    },
    {
      key: 'changes',
      label: t('audit.changed'),
      cell: ({ before, after }) => <Difference before={before} after={after} />,
    },
    { key: 'who', label: t('audit.who'), sort: 'actor', from: 'sm', cell: (entry) => <Who entry={entry} /> },
  ];
}

function Who({ entry: { actor, cause, address } }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  return (
    <>
      <PageLink to="/audit" search={{ actor }} size="sm" style={{ overflowWrap: 'anywhere' }}>
        {actor}
      </PageLink>
      {cause && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('audit.because', { cause })}
        </Text>
      )}
      {address && (
        <Text size="xs" c="dimmed">
          {t('audit.from_address', { address })}
        </Text>
      )}
    </>
  );
}
