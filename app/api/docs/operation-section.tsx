import type { OpenApiParameter, OpenApiResponse } from "../_lib/openapi-document";
import { CommandLine } from "./command-line";
import type { ListedOperation } from "./list-operations";
import { MethodBadge } from "./method-badge";
import { Prose } from "./prose";
import { SchemaView } from "./schema-view";
import { toCurl } from "./to-curl";
import { typeWords } from "./type-words";

type OperationSectionProps = { entry: ListedOperation; origin: string };

export function OperationSection({ entry, origin }: OperationSectionProps) {
  const { method, path, operation } = entry;
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const answers = Object.entries(responses);
  const failures = answers.filter(([status]) => Number(status) >= 400);
  return (
    <section aria-labelledby={operationId} className="mt-6">
      <h3 id={operationId} className="scroll-mt-4 text-sm font-semibold">
        <a href={`#${operationId}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1 flex items-baseline gap-2 font-mono text-sm">
        <MethodBadge method={method} />
        <span className="min-w-0 break-all">{path}</span>
      </p>
      {description && (
        <p className="mt-2 max-w-3xl text-sm">
          <Prose text={description} />
        </p>
      )}
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {Object.entries(requestBody?.content ?? {})
        .slice(0, 1)
        .map(([type, { schema }]) => (
          <Part key={type} title={`Body, ${Object.keys(requestBody?.content ?? {}).join(" or ")}`}>
            <SchemaView schema={schema} />
          </Part>
        ))}
      {answers
        .filter(([status]) => Number(status) < 400)
        .map(([status, response]) => (
          <Success key={status} status={status} response={response} />
        ))}
      <Part title="Errors">
        <dl className="grid grid-cols-[3rem_minmax(0,1fr)] gap-y-0.5 text-sm">
          {failures.map(([status, { description: codes }]) => (
            <Failure key={status} status={status} codes={codes} />
          ))}
        </dl>
      </Part>
      <Part title="Example">
        <CommandLine label={`Example of ${operationId}`} text={toCurl(entry, origin)} />
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <h4 className="mt-3 mb-1 text-xs font-semibold text-muted">{title}</h4>
      {children}
    </>
  );
}

function Parameters({ parameters }: { parameters: readonly OpenApiParameter[] }) {
  return (
    <Part title="Parameters">
      <dl className="border-l-2 border-line pl-3 text-sm">
        {parameters.map((parameter) => (
          <div key={`${parameter.in} ${parameter.name}`} className="py-0.5">
            <dt className="inline">
              <span className="font-mono">{parameter.name}</span>{" "}
              <span className="text-muted">
                {parameter.in}, {typeWords(parameter.schema)}
                {parameter.required ? ", required" : ""}
              </span>
            </dt>
            {parameter.description && (
              <dd className="inline">
                {" "}
                · <Prose text={parameter.description} />
              </dd>
            )}
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Success({ status, response }: { status: string; response: OpenApiResponse }) {
  const [content] = Object.values(response.content);
  return (
    <Part title={`Answer ${status}`}>
      <p className="mb-1 text-sm">
        {response.description}
        {Object.entries(response.headers ?? {}).map(([name, header]) => (
          <span key={name} className="block">
            <code className="font-mono">{name}</code> <span className="text-muted">header · {header.description}</span>
          </span>
        ))}
      </p>
      {content && <SchemaView schema={content.schema} />}
    </Part>
  );
}

function Failure({ status, codes }: { status: string; codes: string }) {
  return (
    <>
      <dt className="font-mono text-muted">{status}</dt>
      <dd>
        <Prose text={codes} />
      </dd>
    </>
  );
}
