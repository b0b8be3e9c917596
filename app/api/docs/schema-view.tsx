import type { JsonSchema } from "../_lib/to-json-schema";
import { Prose } from "./prose";
import { alternativesOf, itemsOf, refName, typeWords } from "./type-words";

/** A schema as nested lists of its properties. Named schemas are links, so that nothing is shown twice. */
export function SchemaView({ schema }: { schema: JsonSchema }) {
  return (
    <div className="border-l-2 border-line pl-3 text-sm">
      <TypeOf schema={schema} />
      <Inside schema={schema} />
    </div>
  );
}

function TypeOf({ schema }: { schema: JsonSchema }) {
  const named = [schema, itemsOf(schema), ...(alternativesOf(schema) ?? [])].find((part) => part?.$ref);
  if (!named) return <span className="text-muted">{typeWords(schema)}</span>;
  const [before = "", after = ""] = typeWords(schema).split(refName(named));
  return (
    <span className="text-muted">
      {before}
      <a href={`#schema-${refName(named)}`} className="text-accent underline">
        {refName(named)}
      </a>
      {after}
    </span>
  );
}

function Inside({ schema }: { schema: JsonSchema }) {
  const items = itemsOf(schema);
  if (items && !items.$ref) return <Inside schema={items} />;
  const shapes = (alternativesOf(schema) ?? []).filter((shape) => shape.properties);
  if (shapes.length > 0) return <Shapes shapes={shapes} />;
  return schema.properties ? <Properties schema={schema} /> : null;
}

function Shapes({ shapes }: { shapes: readonly JsonSchema[] }) {
  return (
    <ul>
      {shapes.map((shape) => (
        <li key={JSON.stringify(shape)} className="mt-1 border-l-2 border-line pl-3">
          <Properties schema={shape} />
        </li>
      ))}
    </ul>
  );
}

function Properties({ schema }: { schema: JsonSchema }) {
  const { properties = {}, required = [] } = schema;
  return (
    <ul>
      {Object.entries(properties).map(([name, property]) => (
        <li key={name} className="py-0.5">
          <span className="font-mono">{name}</span> <TypeOf schema={property as JsonSchema} />
          {!required.includes(name) && <span className="text-muted">, optional</span>}
          <Description schema={property as JsonSchema} />
          <div className="ml-1 border-l-2 border-line pl-3 empty:hidden">
            <Inside schema={property as JsonSchema} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Description({ schema: { description } }: { schema: JsonSchema }) {
  if (!description) return null;
  return (
    <span>
      {" "}
      · <Prose text={description} />
    </span>
  );
}
