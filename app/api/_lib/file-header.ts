/** Makes a browser save an answer as a file. Names of any language are carried as RFC 6266 asks; others stand for the rest. */
export function fileHeader(name: string): Record<string, string> {
  const plain = name.replaceAll(/[^\w.-]+/g, "-");
  const encoded = encodeURIComponent(name.replaceAll(/\p{Surrogate}/gu, "\ufffd")).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return { "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded}` };
}
