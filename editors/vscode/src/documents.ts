/** A filter of documents, as both VS Code and the protocol know it. */
export interface DocumentFilter {
  language?: string;
  scheme: string;
  pattern?: string;
}

/** The languages of this extension's own, which no other JSON support looks at. */
const OWN = ["polytomic-sync", "polytomic-sync-jsonc"];
const OTHERS = ["json", "jsonc"];

/** Which documents the server is told about; which of them it speaks about is its own decision. */
export function documentSelector(otherJson: boolean): DocumentFilter[] {
  const languages = otherJson ? [...OWN, ...OTHERS] : OWN;
  const bodies = languages.flatMap((language) =>
    ["file", "untitled"].map((scheme) => ({ language, scheme })),
  );
  return [...bodies, { scheme: "file", pattern: "**/polytomic-lint.toml" }];
}
