#!/usr/bin/env node
// Prints the text of a PDF as pdf.js reads it, in the order of the pages' contents.
//
// Usage, in the root of the repository: readers.mjs FILE.pdf
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const tools = join(process.cwd(), ".tools/node_modules");
console.warn = () => {}; // that it cannot draw, which is not asked of it
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};
const pdfjs = await import(pathToFileURL(join(tools, "pdfjs-dist/legacy/build/pdf.mjs")));
const doc = await pdfjs.getDocument({
  data: new Uint8Array(readFileSync(process.argv[2])),
  standardFontDataUrl: join(tools, "pdfjs-dist/standard_fonts/"),
  cMapUrl: join(tools, "pdfjs-dist/cmaps/"),
  cMapPacked: true,
  verbosity: 0,
}).promise;
let out = "";
for (let n = 1; n <= doc.numPages; n++) {
  const { items } = await (await doc.getPage(n)).getTextContent({ disableNormalization: true });
  for (const it of items) out += it.str + (it.hasEOL ? "\n" : "");
  out += "\n";
}
process.stdout.write(out, () => process.exit(0));
