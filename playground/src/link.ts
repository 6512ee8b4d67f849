/** A link that carries the text and the options in its fragment, which browsers send nowhere. */

/** What a link carries. */
export interface Shared {
  text: string;
  version: string;
  endpoint: string;
  strict: boolean;
  pedantic: boolean;
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: ReadableWritablePair): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}

/** The fragment of a link, with its `#`. */
export async function toFragment(shared: Shared): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(shared));
  const packed = new Uint8Array(await through(json, new CompressionStream("deflate-raw")));
  const text = Array.from(packed, (byte) => String.fromCharCode(byte)).join("");
  return `#body=${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/** What a fragment carries; nothing for one that is not a link's. */
export async function fromFragment(fragment: string): Promise<Partial<Shared> | undefined> {
  const packed = /^#body=([\w-]+)$/.exec(fragment)?.[1];
  if (packed === undefined) return undefined;
  try {
    const text = atob(packed.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (byte) => byte.charCodeAt(0));
    const json = await through(bytes, new DecompressionStream("deflate-raw"));
    const shared: unknown = JSON.parse(new TextDecoder().decode(json));
    return typeof shared === "object" && shared !== null ? shared : undefined;
  } catch {
    return undefined;
  }
}
