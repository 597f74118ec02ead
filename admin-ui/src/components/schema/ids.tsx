import { TextInput } from '@mantine/core';
import { GroupChoices } from '../GroupChoices';
import { GroupSelect } from '../GroupSelect';
import { LinesInput } from '../LinesInput';
import { MONOSPACE } from '../monospace';
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
      styles={MONOSPACE}
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

/** Numbers stay text as long as they are none: the server says what is wrong with them. */
function typed({ type }: JsonSchema, text: string): Id | undefined {
  if (text === '') {
    return undefined;
  }
  return type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;
}
