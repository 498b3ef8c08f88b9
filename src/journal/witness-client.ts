/** What a witness says: its cosignatures, or the size it cosigned last. */
export type WitnessWord = { readonly cosignatures: string } | { readonly size: number };

/** Asks one witness to cosign (C2SP tlog-witness, `add-checkpoint`). Throws a sentence when it does not. */
export async function askWitness(
  url: string,
  { old, proof, note }: { readonly old: number; readonly proof: readonly Buffer[]; readonly note: string },
  signal: AbortSignal,
): Promise<WitnessWord> {
  const body = consistencyText({ old, proof, note });
  const response = await fetch(`${url.replace(/\/$/, '')}/add-checkpoint`, { method: 'POST', body, signal, redirect: 'error' });
  const text = await beginning(response);
  if (response.status === 200) return { cosignatures: text };
  const isSize = response.status === 409 && /^(0|[1-9]\d{0,14})\n$/.test(text);
  if (isSize && response.headers.get('Content-Type') === 'text/x.tlog.size') return { size: Number(text) };
  throw new Error(
    `it answered ${response.status}: ${text
      .slice(0, 200)
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim()}`,
  );
}

/** That a tree continues the one of `old` entries, as a witness is asked and as anybody may keep it. */
export function consistencyText({
  old,
  proof,
  note,
}: {
  readonly old: number;
  readonly proof: readonly Buffer[];
  readonly note: string;
}): string {
  return `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
}

/** No more of an answer than one could mean. */
async function beginning({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!body) return '';
  for await (const chunk of body) {
    chunks.push(chunk);
    if ((size += chunk.length) > 16_384) break;
  }
  return Buffer.concat(chunks).toString();
}
