import { Box, Button, Group, Input, PasswordInput, Text } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MONOSPACE } from './monospace';

interface SecretFieldProps {
  label: string;
  description?: string;
  /** The last characters of the stored secret; absent when there is none. */
  hint: string | null | undefined;
  /** What was typed; empty leaves the stored secret as it is. */
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  error?: ReactNode;
  readOnly?: boolean;
}

/**
 * A secret that can be written and never read: an empty field or, of a stored one, dots and its last characters until
 * it is replaced. Give it another `key` when what was typed has been saved or discarded.
 */
export function SecretField(field: SecretFieldProps) {
  const [state, setState] = useState<'untouched' | 'entering' | 'kept'>('untouched');
  const entering = !field.hint || state === 'entering' || field.value !== '' || Boolean(field.error);
  if (field.readOnly || !entering) {
    return <StoredSecret {...field} focused={state === 'kept'} onReplace={() => setState('entering')} />;
  }
  const keep = () => {
    setState('kept');
    field.onChange('');
  };
  return <SecretInput {...field} focused={state === 'entering'} onKeep={keep} />;
}

/** The last characters alone; the server puts an ellipsis before them. */
export function lastOf(hint: string): string {
  return hint.replace(/^…/, '');
}

const DOTS = '•'.repeat(12);

interface StoredSecretProps extends SecretFieldProps {
  focused: boolean;
  onReplace: () => void;
}

function StoredSecret({ label, description, hint, readOnly, focused, onReplace }: StoredSecretProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Input.Wrapper label={label} description={description} labelElement="div" labelProps={{ id }}>
      <Group mt={6} mih={36} gap="sm" role="group" aria-labelledby={id}>
        {hint ? (
          <Text ff="monospace" role="img" aria-label={t('secret.stored', { hint: lastOf(hint) })}>
            {DOTS}
            {lastOf(hint)}
          </Text>
        ) : (
          <Text c="dimmed">{t('secret.none')}</Text>
        )}
        {!readOnly && (
          <Button
            variant="default"
            size="xs"
            autoFocus={focused}
            onClick={onReplace}
            aria-label={t('secret.replace_named', { label })}
          >
            {t('secret.replace')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}

interface SecretInputProps extends SecretFieldProps {
  focused: boolean;
  onKeep: () => void;
}

function SecretInput({ label, description, hint, value, onChange, onBlur, error, focused, onKeep }: SecretInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onBlur}
      error={error}
      autoFocus={focused}
      autoComplete="off"
      spellCheck={false}
      data-1p-ignore
      data-lpignore="true"
      styles={MONOSPACE}
      inputContainer={(input) => (
        <Group gap="xs" mb={error ? 4 : 0}>
          <Box flex="1 1 220px">{input}</Box>
          {hint && (
            <Button variant="default" onClick={onKeep}>
              {t('secret.keep')}
            </Button>
          )}
        </Group>
      )}
    />
  );
}
