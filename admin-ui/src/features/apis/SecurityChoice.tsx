import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../api/gen/types.gen';

type Security = Api['security'];

const SECURITIES: readonly Security[] = ['dynamic_token', 'cookie', 'static_token', 'none'];

interface SecurityChoiceProps {
  value?: Security;
  onChange: (security: Security) => void;
  error?: ReactNode;
  readOnly?: boolean;
}

/** How callers are known, each way with what it is for. */
export function SecurityChoice({ value, onChange, error, readOnly }: SecurityChoiceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('apis.field.security')}
      description={t('apis.security_hint')}
      value={value}
      onChange={(chosen) => onChange(chosen as Security)}
      error={error}
    >
      <Stack gap="sm" mt="xs">
        {SECURITIES.map((security) => (
          <Radio
            key={security}
            value={security}
            label={t(`apis.security.${security}.name`)}
            description={t(`apis.security.${security}.text`)}
            disabled={readOnly}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Whether such an API can know which member calls. */
export function knowsMembers(security: Security): boolean {
  return security === 'cookie' || security === 'dynamic_token';
}
