import * as fs from "node:fs";
import * as path from "node:path";

const PROGRAM = process.platform === "win32" ? "polytomic-lint.exe" : "polytomic-lint";

/** Where the program was looked for, and where it was found. */
export interface Found {
  program?: string;
  tried: string[];
}

/**
 * The program to run: the configured one, the one that came with the extension, or the first on
 * the PATH. A configured one is never passed over in silence.
 */
export function findServer(
  configured: string,
  extensionFolder: string,
  searchPath: string | undefined,
  isProgram: (file: string) => boolean = isExecutable,
): Found {
  const own = configured.trim();
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
