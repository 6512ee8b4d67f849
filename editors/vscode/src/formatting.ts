import * as vscode from "vscode";

import { BODIES } from "./documents";

const SCHEME = "polytomic-lint-copy";
const JSON_SUPPORT = "vscode.json-language-features";

/** The language of copies. VS Code's JSON support takes part in it, and nothing else does. */
const LANGUAGE = "polytomic-sync-copy";

/**
 * Formats bodies as VS Code formats other JSON: its own JSON support is asked about a copy. In the
 * languages of bodies themselves it would report syntax errors and list keys a second time.
 */
export class Formatting
  implements
    vscode.TextDocumentContentProvider,
    vscode.DocumentRangeFormattingEditProvider,
    vscode.Disposable
{
  private readonly registrations = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
    vscode.languages.registerDocumentRangeFormattingEditProvider(BODIES, this),
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    const original = (document: vscode.TextDocument) => document.uri.toString() === uri.query;
    return vscode.workspace.textDocuments.find(original)?.getText() ?? "";
  }

  async provideDocumentRangeFormattingEdits(
    document: vscode.TextDocument,
    range: vscode.Range,
    options: vscode.FormattingOptions,
  ): Promise<vscode.TextEdit[]> {
    const support = vscode.extensions.getExtension(JSON_SUPPORT);
    if (support === undefined) {
      return [];
    }
    // Copies do not wake it.
    await support.activate();
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: document.uri.path,
      query: document.uri.toString(),
      fragment: String(document.version),
    });
    const copy = await vscode.workspace.openTextDocument(uri);
    const json = await vscode.languages.setTextDocumentLanguage(copy, LANGUAGE);
    const command = "vscode.executeFormatRangeProvider";
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      command, json.uri, range, options,
    );
    // VS Code keeps a copy for minutes; as JSON, its syntax errors would be listed as long.
    await vscode.languages.setTextDocumentLanguage(json, "plaintext");
    return edits ?? [];
  }

  dispose(): void {
    this.registrations.dispose();
  }
}
