import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../app/session';

const ROLES: readonly Role[] = ['viewer', 'editor', 'owner'];

interface RoleChoiceProps {
  value?: Role;
  onChange: (role: Role) => void;
  error?: ReactNode;
}

/** What somebody may do, each role with its meaning. */
export function RoleChoice({ value, onChange, error }: RoleChoiceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('admins.role')} value={value} onChange={(role) => onChange(role as Role)} error={error}>
      <Stack gap="xs" mt="xs">
        {ROLES.map((role) => (
          <Radio key={role} value={role} label={t(`app.roles.${role}`)} description={t(`admins.role_text.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
