import type { TFunction } from 'i18next';
import type {
  Endpoint,
  OperationTree,
  OperationTreeCategoryNode,
  OperationTreeModelNode,
} from '../../api/gen/types.gen';
import type { JsonSchema } from '../../components/schema/fields';

type Category = OperationTreeCategoryNode['category'];

/** Which operation an endpoint runs. */
export type OperationKey = Pick<Endpoint, 'category' | 'model' | 'model_version' | 'operation'>;

export type OperationNode = Omit<OperationTreeModelNode['operations'][number], 'settings_schema' | 'input_schema'> & {
  settings_schema: JsonSchema;
  input_schema: JsonSchema;
};

/** A model's name and version in one word, for selects. */
export function modelKey({ model, version }: Pick<OperationTreeModelNode, 'model' | 'version'>): string {
  return `${model}@${version}`;
}

export function modelsOf(tree: OperationTree, category: Category | ''): readonly OperationTreeModelNode[] {
  return tree.items.find((node) => node.category === category)?.models ?? [];
}

export function operationsOf(tree: OperationTree, key: Pick<OperationKey, 'category' | 'model' | 'model_version'>) {
  const model = modelsOf(tree, key.category).find(
    (node) => node.model === key.model && node.version === key.model_version,
  );
  return (model?.operations ?? []) as readonly OperationNode[];
}

/** The operation; undefined when there is none of this name any more. */
export function findOperation(tree: OperationTree, key: OperationKey): OperationNode | undefined {
  return operationsOf(tree, key).find((node) => node.operation === key.operation);
}

/** Such as Payments, in the admin's language; the server's word for a category that the panel does not know. */
export function categoryName(t: TFunction, category: Category, label: string): string {
  return t(`apis.category.${category}`, { defaultValue: label });
}
