"use client";
import { Component, type ReactNode } from "react";
import type { ChatActivity } from "./chat-activity";

type ActivityBoundaryProps = { activity: ChatActivity; children: ReactNode };
type ActivityBoundaryState = { failure: string | null; activity: ChatActivity };

/** A message that cannot be drawn is shown as it came. Without this, one malformed card would empty the whole chat. */
export class ActivityBoundary extends Component<ActivityBoundaryProps, ActivityBoundaryState> {
  override state: ActivityBoundaryState = { failure: null, activity: this.props.activity };

  static getDerivedStateFromError(error: unknown): Partial<ActivityBoundaryState> {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  /** A new version of the message gets a new chance. */
  static getDerivedStateFromProps(props: ActivityBoundaryProps, state: ActivityBoundaryState): Partial<ActivityBoundaryState> | null {
    return props.activity === state.activity ? null : { failure: null, activity: props.activity };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <div className="chat-unsupported">
        <p>This message cannot be shown: {failure}</p>
        <details>
          <summary>What the bot sent</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard */}
          <pre tabIndex={0}>{JSON.stringify(this.props.activity, null, 2)}</pre>
        </details>
      </div>
    );
  }
}
