import { Alert, Box, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFailure } from '../app/api';

/** Whether a page stands inside the shell, which has the landmark already. */
export const InShell = createContext(false);

function StatePage({ children }: { children: ReactNode }) {
  return (
    <Box component={useContext(InShell) ? 'div' : 'main'} p="md" mt="xl" maw={640} mx="auto">
      <Stack align="flex-start">{children}</Stack>
    </Box>
  );
}

/** A page that is on its way. */
export function PendingPage() {
  const { t } = useTranslation();
  return (
    <Stack maw={1000} mx="auto" w="100%" p="md" role="status" aria-label={t('state.loading')}>
      <Skeleton h={30} w="40%" />
      <Skeleton h={18} w="70%" />
      <Skeleton h={150} mt="md" />
      <Skeleton h={220} />
    </Stack>
  );
}

/** A page that did not come. */
export function FailedPage({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  useEffect(reset, [reset]);
  const status = error instanceof ApiFailure ? error.status : undefined;
  if (status === 404) {
    return <MissingPage />;
  }
  const title = t(status === 403 ? 'state.forbidden' : 'state.failed');
  return (
    <StatePage>
      <title>{`${title} · ${t('app.name')}`}</title>
      <Title order={1}>{title}</Title>
      <FailureAlert error={error} />
      <Button onClick={() => router.invalidate()}>{t('action.retry')}</Button>
    </StatePage>
  );
}

/** A page that there is not. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <StatePage>
      <title>{`${t('state.not_found')} · ${t('app.name')}`}</title>
      <Title order={1}>{t('state.not_found')}</Title>
      <Text c="dimmed">{t('state.not_found_hint')}</Text>
      <Button component={Link} to="/">
        {t('action.home')}
      </Button>
    </StatePage>
  );
}

/** What went wrong, in the server's words where it has some. */
export function FailureAlert({ error, title }: { error: unknown; title?: string }) {
  const { t } = useTranslation();
  const failure = error instanceof ApiFailure ? error : undefined;
  return (
    <Alert color="red" title={title} role="alert" w="100%">
      <Text size="sm">
        {failure?.status === 0 ? t('state.unreachable') : String((error as Error)?.message ?? error)}
      </Text>
      {failure?.requestId && failure.status >= 500 && (
        <Text size="xs" ff="monospace" mt={4}>
          {t('state.request_id', { id: failure.requestId })}
        </Text>
      )}
    </Alert>
  );
}
