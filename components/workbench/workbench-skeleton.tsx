import { PaneHeading } from "@/components/ui/pane-heading";
import { Spinner } from "@/components/ui/spinner";

/** The frame of the workbench while its content is on the way: the same lines in the same places. */
export function WorkbenchSkeleton({ label = "Opening the conversation" }: { label?: string }) {
  return (
    <>
      <h1 className="sr-only">Workbench</h1>
      <div className="flex min-h-11 shrink-0 items-center border-b border-line px-3">
        <Spinner label={label} isLabelShown />
      </div>
      <div aria-hidden="true" className="flex min-h-0 grow">
        <div className="w-[31%] border-r border-line max-md:w-full">
          <PaneHeading title="Chat" />
        </div>
        <div className="w-[23%] border-r border-line max-md:hidden">
          <PaneHeading title="Turns" />
        </div>
        <div className="w-[46%] max-md:hidden">
          <PaneHeading title="State" />
        </div>
      </div>
    </>
  );
}
