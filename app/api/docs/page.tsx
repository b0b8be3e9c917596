import type { Metadata } from "next";
import { headers } from "next/headers";
import { PageFrame } from "@/components/ui/page-frame";
import { openApiDocument } from "../_lib/openapi-document";
import { ErrorCodes } from "./error-codes";
import { listOperations } from "./list-operations";
import { OperationIndex } from "./operation-index";
import { OperationSection } from "./operation-section";
import { Prose } from "./prose";
import { SchemaView } from "./schema-view";

export const metadata: Metadata = { title: "HTTP API" };

export default async function ApiDocsPage() {
  const document = openApiDocument();
  const origin = `http://${(await headers()).get("host") ?? "127.0.0.1:3000"}`;
  const groups = listOperations(document);
  return (
    <PageFrame
      title={`HTTP API ${document.info.version}`}
      description="What scripts and tests call."
      actions={
        <a href="/api/openapi.json" className="text-sm text-accent underline">
          OpenAPI 3.1 document
        </a>
      }
    >
      <div className="gap-8 lg:grid lg:grid-cols-[14rem_minmax(0,1fr)]">
        <OperationIndex groups={groups} />
        <div className="min-w-0">
          <section aria-label="Conventions" className="mb-8 max-w-3xl space-y-2 text-sm">
            {document.info.description.split("\n\n").map((paragraph) => (
              <p key={paragraph}>
                <Prose text={paragraph} />
              </p>
            ))}
          </section>
          {groups.map(({ tag, operations }) => (
            <section key={tag.name} aria-labelledby={`tag-${tag.name}`} className="mb-10">
              <h2 id={`tag-${tag.name}`} className="border-b border-line pb-1 text-base font-semibold">
                {tag.name}
              </h2>
              <p className="mt-1 text-sm text-muted">{tag.description}</p>
              {operations.map((entry) => (
                <OperationSection key={entry.operation.operationId} entry={entry} origin={origin} />
              ))}
            </section>
          ))}
          <ErrorCodes />
          <section aria-labelledby="schemas" className="mb-10">
            <h2 id="schemas" className="border-b border-line pb-1 text-base font-semibold">
              Schemas
            </h2>
            {Object.entries(document.components.schemas).map(([name, schema]) => (
              <section key={name} aria-labelledby={`schema-${name}`} className="mt-5">
                <h3 id={`schema-${name}`} className="mb-1 font-mono text-sm font-semibold">
                  {name}
                </h3>
                <SchemaView schema={schema} />
              </section>
            ))}
          </section>
        </div>
      </div>
    </PageFrame>
  );
}
