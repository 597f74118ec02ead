import { Alert, Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from './CopyField';

interface ShownOnceProps {
  label: string;
  text: string;
  warning: string;
  onDone: () => void;
}

/** A secret that the server tells this once. */
export function ShownOnce({ label, text, warning, onDone }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Alert color="yellow">{warning}</Alert>
      <CopyField label={label} value={text} data-autofocus />
      <Button onClick={onDone} style={{ alignSelf: 'flex-end' }}>
        {t('tokens.done')}
      </Button>
    </Stack>
  );
}
