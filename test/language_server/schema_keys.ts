/** Every key of docs/packages.schema.json with a small document in which it stands. */
import { readFileSync } from 'node:fs';
import { parseDocument, type Scalar, stringify, type YAMLMap } from 'yaml';

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly title?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

export interface SchemaKey {
  /** `packages.NAME.contents[].mode` */
  readonly path: string;
  readonly description: string;
  readonly text: string;
  /** Where the key is in the text; what was needed beside it stands before. */
  readonly at: { readonly line: number; readonly character: number };
}

export const schema = JSON.parse(readFileSync('docs/packages.schema.json', 'utf8')) as JsonSchema;

export function schemaKeys(): SchemaKey[] {
  return visit(schema, []);
}

/** Every map of the schema, to ask whether it has a title. */
export function mapsOfSchema(): JsonSchema[] {
  const found: JsonSchema[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ((value as JsonSchema).type === 'object') found.push(value);
    Object.values(value).forEach(look);
  };
  look(schema);
  return found;
}

type Step = { readonly key: string; readonly beside: Readonly<Record<string, unknown>> } | 'item';

function visit(part: JsonSchema, steps: readonly Step[]): SchemaKey[] {
  const { properties, required = [], additionalProperties, items, anyOf = [] } = resolved(part);
  const inBranches = anyOf.flatMap((branch) => visit(branch, steps));
  const inItems = items === undefined ? [] : visit(items, [...steps, 'item']);
  const byName =
    typeof additionalProperties === 'object'
      ? visit(additionalProperties, [...steps, { key: 'NAME', beside: {} }])
      : [];
  const own = Object.entries(properties ?? {}).flatMap(([key, value]) => {
    const needed = required.filter((one) => one !== key);
    const beside = Object.fromEntries(needed.map((one) => [one, sample(properties?.[one] ?? {})]));
    const here = [...steps, { key, beside }];
    return [keyAt(here, value), ...visit(value, here)];
  });
  return [...own, ...byName, ...inItems, ...inBranches];
}

function keyAt(steps: readonly Step[], part: JsonSchema): SchemaKey {
  const path = steps.map((step) => (step === 'item' ? '[]' : `.${step.key}`)).join('');
  const value = steps.reduceRight<unknown>(
    (inner, step) => (step === 'item' ? [inner] : { ...step.beside, [step.key]: inner }),
    sample(part),
  );
  const text = `# yaml-language-server: $schema=./packages.schema.json\n${stringify(value)}`;
  return { path: path.slice(1), description: resolved(part).description ?? '', text, at: placeOf(steps, text) };
}

function placeOf(steps: readonly Step[], text: string): SchemaKey['at'] {
  const { contents } = parseDocument(text);
  const keys = steps.map((step) => (step === 'item' ? 0 : step.key));
  const map = keys.length === 1 ? contents : (contents as YAMLMap).getIn(keys.slice(0, -1), true);
  const key = (map as YAMLMap<Scalar>).items.map((pair) => pair.key).find(({ value }) => value === keys.at(-1));
  const offset = key?.range?.[0] ?? 0;
  const lines = text.slice(0, offset).split('\n');
  // Between the first two letters: before them the server may mean what stands above.
  return { line: lines.length - 1, character: (lines.at(-1) ?? '').length + 1 };
}

// A value that the part allows.
function sample(part: JsonSchema): unknown {
  const {
    type,
    const: only,
    enum: some,
    anyOf,
    properties,
    required = [],
    items,
    additionalProperties,
  } = resolved(part);
  if (only !== undefined) return only;
  if (some !== undefined) return some[0];
  if (anyOf !== undefined) return sample(anyOf[0] ?? {});
  if (type === 'array') return [sample(items ?? {})];
  if (type === 'object') {
    const needed = Object.fromEntries(required.map((key) => [key, sample(properties?.[key] ?? {})]));
    return typeof additionalProperties === 'object' ? { NAME: sample(additionalProperties) } : needed;
  }
  if (type === 'integer') return 1;
  return type === 'boolean' ? true : '0755';
}

function resolved(part: JsonSchema): JsonSchema {
  if (part.$ref === undefined) return part;
  const { $ref, ...beside } = part;
  const target = schema.$defs?.[$ref.replace('#/$defs/', '')];
  if (target === undefined) throw new Error(`the schema has no ${$ref}`);
  return { ...resolved(target), ...beside };
}
