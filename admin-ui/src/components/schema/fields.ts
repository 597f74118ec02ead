/** A JSON Schema, as far as a form is made from it. */
export interface JsonSchema {
  type?: string | readonly string[];
  title?: string;
  description?: string;
  format?: string;
  enum?: readonly unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  /** What an id is the id of, such as `price`. */
  'x-id-of'?: string;
}

/** How one value is entered; what has no other way is entered as JSON. */
export type FieldKind =
  | 'text'
  | 'long_text'
  | 'number'
  | 'moment'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'lines'
  | 'id'
  | 'ids'
  | 'object'
  | 'json';

export interface Field {
  name: string;
  kind: FieldKind;
  label: string;
  description: string;
  required: boolean;
  schema: JsonSchema;
}

const LONG_TEXT = 2001;

/** The fields of an object's schema, in the order of the schema. */
export function fieldsOf(schema: JsonSchema): Field[] {
  return Object.entries(schema.properties ?? {}).map(([name, of]) => {
    const kind = kindOf(of);
    return {
      name,
      kind,
      label: of.title ?? spoken(name),
      description: describes(of, kind),
      required: schema.required?.includes(name) ?? false,
      schema: of,
    };
  });
}

/** A moment is chosen as a date and time here, however it is sent. */
function describes({ description = '' }: JsonSchema, kind: FieldKind): string {
  return kind === 'moment' ? description.replace(' (Unix seconds)', '') : description;
}

/** What an id, or the ids of a list, are ids of. */
export function idOf(schema: JsonSchema): string | undefined {
  return schema['x-id-of'] ?? schema.items?.['x-id-of'];
}

function kindOf(schema: JsonSchema): FieldKind {
  switch (typeOf(schema)) {
    case 'string':
      return textKind(schema);
    case 'integer':
    case 'number':
      return schema['x-id-of'] ? 'id' : schema.format === 'unix-time' ? 'moment' : 'number';
    case 'boolean':
      return 'flag';
    case 'array':
      return listKind(schema.items ?? {});
    case 'object':
      return schema.properties ? 'object' : 'json';
    default:
      return schema.enum ? 'choice' : 'json';
  }
}

function textKind(schema: JsonSchema): FieldKind {
  if (schema['x-id-of']) {
    return 'id';
  }
  if (schema.enum) {
    return 'choice';
  }
  return (schema.maxLength ?? 0) >= LONG_TEXT ? 'long_text' : 'text';
}

function listKind(items: JsonSchema): FieldKind {
  if (items['x-id-of']) {
    return 'ids';
  }
  if (typeOf(items) !== 'string') {
    return 'json';
  }
  return items.enum ? 'choices' : 'lines';
}

function typeOf({ type }: JsonSchema): string | undefined {
  return typeof type === 'string' ? type : type?.find((one) => one !== 'null');
}

const SHORT: Readonly<Record<string, string>> = { url: 'URL', id: 'ID', ids: 'IDs', api: 'API' };

/** A name of the wire as people say it: `return_url` is Return URL. */
export function spoken(name: string): string {
  const words = name.split('_').map((word) => SHORT[word] ?? word);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
