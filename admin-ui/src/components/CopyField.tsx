import { ActionIcon, CopyButton, TextInput, type TextInputProps, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Copies a text. */
export function CopyAction({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'action.copied' : 'action.copy')} withArrow>
          <ActionIcon onClick={copy} aria-label={copied ? t('action.copied') : `${t('action.copy')}: ${label}`}>
            {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

interface CopyFieldProps extends Omit<TextInputProps, 'value' | 'label'> {
  label: string;
  value: string;
}

/** A text that is there to be taken elsewhere. */
export function CopyField({ label, value, ...rest }: CopyFieldProps) {
  return (
    <TextInput
      label={label}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      rightSection={<CopyAction value={value} label={label} />}
      {...rest}
    />
  );
}
