/** A filter of documents, as both VS Code and the protocol know it. */
export interface DocumentFilter {
  language?: string;
  scheme: string;
  pattern?: string;
}

/** The languages of bodies, which no other JSON support looks at. */
export const BODIES = ["polytomic-sync", "polytomic-sync-jsonc"];
const OTHERS = ["json", "jsonc"];

/** Languages of files with bodies in them; two extensions for request files have two names. */
const EMBEDDING = ["markdown", "shellscript", "http", "rest"];

/** Files with bodies in them that have no language where no extension brings one along. */
const EMBEDDING_FILES = "**/*.{http,rest,jsonl,ndjson,postman_collection.json}";

/** Which documents the server is told about; which of them it speaks about is its own decision. */
export function documentSelector(otherJson: boolean, embedded: boolean): DocumentFilter[] {
  const languages = [...BODIES, ...(otherJson ? OTHERS : []), ...(embedded ? EMBEDDING : [])];
  const bodies = languages.flatMap((language) =>
    ["file", "untitled"].map((scheme) => ({ language, scheme })),
  );
  const patterns = [...(embedded ? [EMBEDDING_FILES] : []), "**/polytomic-lint.toml"];
  return [...bodies, ...patterns.map((pattern) => ({ scheme: "file", pattern }))];
}
