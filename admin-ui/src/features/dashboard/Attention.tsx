import { Alert, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageLink } from '../../components/PageLink';
import { useConcerns } from './concerns';

/** What an admin should look at now. */
export function Attention() {
  const { t } = useTranslation();
  const { concerns, pending } = useConcerns();
  if (pending && concerns.length === 0) {
    return <Skeleton h={56} />;
  }
  if (concerns.length === 0) {
    return (
      <Alert color="green" icon={<IconCircleCheck size={20} />}>
        {t('dashboard.attention.none')}
      </Alert>
    );
  }
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={20} />} title={t('dashboard.attention.title')}>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {concerns.map(({ text, to, search, hash }) => (
          <Group component="li" key={text} justify="space-between" gap="xs">
            <Text size="sm" flex="1 1 240px">
              {text}
            </Text>
            <PageLink
              to={to}
              c="inherit"
              search={search as never}
              {...(hash ? { hash } : {})}
              size="sm"
              aria-label={`${t('dashboard.attention.look')}: ${text}`}
            >
              {t('dashboard.attention.look')}
            </PageLink>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
