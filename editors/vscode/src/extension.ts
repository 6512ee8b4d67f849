import * as vscode from "vscode";
import { LanguageClient, State, type ServerOptions } from "vscode-languageclient/node";

import { documentSelector } from "./documents";
import { Formatting } from "./formatting";
import { Pages } from "./pages";
import { findServer } from "./server";

const SECTION = "polytomic-lint";

let client: LanguageClient | undefined;
let pages: Pages;
let output: vscode.LogOutputChannel;
let status: vscode.LanguageStatusItem;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("polytomic-lint", { log: true });
  status = vscode.languages.createLanguageStatusItem(SECTION, documentSelector(true, true));
  status.name = "polytomic-lint";
  status.command = { command: "polytomic-lint.showOutput", title: "Show output" };
  pages = new Pages();
  const start = () => startServer(context);
  context.subscriptions.push(
    output,
    pages,
    new Formatting(),
    status,
    vscode.commands.registerCommand("polytomic-lint.restart", async () => {
      await stopServer();
      await start();
    }),
    vscode.commands.registerCommand("polytomic-lint.showOutput", () => output.show()),
    vscode.commands.registerCommand("polytomic-lint.fixAll", () =>
      vscode.commands.executeCommand("editor.action.fixAll"),
    ),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (["enable", "path", "otherJson", "embedded"].some((key) => change.affectsConfiguration(`${SECTION}.${key}`))) {
        await stopServer();
        await start();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await stopServer();
}

async function startServer(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  if (!settings.get<boolean>("enable", true)) {
    return show("switched off", vscode.LanguageStatusSeverity.Information);
  }
  const { program, tried } = findServer(
    settings.get<string>("path", ""),
    context.extensionPath,
    process.env.PATH,
    undefined,
    vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
  );
  if (program === undefined) {
    output.error(`polytomic-lint was not found; tried:\n  ${tried.join("\n  ")}`);
    show("not found", vscode.LanguageStatusSeverity.Error);
    return offerSettings();
  }
  const embedded = settings.get<boolean>("embedded", false);
  const options: ServerOptions = { command: program, args: ["lsp"] };
  const started = new LanguageClient(SECTION, "polytomic-lint", options, {
    documentSelector: documentSelector(settings.get<boolean>("otherJson", true), embedded),
    outputChannel: output,
    diagnosticPullOptions: { onChange: true, onSave: false },
    initializationOptions: { showsPages: true, embedded },
    middleware: {
      executeCommand: async (command, args, next) => {
        const result: unknown = await next(command, args);
        if (command === "polytomic-lint.explain" && typeof result === "string") {
          await pages.show(String(args[0]), result);
        }
        return result;
      },
    },
  });

  client = started;
  started.onDidChangeState(({ newState }) => {
    if (client === started) {
      told(newState, program);
    }
  });
  try {
    await started.start();
  } catch (error) {
    output.error(`${program} could not be started: ${String(error)}`);
    show("could not be started", vscode.LanguageStatusSeverity.Error);
  }
}

async function stopServer(): Promise<void> {
  const stopped = client;
  client = undefined;
  try {
    await stopped?.dispose();
  } catch (error) {
    // One that has died already has nothing left to stop.
    output.info(String(error));
  }
}

function told(state: State, program: string): void {
  switch (state) {
    case State.Running:
      return show(program, vscode.LanguageStatusSeverity.Information, "running");
    case State.Starting:
      return show(program, vscode.LanguageStatusSeverity.Information, "starting");
    default:
      return show(program, vscode.LanguageStatusSeverity.Error, "stopped");
  }
}

function show(detail: string, severity: vscode.LanguageStatusSeverity, text = detail): void {
  status.text = `polytomic-lint: ${text}`;
  status.detail = detail === text ? undefined : detail;
  status.severity = severity;
}

async function offerSettings(): Promise<void> {
  const open = "Open settings";
  const answer = await vscode.window.showErrorMessage(
    "polytomic-lint was not found. Install it, or set `polytomic-lint.path`.",
    open,
  );
  if (answer === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "polytomic-lint.path");
  }
}
