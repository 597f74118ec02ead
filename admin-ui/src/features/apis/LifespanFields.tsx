import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Api } from '../../api/gen/types.gen';
import { DurationInput } from '../../components/DurationInput';
import type { ApiValues } from './apiForm';

interface LifespanFieldsProps {
  security: Api['security'];
  form: UseFormReturnType<ApiValues>;
  readOnly: boolean;
}

/** How long the tokens and sessions of a log-in are valid. */
export function LifespanFields({ security, form, readOnly }: LifespanFieldsProps) {
  const { t } = useTranslation();
  const tokens = security === 'dynamic_token';
  return (
    <>
      {tokens && (
        <DurationInput
          label={t('apis.lifespan.access')}
          description={t('apis.lifespan.access_hint')}
          readOnly={readOnly}
          {...form.getInputProps('access_token_lifespan')}
        />
      )}
      <DurationInput
        label={t(tokens ? 'apis.lifespan.refresh' : 'apis.lifespan.session')}
        description={t(tokens ? 'apis.lifespan.refresh_hint' : 'apis.lifespan.session_hint')}
        readOnly={readOnly}
        {...form.getInputProps('refresh_token_lifespan')}
      />
    </>
  );
}
