// Writes objects.json and params.json: what Stripe's own types say about the objects and parameters named in roots.json.
//
// A type is one of: "string" | "number" | "boolean" | "decimal" | "null" | "any", {enum: [...]}, {ref: name}, {array: type},
// {list: type} (a page of a Stripe list), {map: type}, {union: [type, ...]}. A field that may be absent ends in "?".
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const types = join(here, 'node_modules/stripe/cjs');
const target = join(here, '../src/main/resources/dev/karamon/sandbox/schema');
const roots = JSON.parse(readFileSync(join(here, 'roots.json'), 'utf8'));

const files = readdirSync(join(types, 'resources'), { recursive: true })
  .filter((name) => name.endsWith('.d.ts') && !name.startsWith('V2/'))
  .map((name) => join(types, 'resources', name));
const program = ts.createProgram([...files, join(types, 'shared.d.ts'), join(types, 'lib.d.ts')], { strict: true });
const checker = program.getTypeChecker();

/** The name under which a declaration is published: its folder, the namespaces around it, its own name. */
function nameOf(declaration) {
  const parts = [declaration.name.text];
  for (let node = declaration.parent; node && !ts.isSourceFile(node); node = node.parent) {
    if (ts.isModuleDeclaration(node)) parts.unshift(node.name.text);
  }
  const folder = dirname(relative(join(types, 'resources'), declaration.getSourceFile().fileName));
  const module = folder === '.' || folder.startsWith('..') ? [] : folder.split('/');
  // Parameters are declared in a namespace that repeats the folder's name.
  return (parts.length > 1 && module.at(-1) === parts[0] ? parts : [...module, ...parts]).join('.');
}

const declared = new Map();
for (const file of program.getSourceFiles().filter((source) => source.fileName.startsWith(types))) {
  const visit = (node) => {
    if (ts.isInterfaceDeclaration(node)) {
      const name = nameOf(node);
      declared.set(name, [...(declared.get(name) ?? []), node]);
    }
    if (ts.isModuleDeclaration(node) || ts.isModuleBlock(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
}

const objectRoots = new Set(roots.objects);
const done = new Map();

function union(members) {
  const flat = members.flatMap((type) => (type?.union ? type.union : [type])).filter((type) => type !== undefined);
  const values = flat.filter((type) => type.enum).flatMap((type) => type.enum);
  const rest = flat.filter((type) => !type.enum);
  const all = [...(values.length ? [{ enum: [...new Set(values)] }] : []), ...rest];
  const unique = [...new Map(all.map((type) => [JSON.stringify(type), type])).values()];
  return unique.length === 1 ? unique[0] : { union: unique };
}

function fromReference(node, queue) {
  let symbol = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression);
  if (symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const [argument] = node.typeArguments ?? [];
  switch (symbol.name) {
    case 'Array': return { array: convert(argument, queue) };
    case 'ApiList': return { list: convert(argument, queue) };
    case 'Emptyable': return union(['null', convert(argument, queue)]);
    case 'OtherString': return undefined;
    case 'Decimal': return 'decimal';
    case 'Uint8Array': return 'any';
    case 'Metadata': case 'MetadataParam': return { map: 'string' };
  }
  const declaration = symbol.declarations.find((candidate) => ts.isInterfaceDeclaration(candidate) || ts.isTypeAliasDeclaration(candidate));
  if (!declaration) throw new Error(`no declaration of ${node.getText()}`);
  if (ts.isTypeAliasDeclaration(declaration)) return convert(declaration.type, queue);
  const name = nameOf(declaration);
  queue.push(name);
  return { ref: name };
}

function convert(node, queue) {
  if (ts.isTypeReferenceNode(node)) return fromReference(node, queue);
  if (ts.isUnionTypeNode(node)) return union(node.types.map((member) => convert(member, queue)));
  if (ts.isParenthesizedTypeNode(node)) return convert(node.type, queue);
  if (ts.isArrayTypeNode(node)) return { array: convert(node.elementType, queue) };
  if (ts.isTypeLiteralNode(node) && node.members.length === 1 && ts.isIndexSignatureDeclaration(node.members[0])) {
    return { map: convert(node.members[0].type, queue) };
  }
  if (ts.isLiteralTypeNode(node)) {
    switch (node.literal.kind) {
      case ts.SyntaxKind.NullKeyword: return 'null';
      case ts.SyntaxKind.TrueKeyword: case ts.SyntaxKind.FalseKeyword: return 'boolean';
      case ts.SyntaxKind.NumericLiteral: return 'number';
      default: return { enum: [node.literal.text] };
    }
  }
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword: return 'string';
    case ts.SyntaxKind.NumberKeyword: return 'number';
    case ts.SyntaxKind.BooleanKeyword: return 'boolean';
    case ts.SyntaxKind.VoidKeyword: return undefined;
    case ts.SyntaxKind.UnknownKeyword: case ts.SyntaxKind.AnyKeyword: case ts.SyntaxKind.ObjectKeyword: return 'any';
  }
  throw new Error(`type not understood: ${node.getText()}`);
}

function fieldsOf(name, queue) {
  const declarations = declared.get(name);
  if (!declarations) throw new Error(`no interface named ${name}`);
  const fields = {};
  for (const declaration of declarations) {
    for (const parent of (declaration.heritageClauses ?? []).flatMap((clause) => clause.types)) {
      const inherited = fromReference(parent, []);
      Object.assign(fields, fieldsOf(inherited.ref, queue));
    }
    for (const member of declaration.members.filter(ts.isPropertySignature)) {
      const type = convert(member.type, queue);
      if (type !== undefined) fields[member.name.text + (member.questionToken ? '?' : '')] = type;
    }
  }
  return fields;
}

function derive(names, follow) {
  const found = new Map();
  const queue = [...names];
  while (queue.length) {
    const name = queue.shift();
    if (!found.has(name) && follow(name)) found.set(name, fieldsOf(name, queue));
  }
  return found;
}

function write(file, found) {
  const lines = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, fields]) => `${JSON.stringify(name)}:${JSON.stringify(fields)}`);
  writeFileSync(join(target, file), `{\n${lines.join(',\n')}\n}\n`);
}

/** Follows what belongs to a root, and small shared types; other resources stay names: they appear as ids only. */
const partOfRoot = (name) => objectRoots.has(name) || [...objectRoots].some((root) => name.startsWith(`${root}.`))
  || ['Address', 'JapanAddress', 'Event.Data', 'Event.Request', 'Event.Data.Object', 'Event.Data.PreviousAttributes'].includes(name);

write('objects.json', derive(roots.objects, partOfRoot));
write('params.json', derive(roots.params, () => true));
