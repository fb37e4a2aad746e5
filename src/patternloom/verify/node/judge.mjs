// Judges Kubernetes objects by the projects' own schemas, and finds the fields that these do not know.
//
// In: a JSON list of objects on standard input; as argument, the folder that holds node_modules.
// Out: a JSON list, for each object the list of what is wrong with it. An object whose kind no package knows is wrong.
// The schemas (compiled ajv) judge values but let unknown fields pass; the packages' type declarations know every
// field's name, so each object is walked beside its type. Neither runs the CEL rules of a CRD.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const root = resolve(process.argv[2]);
const modules = join(root, "node_modules");
const ts = createRequire(join(root, "package.json"))("typescript");
const scope = "@kubernetes-models";
const helpers = new Set(["apimachinery", "base", "validate"]);
const packages = ["kubernetes-models"].concat(
  readdirSync(join(modules, scope)).filter((name) => !helpers.has(name)).map((name) => `${scope}/${name}`));

// "apps/v1", "Deployment" → .../kubernetes-models/apps/v1/Deployment, or undefined
function home({ apiVersion, kind }) {
  if (!/^[A-Za-z0-9]+$/.test(kind ?? "") || !/^[a-z0-9./-]+$/.test(apiVersion ?? "")) return undefined;
  return packages.map((name) => join(modules, name, apiVersion, kind)).find((path) => existsSync(`${path}.d.ts`));
}

const documents = JSON.parse(readFileSync(0, "utf8"));
const homes = documents.map(home);
const found = documents.map((document, number) =>
  homes[number] ? [] : [`no schema for ${document.apiVersion} ${document.kind}`]);

// 1. Values.
for (const [number, document] of documents.entries()) {
  if (!homes[number]) continue;
  const model = (await import(pathToFileURL(`${homes[number]}.js`).href))[document.kind];
  try {
    // Without the copy, validation would write defaults into the object.
    new model(structuredClone(document)).validate();
  } catch (error) {
    if (!Array.isArray(error.errors)) found[number].push(String(error.message));
    for (const one of error.errors ?? []) {
      const values = one.params?.allowedValues ? ` (${one.params.allowedValues.join(", ")})` : "";
      found[number].push(`${one.instancePath || "/"}: ${one.message}${values}`);
    }
  }
}

// 2. Names. One program for all kinds: making it is what costs time.
const used = [...new Set(homes.filter(Boolean))].sort();
const virtual = new Map();
// As much of the standard library as the declarations need; the real one costs half a second.
virtual.set(join(root, "globals.d.ts"), `
  interface Array<T> { length: number; [place: number]: T }
  interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
  interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
  type Partial<T> = { [K in keyof T]?: T[K] }; type Pick<T, K extends keyof T> = { [P in K]: T[P] };
  type Record<K extends string | number | symbol, T> = { [P in K]: T };
  type Exclude<T, U> = T extends U ? never : T; type Omit<T, K> = Pick<T, Exclude<keyof T, K>>;`);
const entry = join(root, "every-kind.ts");
virtual.set(entry, used.map((path, number) => {
  const kind = path.slice(path.lastIndexOf("/") + 1);
  return `import type { I${kind} as T${number} } from ${JSON.stringify(path)}; declare const v${number}: T${number};`;
}).join("\n"));
const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  noLib: true, types: [], strict: true };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.getSourceFile = (name, ...rest) => virtual.has(name)
  ? ts.createSourceFile(name, virtual.get(name), ts.ScriptTarget.ES2022, true) : getSourceFile(name, ...rest);
host.fileExists = (name) => virtual.has(name) || fileExists(name);
host.readFile = (name) => virtual.get(name) ?? readFile(name);
const program = ts.createProgram([...virtual.keys()], options, host);
const checker = program.getTypeChecker();
const types = new Map();
let place = 0;
program.getSourceFile(entry).forEachChild((node) => {
  if (!ts.isVariableStatement(node)) return;
  const type = checker.getTypeAtLocation(node.declarationList.declarations[0].name);
  if (type.flags & ts.TypeFlags.Any) throw new Error(`the type of ${used[place]} was not found`);
  types.set(used[place++], type);
});

const parts = (type) => type.isUnionOrIntersection() ? type.types.flatMap(parts) : [type];

const element = (type) => checker.isArrayType(type) ? checker.getTypeArguments(type)[0] : undefined;

function walk(value, type, way, report) {
  const all = parts(type);
  if (all.some((part) => part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive))) return;
  if (Array.isArray(value)) {
    const of = all.map(element).filter(Boolean);
    value.forEach((item, number) => of.length && walkAny(item, of, `${way}/${number}`, report));
  } else if (value !== null && typeof value === "object") {
    const shapes = all.filter((part) => part.flags & ts.TypeFlags.Object);
    if (shapes.length && shapes.every((part) => !checker.getPropertiesOfType(part).length
      && !checker.getIndexInfosOfType(part).length)) return; // `{}`: the definition leaves the fields open
    for (const [key, item] of Object.entries(value)) {
      const next = all.flatMap((part) => {
        const property = part.getProperty?.(key);
        if (property) return [checker.getTypeOfSymbol(property)];
        const index = checker.getIndexInfosOfType(part)[0];
        return index ? [index.type] : [];
      });
      if (next.length) walkAny(item, next, `${way}/${key}`, report);
      else if (all.some((part) => part.flags & ts.TypeFlags.Object)) report(`${way}/${key}: unknown field`);
    }
  }
}

function walkAny(value, choices, way, report) {
  if (choices.length === 1) return walk(value, choices[0], way, report);
  const flat = choices.flatMap(parts);
  // A union of all choices: a field is known if one of them knows it.
  walk(value, { isUnionOrIntersection: () => true, types: flat }, way, report);
}

for (const [number, document] of documents.entries()) {
  if (homes[number]) walk(document, types.get(homes[number]), "", (message) => found[number].push(message));
}
process.stdout.write(JSON.stringify(found));
