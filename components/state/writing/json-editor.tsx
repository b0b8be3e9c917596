"use client";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxTree } from "@codemirror/language";
import { type Diagnostic, linter, lintGutter } from "@codemirror/lint";
import { EditorState, type Extension, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { readJsonText } from "../values/read-json-text";

type JsonEditorProps = {
  label: string;
  initialText: string;
  /** Where the cursor stands at first. */
  initialOffset: number;
  /** Where the focus goes when the dialog around it opens. */
  focusTarget: RefObject<HTMLElement | null>;
  onText: (text: string) => void;
  onSave: () => void;
};

/** CodeMirror for one JSON text. Loaded only when someone edits: it is the heaviest part of the panels. */
export function JsonEditor({ label, initialText, initialOffset, focusTarget, onText, onSave }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ onText, onSave });
  useEffect(() => {
    latest.current = { onText, onSave };
  });

  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: initialText,
        selection: { anchor: Math.min(initialOffset, initialText.length) },
        extensions: [
          saveKeys(() => latest.current.onSave()),
          EditorView.updateListener.of((update) => update.docChanged && latest.current.onText(update.state.doc.toString())),
          EditorView.contentAttributes.of({ "aria-label": label }),
          ...baseExtensions(),
        ],
      }),
    });
    focusTarget.current = view.contentDOM;
    view.focus();
    // A dialog that closes in this moment still gives the focus back to what had opened it.
    const frame = requestAnimationFrame(() => view.focus());
    view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head, { y: "center" }) });
    return () => {
      cancelAnimationFrame(frame);
      view.destroy();
    };
  }, [label, initialText, initialOffset, focusTarget]);

  return (
    <div
      ref={host}
      className="min-h-48 overflow-hidden rounded-md border border-line-strong focus-within:outline-2 focus-within:outline-(--focus)"
    />
  );
}

function saveKeys(save: () => void): Extension {
  const run = () => {
    save();
    return true;
  };
  return keymap.of([
    { key: "Mod-Enter", run },
    { key: "Mod-s", run },
  ]);
}

function baseExtensions(): Extension[] {
  // Style elements that CodeMirror adds pass a strict policy only with the page's nonce.
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  return [
    ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    json(),
    jsonColours,
    linter((view) => findFaults(view.state.doc.toString()), { delay: 150 }),
    keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap]),
    theme,
  ];
}

function findFaults(text: string): Diagnostic[] {
  const { fault } = readJsonText(text);
  return fault ? [{ from: fault.from, to: fault.to, severity: "error", message: fault.sentence }] : [];
}

const tokenClasses: Record<string, string> = {
  PropertyName: "text-ink",
  String: "text-json-string",
  Number: "text-json-number",
  True: "text-json-keyword",
  False: "text-json-keyword",
  Null: "text-json-keyword",
};

/** Colours of our theme, so that light and dark follow the page without a second highlighter. */
const jsonColours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = colourVisible(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.state)) {
        this.decorations = colourVisible(update.view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function colourVisible(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const token = tokenClasses[node.name];
        if (token && node.to > node.from) builder.add(node.from, node.to, Decoration.mark({ class: token }));
      },
    });
  }
  return builder.finish();
}

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "0.8125rem", height: "min(56vh, 36rem)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--hover) 60%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--bubble-me)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selected)", outline: "1px solid var(--line-strong)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    boxShadow: "var(--shadow)",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--removed)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--raised)", border: "1px solid var(--line)", color: "var(--muted)" },
});
