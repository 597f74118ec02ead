import {
  Checkbox,
  Fieldset,
  JsonInput,
  NativeSelect,
  NumberInput,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../../api/gen/types.gen';
import { LinesInput } from '../LinesInput';
import type { Field } from './fields';
import { IdInput, IdsInput } from './ids';
import { MomentInput } from './MomentInput';
import { SchemaForm, type Values } from './SchemaForm';

interface FieldInputProps {
  field: Field;
  value: unknown;
  /** Problems of this field, with paths counted from it. */
  problems: FieldProblem[];
  readOnly: boolean;
  /** What was entered, and the problems inside that are left. */
  onChange: (value: unknown, problems: FieldProblem[]) => void;
}

/** What every kind of input is given. */
export interface InputProps {
  label: ReactNode;
  description: string;
  required: boolean;
  error: ReactNode;
  readOnly: boolean;
}

/** The input of one field. */
export function FieldInput({ field, value, problems, readOnly, onChange }: FieldInputProps) {
  const { schema } = field;
  const enter = (entered: unknown) => onChange(entered, []);
  const props: InputProps = {
    label: <FieldLabel field={field} />,
    description: field.description,
    required: field.required,
    error: <ProblemText problems={problems} />,
    readOnly,
  };
  if (problems.length === 0) {
    props.error = undefined;
  }
  switch (field.kind) {
    case 'text':
      return <TextInput {...props} {...textProps(value, enter)} maxLength={schema.maxLength} />;
    case 'long_text':
      return <Textarea {...props} {...textProps(value, enter)} maxLength={schema.maxLength} autosize minRows={3} />;
    case 'number':
      return (
        <NumberInput
          {...props}
          value={(value as number | undefined) ?? ''}
          onChange={(entered) => enter(entered === '' ? undefined : entered)}
          min={schema.minimum}
          max={schema.maximum}
          clampBehavior="none"
          placeholder={placeholder(schema.default)}
        />
      );
    case 'moment':
      return <MomentInput {...props} value={value as number | undefined} onChange={enter} />;
    case 'flag':
      return (
        <Switch
          {...props}
          required={false}
          checked={((value ?? schema.default) as boolean | undefined) ?? false}
          disabled={readOnly}
          onChange={(event) => enter(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return <ChoiceInput {...props} field={field} value={value} onChange={enter} />;
    case 'choices':
      return <ChoicesInput {...props} field={field} value={value as string[] | undefined} onChange={enter} />;
    case 'lines':
      return (
        <LinesInput
          {...props}
          value={(value as string[] | undefined) ?? []}
          onChange={(all) => enter(orNothing(all))}
        />
      );
    case 'id':
      return <IdInput {...props} schema={schema} value={value as string | number | undefined} onChange={enter} />;
    case 'ids':
      return (
        <IdsInput
          {...props}
          schema={schema}
          value={(value as (string | number)[] | undefined) ?? []}
          onChange={(all) => enter(orNothing(all))}
        />
      );
    case 'object':
      return (
        <ObjectInput field={field} problems={problems} error={props.error}>
          <SchemaForm
            schema={schema}
            value={(value as Values | undefined) ?? {}}
            problems={problems}
            readOnly={readOnly}
            onChange={(entered, rest) => onChange(Object.keys(entered).length === 0 ? undefined : entered, rest)}
          />
        </ObjectInput>
      );
    case 'json':
      return <AnyInput {...props} value={value} onChange={enter} />;
  }
}

function FieldLabel({ field }: { field: Field }) {
  return (
    <>
      {field.label}{' '}
      <Text span size="xs" ff="monospace" c="dimmed" aria-hidden>
        {field.name}
      </Text>
    </>
  );
}

/** The server's words; a missing value is named in the admin's language. */
function ProblemText({ problems }: { problems: readonly FieldProblem[] }) {
  const { t } = useTranslation();
  const texts = problems.map(({ code, message }) => (code === 'required' ? t('schema_form.required') : message));
  return [...new Set(texts)].map((text) => (
    <Text key={text} span inherit display="block">
      {text}
    </Text>
  ));
}

function textProps(value: unknown, enter: (text: string | undefined) => void) {
  return {
    value: (value as string | undefined) ?? '',
    onChange: (event: { currentTarget: { value: string } }) => enter(event.currentTarget.value || undefined),
  };
}

function placeholder(fallback: unknown): string | undefined {
  return fallback === undefined ? undefined : String(fallback);
}

function orNothing<T>(all: T[]): T[] | undefined {
  return all.length === 0 ? undefined : all;
}

interface EntryProps<T> extends InputProps {
  field: Field;
  value: T;
  onChange: (value: unknown) => void;
}

function ChoiceInput({ field, value, onChange, readOnly, ...props }: EntryProps<unknown>) {
  const { t } = useTranslation();
  const choices = field.schema.enum ?? [];
  const fallback = field.schema.default;
  const none = fallback === undefined ? t('schema_form.none') : t('schema_form.default', { value: String(fallback) });
  return (
    <NativeSelect
      {...props}
      disabled={readOnly}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => onChange(choices.find((choice) => String(choice) === event.currentTarget.value))}
      data={[{ value: '', label: none }, ...choices.map(String)]}
    />
  );
}

function ChoicesInput({ field, value = [], onChange, ...props }: EntryProps<string[] | undefined>) {
  return (
    <Checkbox.Group {...props} value={value} onChange={(all) => onChange(orNothing(all))}>
      <Stack gap="xs" mt="xs">
        {(field.schema.items?.enum ?? []).map(String).map((choice) => (
          <Checkbox key={choice} value={choice} label={choice} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface ObjectInputProps {
  field: Field;
  problems: readonly FieldProblem[];
  error: ReactNode;
  children: ReactNode;
}

function ObjectInput({ field, problems, error, children }: ObjectInputProps) {
  return (
    <Fieldset legend={field.label}>
      <Text size="sm" c="dimmed" mb="sm">
        {field.description}
      </Text>
      {problems.some((problem) => problem.field === '') && (
        <Text size="sm" c="var(--mantine-color-error)" mb="sm">
          {error}
        </Text>
      )}
      {children}
    </Fieldset>
  );
}

/** Keeps what is typed as long as it is no JSON; the value follows as soon as it is. */
function AnyInput({ value, onChange, error, ...props }: Omit<EntryProps<unknown>, 'field'>) {
  const { t } = useTranslation();
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const [broken, setBroken] = useState(false);
  const type = (typed: string) => {
    setText(typed);
    try {
      onChange(typed.trim() === '' ? undefined : JSON.parse(typed));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <JsonInput
      {...props}
      value={text}
      onChange={type}
      error={broken ? t('schema_form.no_json') : error}
      autosize
      minRows={3}
      spellCheck={false}
    />
  );
}
