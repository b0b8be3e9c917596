"use client";
import { History } from "lucide-react";
import { useState } from "react";
import * as z from "zod";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { isApiProblem, problemSentence } from "@/components/api/api-problem";
import { FileButton } from "@/components/snapshots/file-button";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { ImportedDictionary } from "@/lib/model";
import { FileLink } from "../file-link";
import { dictionaryFileUrl } from "../memory-calls";
import { useImportDictionary } from "../queries";
import { countWords } from "../words";

const faultList = z.array(z.object({ line: z.number(), reason: z.string() }));
type Refusal = { sentence: string; faults: z.infer<typeof faultList> };

/** The dictionary out as a file, to be kept in git, and in again. */
export function FileActions({ botId, onShowHistory }: { botId: string; onShowHistory: () => void }) {
  const { mutate } = useImportDictionary(botId);
  const refusal = useBotRefusal(botId, "production.edit");
  const [fault, setRefusal] = useState<Refusal | null>(null);
  const take = (file: File) =>
    mutate(file, {
      onSuccess: (imported) => toast({ message: importWords(imported) }),
      onError: (error) => setRefusal(toRefusal(error)),
    });
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button onClick={onShowHistory}>
        <History aria-hidden="true" className="size-4" /> History
      </Button>
      {(["json", "csv"] as const).map((format) => (
        <FileLink key={format} href={dictionaryFileUrl(botId, format)} label={format.toUpperCase()} subject="the dictionary" />
      ))}
      {refusal === null && <FileButton label="Import…" accept=".json,.csv,application/json,text/csv" onChoose={take} />}
      {fault && <RefusalDialog refusal={fault} onClose={() => setRefusal(null)} />}
    </div>
  );
}

function importWords({ changed, added, unchanged, unnamed }: ImportedDictionary): string {
  const parts = [
    `${countWords(changed, "fact")} described anew`,
    added > 0 && `${added} of them not written by the bot yet`,
    `${unchanged} as before`,
    unnamed > 0 && `${unnamed} not named by the file`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

function toRefusal(error: unknown): Refusal {
  const faults = faultList.safeParse(isApiProblem(error) ? error.body.faults : null);
  return { sentence: problemSentence(error), faults: faults.success ? faults.data : [] };
}

function RefusalDialog({ refusal: { sentence, faults }, onClose }: { refusal: Refusal; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="The file was not taken"
      description="Nothing was changed. Mend what is listed here, and import it again."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {faults.length === 0 && <p>{sentence}</p>}
      <ol aria-label="What is wrong" className="text-sm">
        {faults.map(({ line, reason }) => (
          <li key={`${line} ${reason}`} className="border-b border-line py-1 wrap-anywhere last:border-b-0">
            <span className="mr-2 font-mono text-muted">Line {line}</span>
            {reason}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
