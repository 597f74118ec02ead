import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listGroupsOptions } from '../../api/gen/@tanstack/react-query.gen';
import { GroupChoices } from '../GroupChoices';
import { LinesInput } from '../LinesInput';
import type { InputProps } from './FieldInput';
import { idOf, type JsonSchema } from './fields';
import { PriceIds } from './PriceIds';

type Id = string | number;

interface IdInputProps extends InputProps {
  schema: JsonSchema;
  value: Id | undefined;
  onChange: (value: Id | undefined) => void;
}

/** The id of one thing; chosen by its name where the panel knows the kind of thing. */
export function IdInput({ schema, value, onChange, ...props }: IdInputProps) {
  if (idOf(schema) === 'group') {
    return <GroupSelect {...props} value={value as number | undefined} onChange={onChange} />;
  }
  return (
    <TextInput
      {...props}
      value={value ?? ''}
      onChange={(event) => onChange(typed(schema, event.currentTarget.value.trim()))}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  );
}

interface IdsInputProps extends InputProps {
  schema: JsonSchema;
  value: Id[];
  onChange: (value: Id[]) => void;
}

/** The ids of several things. */
export function IdsInput({ schema, value, onChange, ...props }: IdsInputProps) {
  switch (idOf(schema)) {
    case 'price':
      return <PriceIds {...props} value={value as string[]} onChange={onChange} />;
    case 'group':
      return <GroupChoices {...props} value={value as number[]} onChange={onChange} />;
    default:
      return (
        <LinesInput
          {...props}
          value={value.map(String)}
          onChange={(lines) => onChange(lines.map((line) => typed(schema.items ?? {}, line) ?? line))}
        />
      );
  }
}

interface GroupSelectProps extends InputProps {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

function GroupSelect({ value, onChange, readOnly, ...props }: GroupSelectProps) {
  const { t } = useTranslation();
  const { data } = useQuery(listGroupsOptions({ query: { per_page: 100 } }));
  const groups = data?.items.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
  const known = value === undefined || groups.some((group) => group.value === String(value));
  return (
    <NativeSelect
      {...props}
      disabled={readOnly}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
      data={[
        { value: '', label: t('schema_form.group_none') },
        ...(known ? [] : [{ value: String(value), label: t('schema_form.group_unnamed', { id: value }) }]),
        ...groups,
      ]}
    />
  );
}

/** Numbers stay text as long as they are none: the server says what is wrong with them. */
function typed({ type }: JsonSchema, text: string): Id | undefined {
  if (text === '') {
    return undefined;
  }
  return type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}
