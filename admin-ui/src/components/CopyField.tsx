import { ActionIcon, CopyButton, Group, Text, TextInput, type TextInputProps, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MONOSPACE } from './monospace';

/** Copies a text. */
export function CopyAction({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'action.copied' : 'action.copy')} withArrow>
          <ActionIcon onClick={copy} aria-label={copied ? t('action.copied') : t('action.copy_named', { label })}>
            {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

interface CopyIdProps {
  /** What it is the id of. */
  label: string;
  value: string;
  /** What stands behind the button, such as a link to the thing. */
  children?: ReactNode;
}

/** An id or address among other text, with a button that copies it. */
export function CopyId({ label, value, children }: CopyIdProps) {
  return (
    <Group gap={4}>
      <Text span ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
      <CopyAction value={value} label={label} />
      {children}
    </Group>
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
      styles={MONOSPACE}
      rightSection={<CopyAction value={value} label={label} />}
      {...rest}
    />
  );
}
