/** The body of a curl command, and what the command says about it. */

/** What a command says. */
export interface Request { body: string; version?: string; update: boolean }

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", "'": "'", '"': '"', "\\": "\\" };

/** The words of a command as a shell reads them, variables left as they are. */
function words(command: string): string[] {
  const out: string[] = [];
  let word: string | undefined;
  const parts = /'([^']*)'|\$'((?:[^'\\]|\\[^])*)'|"((?:[^"\\]|\\[^])*)"|\\\r?\n|\\([^])|(\s+)|([^])/gy;
  for (const [, single, escaped, double, character, blank, other] of command.matchAll(parts)) {
    if (blank !== undefined) {
      if (word !== undefined) out.push(word);
      word = undefined;
    } else if (single !== undefined) word = (word ?? "") + single;
    else if (escaped !== undefined) {
      word = (word ?? "") + escaped.replace(/\\([^])/g, (whole, name: string) => ESCAPES[name] ?? whole);
    } else if (double !== undefined) {
      word = (word ?? "") + double.replace(/\\\r?\n/g, "").replace(/\\(["\\$`])/g, "$1");
    } else if (character ?? other) word = (word ?? "") + (character ?? other);
  }
  return word === undefined ? out : [...out, word];
}

/** Reads a curl command; nothing for another text, and for a command without a body. */
export function fromCurl(text: string): Request | undefined {
  if (!/^\s*(?:[$>%#]\s*)?curl\s/.test(text)) return undefined;
  const all = words(text.replace(/^\s*[$>%#]\s*/, ""));
  const request: Request = { body: "", update: false };
  all.forEach((word, at) => {
    const [, name, joined] = /^(--[\w-]+)=([^]*)$/.exec(word) ?? /^(-[dXH])([^]+)$/.exec(word) ?? [];
    const option = name ?? word;
    const value = joined ?? all[at + 1] ?? "";
    if (/^(?:-d|--data(?:-raw|-binary|-ascii)?|--json)$/.test(option)) request.body ||= value;
    if (/^(?:-X|--request)$/.test(option)) request.update = /^(?:PUT|PATCH)$/i.test(value);
    const header = /^x-polytomic-version:\s*(\S+)/i.exec(value)?.[1];
    if (/^(?:-H|--header)$/.test(option) && header !== undefined) request.version = header;
  });
  return request.body.trimStart() === "" || request.body.startsWith("@") ? undefined : request;
}
