import { maskedAttachmentType } from "@/lib/model";

/** What a bot sent and Web Chat has no picture of is shown as it came: a tester wants to see it, not to miss it. */
export function UnsupportedAttachment({ attachment }: { attachment: { contentType?: string; [key: string]: unknown } }) {
  if (attachment.contentType === maskedAttachmentType) {
    return <p className="chat-remote-image">A masked attachment of type “{String(attachment.name)}”.</p>;
  }
  return (
    <div className="chat-unsupported">
      <p>This attachment of type “{attachment.contentType ?? "unknown"}” cannot be shown.</p>
      <details>
        <summary>What the bot sent</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard */}
        <pre tabIndex={0}>{JSON.stringify(attachment, null, 2)}</pre>
      </details>
    </div>
  );
}

/** A picture elsewhere on the internet: the page's policy does not fetch it, so that opening a transcript tells nobody. */
export function RemoteImage({ url, name }: { url: string; name?: string }) {
  return (
    <p className="chat-remote-image">
      {name ?? "A picture"} from {hostOf(url)} is not loaded.{" "}
      <a href={url} target="_blank" rel="noopener noreferrer">
        Open it
      </a>
    </p>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "elsewhere";
}
