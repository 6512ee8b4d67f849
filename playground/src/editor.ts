/** The editor: a body, squiggles where something is wrong, and fixes by key and by click. */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  HighlightStyle, bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
import {
  type Action, type Diagnostic as Squiggle, forEachDiagnostic, forceLinting, lintGutter, lintKeymap, linter,
} from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, StateEffect } from "@codemirror/state";
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Diagnostic, Fix, Report } from "polytomic-lint";

/** What the editor asks of the page. */
export interface Host {
  lint(text: string): Promise<Report>;
  /** A report on the text as it stands is there. */
  reported(report: Report, text: string): void;
  /** The cursor is in a finding. */
  visited(finding: Diagnostic): void;
  /** A text was pasted; whether something else was done with it. */
  pasted(text: string): boolean;
  announce(message: string): void;
}

/** A squiggle that knows its finding and the text that it is about. */
interface Known extends Squiggle { finding: Diagnostic; text: string }

const COLORS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--key)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--number)" },
]);

/** The report on the text is not what it would be now. */
const STALE = StateEffect.define<null>();

const LOOK = EditorView.theme({
  "&": { height: "100%", fontSize: "14px", backgroundColor: "var(--panel)", color: "var(--text)" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent)",
  },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--panel)", color: "var(--text)", border: "1px solid var(--line)",
  },
  ".cm-tooltip-lint": { maxWidth: "36rem" },
  ".cm-diagnosticText": { whiteSpace: "pre-wrap" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--accent)", color: "var(--on-accent)", borderRadius: "4px", padding: "2px 8px",
  },
  ".cm-lintRange": { backgroundImage: "none", textDecoration: "underline wavy 1.5px", textUnderlineOffset: "3px" },
  ".cm-lintRange-error": { textDecorationColor: "var(--error)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--warning)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--advice)" },
});

/** The editor on the page. */
export class Editor {
  readonly view: EditorView;
  private report: Report | undefined;

  constructor(parent: HTMLElement, private readonly host: Host) {
    // Styles in a shadow root are adopted, which a strict content security policy allows.
    const root = parent.attachShadow({ mode: "open" });
    const inside = document.createElement("div");
    inside.style.height = "100%";
    root.append(inside);
    this.view = new EditorView({ root, parent: inside, state: this.state("") });
  }

  private state(doc: string): EditorState {
    return EditorState.create({ doc, extensions: [
      lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), indentOnInput(),
      indentUnit.of("  "), bracketMatching(), closeBrackets(), highlightActiveLine(),
      highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: true }), json(),
      syntaxHighlighting(COLORS), LOOK, EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": "Body, JSON", tabindex: "0" }),
      linter((view) => this.squiggles(view), {
        delay: 150,
        needsRefresh: ({ transactions }) =>
          transactions.some(({ effects }) => effects.some((effect) => effect.is(STALE))),
      }),
      keymap.of([
        { key: "Mod-.", run: () => this.fixAtCursor() },
        { key: "Alt-Enter", run: () => this.fixAtCursor() },
        ...lintKeymap, ...closeBracketsKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap,
      ]),
      EditorView.updateListener.of((update) => {
        if (update.selectionSet) this.visit();
      }),
      EditorView.domEventHandlers({
        paste: (event) => {
          const text = event.clipboardData?.getData("text/plain") ?? "";
          return this.host.pasted(text);
        },
      }),
    ] });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Puts another text into the editor, as one step to undo. */
  replace(text: string): void {
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      scrollIntoView: true,
    });
    this.lintNow();
  }

  /** Lints again although the text is the same. */
  lintNow(): void {
    this.view.dispatch({ effects: STALE.of(null) });
    forceLinting(this.view);
  }

  /** Selects a place and goes there. */
  show({ start, end }: { start: number; end: number }): void {
    const length = this.view.state.doc.length;
    this.view.dispatch({
      selection: { anchor: Math.min(start, length), head: Math.min(end, length) },
      effects: EditorView.scrollIntoView(Math.min(start, length), { y: "center" }),
    });
    this.view.focus();
  }

  /** Applies one fix of a finding about this text. */
  apply(fix: Fix, about: string): void {
    if (this.text !== about) return this.host.announce("The text has changed; try again.");
    this.view.dispatch({
      changes: fix.edits.map(({ range, text }) => ({ from: range.start, to: range.end, insert: text })),
      userEvent: "input.fix",
    });
    forceLinting(this.view);
    this.host.announce(`Done: ${fix.title}`);
    this.view.focus();
  }

  private async squiggles(view: EditorView): Promise<Squiggle[]> {
    const doc = view.state.doc;
    const text = doc.toString();
    const report = await this.host.lint(text);
    if (view.state.doc !== doc) return [];
    this.report = report;
    this.host.reported(report, text);
    return report.diagnostics.map((finding): Known => ({
      from: finding.range.start,
      to: finding.range.end,
      severity: finding.severity === "advice" ? "info" : finding.severity,
      source: finding.code,
      message: finding.help === null ? finding.message : `${finding.message}\n${finding.help}`,
      actions: finding.fixes.map((fix): Action => ({
        name: fix.title,
        apply: () => this.apply(fix, text),
      })),
      finding,
      text,
    }));
  }

  private fixAtCursor(): boolean {
    const { from, to } = this.view.state.selection.main;
    let best: Known | undefined;
    forEachDiagnostic(this.view.state, (one, start, end) => {
      const known = one as Known;
      const smaller = best === undefined || end - start < best.to - best.from;
      if (start <= to && end >= from && known.finding.fixes.length > 0 && smaller) best = known;
    });
    const fix = best?.finding.fixes[0];
    if (best === undefined || fix === undefined) this.host.announce("There is no fix at the cursor.");
    else this.apply(fix, best.text);
    return true;
  }

  private visit(): void {
    const at = this.view.state.selection.main.head;
    const found = this.report?.diagnostics.find(({ range }) => range.start <= at && at <= range.end);
    if (found !== undefined && this.view.hasFocus) this.host.visited(found);
  }
}
