/** A filter of documents, as both VS Code and the protocol know it. */
export interface DocumentFilter {
  language: string;
  scheme?: string;
}

const OWN = ["polytomic-sync", "polytomic-sync-jsonc"];
const OTHERS = ["json", "jsonc"];

/** Which documents the server is told about; which of them it speaks about is its own decision. */
export function documentSelector(otherJson: boolean): DocumentFilter[] {
  const languages = otherJson ? [...OWN, ...OTHERS] : OWN;
  return languages.flatMap((language) =>
    ["file", "untitled", "vscode-remote"].map((scheme) => ({ language, scheme })),
  );
}
