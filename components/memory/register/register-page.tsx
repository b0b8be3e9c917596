"use client";
import { problemSentence } from "@/components/api/api-problem";
import { Badge } from "@/components/ui/badge";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { FileLink } from "../file-link";
import { registerFileUrl } from "../memory-calls";
import { MemoryFrame } from "../memory-frame";
import { memoryUrl } from "../memory-url";
import { useProcessing, useRegister } from "../queries";
import { countWords } from "../words";
import { ProcessingForm } from "./processing-form";
import { RegisterTable } from "./register-table";

/** The record of processing, and the form for what the dictionary cannot know. */
export function RegisterPage({ botId }: { botId: string }) {
  const { data: register, error, refetch } = useRegister(botId);
  const said = useProcessing(botId);
  const failure = error ?? said.error;
  return (
    <MemoryFrame
      botId={botId}
      tab="register"
      description="The record of this processing (GDPR Art. 30): from the dictionary, and from what you say here."
      actions={
        <div className="flex flex-wrap gap-1.5">
          <FileLink href={registerFileUrl(botId, "json")} label="JSON" subject="the register" />
          <FileLink href={registerFileUrl(botId, "csv")} label="CSV" subject="the register" />
        </div>
      }
    >
      {failure && (
        <ErrorNote className="mb-3" title="The register did not load" detail={problemSentence(failure)} onRetry={() => void refetch()} />
      )}
      {!register && !failure && <Spinner label="Loading the register" isLabelShown />}
      {register && (
        <section aria-labelledby="register">
          <h2 id="register" className="mb-2 flex items-center gap-2 font-semibold">
            The record
            <Badge tone={register.isComplete ? "good" : "warning"}>
              {register.isComplete ? "complete" : `${register.items.filter(({ isComplete }) => isComplete).length} of 7 complete`}
            </Badge>
          </h2>
          {register.undescribed > 0 && (
            <p className="mb-2 text-sm">
              {countWords(register.undescribed, "fact")} {register.undescribed === 1 ? "is" : "are"} not described, and so not in it:{" "}
              <PageLink href={`${memoryUrl(botId, "dictionary")}?show=unclassified`} className="text-accent underline">
                describe them
              </PageLink>
            </p>
          )}
          <RegisterTable register={register} />
        </section>
      )}
      {said.data && (
        <section aria-labelledby="said" className="mt-8">
          <h2 id="said" className="mb-3 font-semibold">
            What you say about the processing
          </h2>
          <ProcessingForm key={botId} botId={botId} said={said.data} />
        </section>
      )}
    </MemoryFrame>
  );
}
