import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const PROGRAM = process.platform === "win32" ? "polytomic-lint.exe" : "polytomic-lint";

/** Where the program was looked for, and where it was found. */
export interface Found {
  program?: string;
  tried: string[];
}

/**
 * The program to run: the configured one, the one that came with the extension, or the first on
 * the PATH. A configured one is never passed over in silence; in it, a leading `~` and the variables
 * `${workspaceFolder}`, `${userHome}`, and `${env:NAME}` are replaced.
 */
export function findServer(
  configured: string,
  extensionFolder: string,
  searchPath: string | undefined,
  isProgram: (file: string) => boolean = isExecutable,
  workspaceFolder = process.cwd(),
): Found {
  const own = configured
    .trim()
    .replace(/^~(?=$|[\\/])/, () => os.homedir())
    .replace(/\$\{workspaceFolder\}/g, () => workspaceFolder)
    .replace(/\$\{userHome\}/g, () => os.homedir())
    .replace(/\$\{env:([^}]+)\}/g, (_, name) => process.env[name] ?? "");
  const tried =
    own !== ""
      ? [own]
      : [
          path.join(extensionFolder, "server", PROGRAM),
          ...(searchPath ?? "")
            .split(path.delimiter)
            .filter((folder) => folder !== "")
            .map((folder) => path.join(folder, PROGRAM)),
        ];
  return { program: tried.find(isProgram), tried };
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
