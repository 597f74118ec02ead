import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../../api/gen/types.gen';
import { FieldInput } from './FieldInput';
import { type Field, fieldsOf, type JsonSchema } from './fields';
import { problemsBelow, problemsBeside } from './problems';

export type Values = Readonly<Record<string, unknown>>;

interface SchemaFormProps {
  /** The schema of an object. */
  schema: JsonSchema;
  value: Values;
  /** Problems of the server, with paths counted from the object. */
  problems?: readonly FieldProblem[];
  onChange: (value: Values, problems: FieldProblem[]) => void;
  readOnly?: boolean;
  /** The words for a field, where there are better ones than the schema's. */
  words?: (field: Field) => Field;
}

/**
 * A form derived from a JSON Schema. A field that is left empty is left out of the value; the problems of a field
 * that is edited are forgotten.
 */
export function SchemaForm({ schema, value, problems = [], onChange, readOnly = false, words }: SchemaFormProps) {
  const { t } = useTranslation();
  const fields = fieldsOf(schema);
  if (fields.length === 0) {
    return <Text c="dimmed">{t('schema_form.nothing')}</Text>;
  }
  return (
    <Stack>
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={words?.(field) ?? field}
          value={value[field.name]}
          problems={problemsBelow(problems, field.name)}
          readOnly={readOnly}
          onChange={(entered, rest) =>
            onChange(withField(value, field.name, entered), [
              ...problemsBeside(problems, field.name),
              ...rest.map((problem) => ({ ...problem, field: `${field.name}.${problem.field}` })),
            ])
          }
        />
      ))}
    </Stack>
  );
}

/** The problems of fields that the form does not show. */
export function problemsElsewhere(schema: JsonSchema, problems: readonly FieldProblem[]): FieldProblem[] {
  return fieldsOf(schema).reduce<FieldProblem[]>((rest, { name }) => problemsBeside(rest, name), [...problems]);
}

function withField(value: Values, name: string, entered: unknown): Values {
  const { [name]: _, ...rest } = value;
  return entered === undefined ? rest : { ...rest, [name]: entered };
}
