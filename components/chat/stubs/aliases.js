/**
 * Where Turbopack finds Web Chat. Its published bundles cannot be taken apart, so we build it from the TypeScript source that the
 * packages ship, and swap what a text chat never uses (measured in README.md).
 */
const stubs = "./components/chat/stubs";
const packages = "./node_modules";

const source = {
  "botframework-webchat": `${stubs}/botframework-webchat.js`,
  "webchat-source/*": `${packages}/botframework-webchat/src/*`,
  "webchat-strings/*": `${packages}/botframework-webchat-api/src/localization/*`,
  "botframework-webchat-api": `${packages}/botframework-webchat-api/src/index.ts`,
  "botframework-webchat-api/internal": `${packages}/botframework-webchat-api/src/internal.ts`,
  "botframework-webchat-api/decorator": `${packages}/botframework-webchat-api/src/decorator/index.ts`,
  "webchat-component-source/*": `${packages}/botframework-webchat-component/src/*`,
  "botframework-webchat-component": `${packages}/botframework-webchat-component/src/index.ts`,
  "botframework-webchat-component/internal": `${packages}/botframework-webchat-component/src/internal.ts`,
  "botframework-webchat-core": `${packages}/botframework-webchat-core/src/index.ts`,
};

const swapped = {
  "./getAllLocalizedStrings": `${stubs}/localized-strings.js`,
  "../localization/getAllLocalizedStrings": `${stubs}/localized-strings.js`,
  "../external/PrecompiledGlobalize": `${stubs}/globalize.js`,
  "./StyleSet/SpinnerAnimation": `${stubs}/animation-style.js`,
  "./StyleSet/TypingAnimation": `${stubs}/animation-style.js`,
  "./useActivityAccessibleName": `${stubs}/activity-accessible-name.js`,
  "../LiveRegion/LiveRegionActivity": `${stubs}/live-region-activity.js`,
  "./private/renderAdaptiveCard": `${stubs}/render-adaptive-card.js`,
  "react-scroll-to-bottom": `${stubs}/stick-to-end.tsx`,
  "react-say": `${stubs}/react-say.js`,
  // Pops up over the transcript, in its own colours, when one tabs into it; the page has a sheet of all keys.
  "./Transcript/KeyboardHelp": `${stubs}/no-component.js`,
  // Dictation needs a microphone and a speech service.
  "./Dictation": `${stubs}/no-component.js`,
  "linkify-it": `${stubs}/linkify-it.cjs`,
  "linkify-it-source": `${packages}/linkify-it/index.js`,
  "math-random": `${stubs}/math-random.js`,
};

/** Two scrolling packages were compiled for Internet Explorer: each array method and global comes from core-js (33 KB gz). */
const native = {
  "array/is-array": "Array.isArray",
  "date/now": "Date.now",
  "math/sign": "Math.sign",
  "object/assign": "Object.assign",
  "object/create": "Object.create",
  "object/define-properties": "Object.defineProperties",
  "object/define-property": "Object.defineProperty",
  "object/entries": "Object.entries",
  "object/from-entries": "Object.fromEntries",
  "object/get-own-property-descriptor": "Object.getOwnPropertyDescriptor",
  "object/get-own-property-descriptors": "Object.getOwnPropertyDescriptors",
  "object/get-own-property-names": "Object.getOwnPropertyNames",
  "object/get-own-property-symbols": "Object.getOwnPropertySymbols",
  "object/get-prototype-of": "Object.getPrototypeOf",
  "object/keys": "Object.keys",
  "parse-float": "parseFloat",
  promise: "Promise",
  set: "Set",
  "set-interval": "(run, ms) => setInterval(run, ms)",
  "set-timeout": "(run, ms) => setTimeout(run, ms)",
  "instance/concat": "(it) => it.concat",
  "instance/every": "(it) => it.every",
  "instance/fill": "(it) => it.fill",
  "instance/filter": "(it) => it.filter",
  "instance/for-each": "(it) => it.forEach",
  "instance/index-of": "(it) => it.indexOf",
  "instance/last-index-of": "(it) => it.lastIndexOf",
  "instance/map": "(it) => it.map",
  "instance/reduce": "(it) => it.reduce",
  "instance/slice": "(it) => it.slice",
  "instance/some": "(it) => it.some",
  "instance/splice": "(it) => it.splice",
};

const polyfills = {
  "core-js/modules/*": `${stubs}/nothing.js`,
  "@babel/runtime-corejs3/helpers/*": `${packages}/botframework-webchat/node_modules/@babel/runtime/helpers/esm/*.js`,
  ...Object.fromEntries(
    Object.entries(native).map(([name, code]) => [
      `@babel/runtime-corejs3/core-js-stable/${name}`,
      `data:text/javascript,${encodeURIComponent(`export default ${code}`)}`,
    ]),
  ),
};

export const webChatAliases = { ...source, ...swapped, ...polyfills };

export const webChatPackages = [
  "botframework-webchat",
  "botframework-webchat-api",
  "botframework-webchat-component",
  "botframework-webchat-core",
];
