import { Divider, Loader, Modal, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findAdminOptions } from '../../api/gen/@tanstack/react-query.gen';
import { useSession } from '../../app/session';
import { FailureAlert } from '../../components/PageStates';
import { SessionList } from '../account/SessionList';
import { AdminActions } from './AdminActions';
import { AdminForm } from './AdminForm';

interface AdminDialogProps {
  id: number | 'new';
  onClose: () => void;
}

/** Lets somebody in, or changes an admin. */
export function AdminDialog({ id, onClose }: AdminDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(id === 'new' ? 'admins.new_title' : 'admins.edit_title')}
      size="lg"
      closeOnClickOutside={false}
    >
      {id === 'new' ? <AdminForm onClose={onClose} /> : <StoredAdmin id={id} onClose={onClose} />}
    </Modal>
  );
}

function StoredAdmin({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { data, error, isFetchedAfterMount } = useQuery({ ...findAdminOptions({ path: { id } }), staleTime: 0 });
  if (error) {
    return <FailureAlert error={error} />;
  }
  if (!data || !isFetchedAfterMount) {
    return <Loader role="status" aria-label={t('state.loading')} />;
  }
  return (
    <Stack>
      <AdminForm stored={data} onClose={onClose} />
      {session?.label !== data.email && (
        <>
          <Divider />
          <Title order={3}>{t('my_account.sessions.title')}</Title>
          <SessionList admin={id} />
          <AdminActions admin={data} onClose={onClose} />
        </>
      )}
    </Stack>
  );
}
