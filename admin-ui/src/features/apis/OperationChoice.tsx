import { Alert, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api, OperationTree } from '../../api/gen/types.gen';
import type { EndpointEntry } from './EndpointForm';
import { useProblemText } from './EndpointForm';
import { MethodBadge } from './endpointColumns';
import { type EndpointValues, settingsFor } from './endpointForm';
import { categoryName, findOperation, modelKey, modelsOf, type OperationKey, operationsOf } from './operations';
import { useOperationWords } from './operationWords';
import { knowsMembers } from './SecurityChoice';

interface OperationChoiceProps {
  api: Api;
  tree: OperationTree;
  entry: EndpointEntry;
  readOnly: boolean;
}

type Chosen = Pick<EndpointValues, 'category' | 'model' | 'model_version' | 'operation'>;

/** Category, then Model, then Operation; a choice of one is made at once. */
export function OperationChoice({ api, tree, entry, readOnly }: OperationChoiceProps) {
  const { t } = useTranslation();
  const { values, change, problems, operation } = entry;
  const models = modelsOf(tree, values.category);
  const operations = values.category === '' ? [] : operationsOf(tree, values as OperationKey);
  const choose = (chosen: Chosen) => {
    const next = chosen.category === '' ? undefined : findOperation(tree, chosen as OperationKey);
    const suggested = values.path === '' || values.path === values.operation;
    const path = suggested && chosen.operation !== '' ? chosen.operation : values.path;
    const settings = settingsFor(next, values.settings);
    change({ ...chosen, path, settings }, 'category', 'model', 'operation', 'path', 'settings');
  };
  const none = { value: '', label: t('apis.endpoint.choose') };
  const select = { required: true, disabled: readOnly };
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect
          {...select}
          label={t('apis.endpoint.category')}
          value={values.category}
          error={useProblemText(problems, 'category')}
          data={[
            none,
            ...tree.items.map(({ category, label }) => ({ value: category, label: categoryName(t, category, label) })),
          ]}
          onChange={(event) => choose(categoryChosen(tree, event.currentTarget.value as Chosen['category']))}
        />
        <NativeSelect
          {...select}
          label={t('apis.endpoint.model')}
          value={values.model === '' ? '' : modelKey({ model: values.model, version: values.model_version })}
          error={useProblemText(problems, 'model')}
          disabled={readOnly || values.category === ''}
          data={[none, ...models.map((model) => ({ value: modelKey(model), label: model.label }))]}
          onChange={(event) => choose(modelChosen(values.category, models, event.currentTarget.value))}
        />
        <NativeSelect
          {...select}
          label={t('apis.endpoint.operation')}
          value={values.operation}
          error={useProblemText(problems, 'operation')}
          disabled={readOnly || values.model === ''}
          data={[none, ...operations.map((one) => ({ value: one.operation, label: one.operation }))]}
          onChange={(event) => choose({ ...values, operation: event.currentTarget.value })}
        />
      </SimpleGrid>
      {operation && <OperationText api={api} entry={entry} />}
    </Stack>
  );
}

function OperationText({ api, entry: { values, operation } }: { api: Api; entry: EndpointEntry }) {
  const { t } = useTranslation();
  const wordsFor = useOperationWords();
  if (!operation) {
    return null;
  }
  return (
    <>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <MethodBadge method={operation.method} />
        <Text size="sm">
          {wordsFor(values, operation).summary} {operation.requires_member && t('apis.endpoint.needs_member')}
        </Text>
      </Group>
      {operation.requires_member && !knowsMembers(api.security) && (
        <Alert color="yellow">
          {t('apis.endpoint.knows_no_member', { security: t(`apis.security.${api.security}.name`) })}
        </Alert>
      )}
    </>
  );
}

function categoryChosen(tree: OperationTree, category: Chosen['category']): Chosen {
  return withOnlyModel(category, modelsOf(tree, category));
}

function withOnlyModel(category: Chosen['category'], models: ReturnType<typeof modelsOf>): Chosen {
  const [only, ...others] = models;
  return only && others.length === 0
    ? modelChosen(category, models, modelKey(only))
    : { category, model: '', model_version: 1, operation: '' };
}

function modelChosen(category: Chosen['category'], models: ReturnType<typeof modelsOf>, key: string): Chosen {
  const model = models.find((node) => modelKey(node) === key);
  const only = model?.operations.length === 1 ? model.operations[0]?.operation : undefined;
  return { category, model: model?.model ?? '', model_version: model?.version ?? 1, operation: only ?? '' };
}
