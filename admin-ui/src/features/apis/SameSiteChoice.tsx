import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../api/gen/types.gen';

type SameSite = Api['cookie_same_site'];

const KINDS: readonly SameSite[] = ['lax', 'strict', 'none'];

interface SameSiteChoiceProps {
  value?: SameSite;
  onChange: (kind: SameSite) => void;
  error?: ReactNode;
  readOnly?: boolean;
}

/** From which pages browsers send the session cookie. */
export function SameSiteChoice({ value, onChange, error, readOnly }: SameSiteChoiceProps) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t('apis.same_site.label')}
      description={t('apis.same_site.hint')}
      value={value}
      onChange={(chosen) => onChange(chosen as SameSite)}
      error={error}
    >
      <Stack gap="xs" mt="xs">
        {KINDS.map((kind) => (
          <Radio key={kind} value={kind} label={t(`apis.same_site.${kind}`)} disabled={readOnly} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
