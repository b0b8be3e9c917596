// The same for what is announced as it arrives; chat.css takes "Bot said:" away.
import LiveRegionActivity from "webchat-component-source/LiveRegion/LiveRegionActivity";

export default function LiveRegionOfSpeaker({ activity }) {
  const { otherPerson } = activity;
  if (otherPerson === undefined) return <LiveRegionActivity activity={activity} />;
  return (
    <div className="chat-person-live">
      <p className="sr-only">{otherPerson} said:</p>
      <LiveRegionActivity activity={activity} />
    </div>
  );
}
