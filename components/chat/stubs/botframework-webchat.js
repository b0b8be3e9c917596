// Web Chat without Direct Line, Direct Line Speech and the speech SDKs: this page brings its own connection and has no microphone.
import { hooks, Components as PlainComponents } from "botframework-webchat-component";
import { createStore } from "botframework-webchat-core";
import Composer from "webchat-source/FullComposer";
import renderMarkdown from "webchat-source/markdown/renderMarkdown";

const Components = { ...PlainComponents, Composer };

export { Components, createStore, hooks, renderMarkdown };
