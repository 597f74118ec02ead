import { Anchor } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A link that leaves the panel, in a tab of its own. */
export function OutLink({ to, children }: { to: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Anchor href={to} target="_blank" rel="noreferrer" size="sm">
      {children}{' '}
      <IconExternalLink size={14} style={{ verticalAlign: '-2px' }} role="img" aria-label={t('app.new_window')} />
    </Anchor>
  );
}
