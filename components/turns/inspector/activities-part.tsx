import { type Activity, describeActivity, isInspectionTrace, isLateReply } from "@/lib/model";
import { Nothing, Part, Raw } from "./part";

/** The activity that came in and what the bot sent, as they were on the wire. */
export function ActivitiesPart({ incoming, replies }: { incoming: Activity; replies: readonly Activity[] }) {
  const replicated = replies.filter(isInspectionTrace);
  const own = replies.filter((reply) => !isInspectionTrace(reply));
  return (
    <>
      <Part title="Incoming activity" copied={incoming}>
        <RawActivity activity={incoming} />
      </Part>
      <Part title="Replies" count={own.length} copied={own}>
        {own.length === 0 && <Nothing>The bot said nothing.</Nothing>}
        {own.map((reply) => (
          <RawActivity key={reply.id} activity={reply} />
        ))}
      </Part>
      {replicated.length > 0 && <Replicated traces={replicated} />}
    </>
  );
}

/** They say again what stands above and in the state column, so they are folded away. */
function Replicated({ traces }: { traces: readonly Activity[] }) {
  return (
    <Part title="Told by the inspection" count={traces.length} copied={traces}>
      <details className="rounded-md border border-line px-2 pb-1.5">
        <summary className="cursor-pointer pt-1.5 text-sm text-muted">What InspectionMiddleware repeated of this turn</summary>
        {traces.map((trace) => (
          <RawActivity key={trace.id} activity={trace} />
        ))}
      </details>
    </Part>
  );
}

function RawActivity({ activity }: { activity: Activity }) {
  const title = (
    <>
      <span className="mr-1.5 font-mono text-xs text-muted">{activity.type}</span>
      {isLateReply(activity) && <span className="mr-1.5 text-xs text-muted">late</span>}
      {describeActivity(activity)}
    </>
  );
  return <Raw title={title} text={JSON.stringify(activity, null, 2)} />;
}
