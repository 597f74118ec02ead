import { Alert, Button, Group, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api, Endpoint, OperationTree } from '../../api/gen/types.gen';
import { useCan } from '../../app/session';
import { DialogGuard } from '../../components/DialogGuard';
import { FailureAlert } from '../../components/PageStates';
import { problemsBelow, problemsBeside } from '../../components/schema/problems';
import { problemsElsewhere, SchemaForm } from '../../components/schema/SchemaForm';
import { pathOf } from './addresses';
import { CallerFields } from './CallerFields';
import { problemsOfSettings } from './endpointForm';
import { OperationChoice } from './OperationChoice';
import { useOperationWords } from './operationWords';
import { Part } from './Part';
import { useEndpointForm } from './useEndpointForm';

interface EndpointFormProps {
  api: Api;
  tree: OperationTree;
  stored?: Endpoint;
  onClose: () => void;
}

export type EndpointEntry = ReturnType<typeof useEndpointForm>;

/** Operation, path, the settings that the operation has, and who may call. */
export function EndpointForm({ api, tree, stored, onClose }: EndpointFormProps) {
  const { t } = useTranslation();
  const readOnly = !useCan('editor');
  const entry = useEndpointForm({ api, tree, stored, onClose });
  const { operation, submit, saving, dirty, saved } = entry;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        {stored && !operation && <Alert color="red">{t('apis.endpoint.broken_hint')}</Alert>}
        <OperationChoice api={api} tree={tree} entry={entry} readOnly={readOnly} />
        <AddressFields api={api} entry={entry} readOnly={readOnly} />
        {operation && <SettingsFields entry={entry} readOnly={readOnly} />}
        {operation && <CallerFields api={api} entry={entry} readOnly={readOnly} />}
        <Textarea
          label={t('apis.endpoint.description')}
          description={t('apis.endpoint.description_hint')}
          autosize
          minRows={2}
          maxLength={10000}
          {...useText(entry, 'description', readOnly)}
        />
        <Hindrances entry={entry} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t(readOnly ? 'action.close' : 'action.cancel')}
          </Button>
          {!readOnly && (
            <Button type="submit" loading={saving} disabled={stored && !dirty}>
              {t(stored ? 'action.update' : 'action.add')}
            </Button>
          )}
        </Group>
      </Stack>
      <DialogGuard dirty={dirty} saved={saved} />
    </form>
  );
}

type TextField = 'path' | 'summary' | 'description';

function useText({ values, change, problems }: EndpointEntry, field: TextField, readOnly: boolean) {
  return {
    value: values[field],
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }, field),
    error: useProblemText(problems, field),
    readOnly,
  };
}

/** The server's words for what is wrong with a field. */
export function useProblemText(problems: EndpointEntry['problems'], field: string): string | undefined {
  const { t } = useTranslation();
  const texts = problemsBelow(problems, field).map(({ code, message }) =>
    code === 'required' ? t('schema_form.required') : message,
  );
  return texts.length === 0 ? undefined : [...new Set(texts)].join(' ');
}

interface PartProps {
  entry: EndpointEntry;
  readOnly: boolean;
}

function AddressFields({ api, entry, readOnly }: PartProps & { api: Api }) {
  const { t } = useTranslation();
  const { values, change, operation } = entry;
  return (
    <Stack>
      <TextInput
        label={t('apis.endpoint.path')}
        description={t('apis.endpoint.path_hint', { prefix: pathOf(api.id) })}
        required
        maxLength={200}
        spellCheck={false}
        autoCapitalize="off"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        {...useText(entry, 'path', readOnly)}
      />
      <TextInput
        label={t('apis.endpoint.summary')}
        description={t('apis.endpoint.summary_hint')}
        placeholder={operation?.summary}
        maxLength={200}
        {...useText(entry, 'summary', readOnly)}
      />
      <Switch
        label={t('apis.endpoint.enabled')}
        description={t('apis.endpoint.enabled_hint')}
        checked={values.enabled}
        disabled={readOnly}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function SettingsFields({ entry, readOnly }: PartProps) {
  const { t } = useTranslation();
  const { values, change, problems, setProblems, operation } = entry;
  const wordsFor = useOperationWords();
  if (!operation) {
    return null;
  }
  const inside = problemsOfSettings(problems);
  const elsewhere = problemsElsewhere(operation.settings_schema, inside);
  return (
    <Part title={t('apis.endpoint.settings')} intro={t('apis.endpoint.settings_hint')}>
      {elsewhere.map(({ field, message }) => (
        <Alert key={field + message} color="red" role="alert">
          {message}
        </Alert>
      ))}
      <SchemaForm
        key={`${values.model} ${values.operation}`}
        schema={operation.settings_schema}
        words={wordsFor(values, operation).field}
        value={values.settings}
        problems={inside}
        readOnly={readOnly}
        onChange={(settings, left) => {
          change({ settings });
          setProblems([
            ...problemsBeside(problems, 'settings'),
            ...left.map((problem) => ({ ...problem, field: `settings.${problem.field}` })),
          ]);
        }}
      />
    </Part>
  );
}

function Hindrances({ entry }: { entry: EndpointEntry }) {
  const { t } = useTranslation();
  return (
    <>
      {entry.failure !== undefined && <FailureAlert error={entry.failure} />}
      {entry.conflict && (
        <Alert color="yellow" role="alert" title={t('conflict.title')}>
          <Text size="sm">{t('conflict.hint')}</Text>
          <Button variant="default" mt="sm" onClick={entry.takeTheirs}>
            {t('conflict.reload')}
          </Button>
        </Alert>
      )}
    </>
  );
}
