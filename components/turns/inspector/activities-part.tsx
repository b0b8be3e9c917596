import { type Activity, describeActivity, isLateReply } from "@/lib/model";
import { Nothing, Part, Raw } from "./part";

/** The activity that came in and what the bot sent, as they were on the wire. */
export function ActivitiesPart({ incoming, replies }: { incoming: Activity; replies: readonly Activity[] }) {
  return (
    <>
      <Part title="Incoming activity" copied={incoming}>
        <RawActivity activity={incoming} />
      </Part>
      <Part title="Replies" count={replies.length} copied={replies}>
        {replies.length === 0 && <Nothing>The bot said nothing.</Nothing>}
        {replies.map((reply) => (
          <RawActivity key={reply.id} activity={reply} />
        ))}
      </Part>
    </>
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
