#!/usr/bin/env node
// Reads PDFs as three independent readers do: poppler, mupdf and pdf.js, and holds their words to one another.
//
//   1. In the order of the structure, without artifacts: poppler's words are those of pdf.js.
//   2. In the order of the pages' contents: mupdf's words, and poppler's, are those of pdf.js.
//
// The tests of the tool show that the structure holds the words of the source, each once and in order.
//
// Usage, in the root of the repository: pdftext.mjs [FILE.pdf...] [--apart FILE.pdf...] [--sheets FILE.pdf...]
// pdf.js gives the structure page by page. In the files after --apart, some of the structure is read before what is on an
// earlier page: a figure that floats, or a note that goes on overleaf. There 1 compares the letters without their order. The
// pages of the files after --sheets are imposed on sheets. There only 2 is done.
// Exit status 0: the readers agree; 1: they do not; 2: one could not be run.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const tools = join(process.cwd(), ".tools/node_modules");
let pdfjs;
try {
  const warn = console.warn;
  console.warn = () => {}; // that it cannot draw, which is not asked of it
  globalThis.DOMMatrix ??= class {};
  globalThis.ImageData ??= class {};
  globalThis.Path2D ??= class {};
  pdfjs = await import(pathToFileURL(join(tools, "pdfjs-dist/legacy/build/pdf.mjs")));
  console.warn = warn;
} catch (e) {
  console.error(`pdftext: pdf.js is missing (${e.message}); run make tools`);
  process.exit(2);
}
const standardFontDataUrl = join(tools, "pdfjs-dist/standard_fonts/");
const cMapUrl = join(tools, "pdfjs-dist/cmaps/");

function run(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
  } catch (e) {
    console.error(`pdftext: ${command} failed: ${e.message}`);
    process.exit(2);
  }
}

// A soft hyphen at a line's end says that the word goes on (ISO 32000-1, 14.8.2.2.3). The number of a note that stands
// right behind a word is a word of its own, and each figure is, as the numbers of a line and of a paragraph may meet. A hair space, as between
// initials, parts no words: the others leave it out, and only to mupdf it is a space like any.
//
// What is written without spaces is read letter by letter, as a gap beside Latin may be a space to a reader or none.
// Hebrew and Arabic are left out, as not every reader turns around what is written from left to right on the page;
// readers.py compares their words.
const alone = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30FC]`;
const letters = new RegExp(String.raw`${alone}|(?:(?!${alone})[\p{L}\p{M}])+\u2028?|\p{N}`, "gu");
function words(text) {
  return (
    text
      .normalize("NFC")
      .replace(/\u00AD[\s\u200B]*|\u200A|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
      .replace(/[\p{Script=Hebrew}\p{Script=Arabic}\u064B-\u065F\u0670]+/gu, " ")
      .match(letters) ?? []
  );
}

// pdf.js leaves out soft hyphens, and the spaces at the ends of lines too. Where a line ends behind a letter, whether
// the word goes on is for the other readers to say.
const lineEnd = "\u2028";

const inline = new Set(["Span", "Quote", "Reference", "Code", "Link", "Lbl", "Line"]);

// What pdf.js reads: the text of each page's contents, and that of the structure from top to bottom.
async function readPdfJs(file) {
  const doc = await pdfjs.getDocument({ data: new Uint8Array(readFileSync(file)), standardFontDataUrl, cMapUrl, cMapPacked: true, verbosity: 0 }).promise;
  let contents = "";
  const structure = [];
  for (let n = 1; n <= doc.numPages; n++) {
    const page = await doc.getPage(n);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const text = new Map();
    const open = [];
    for (const it of items) {
      if (it.type === "beginMarkedContent" || it.type === "beginMarkedContentProps") {
        open.push(it.id ?? null);
      } else if (it.type === "endMarkedContent") {
        open.pop();
        contents += lineEnd + " "; // a word may go on after what stands at the edge of the page
      } else if (it.str !== undefined) {
        const s = it.str + (it.hasEOL ? lineEnd : "");
        contents += s;
        const id = open.findLast((x) => x);
        if (id) text.set(id, (text.get(id) ?? "") + s);
      }
    }
    contents += "\n";
    structure.push({ tree: await page.getStructTree(), text });
  }
  await doc.destroy();
  return { contents, structure };
}

// The words of a page's part of the structure.
function walk(node, text, out) {
  if (node.type === "content") {
    out.push(text.get(node.id) ?? "");
    return;
  }
  if (!inline.has(node.role)) out.push("\n");
  for (const kid of node.children ?? []) walk(kid, text, out);
  if (!inline.has(node.role)) out.push("\n");
}

// The words of pdfinfo -struct-text: a line for each element, and one in quotation marks for each piece of text.
function popplerStructure(file) {
  let out = "";
  for (const line of run("pdfinfo", "-struct-text", file).split("\n")) {
    const piece = line.match(/^ *"(.*)"$/s);
    const role = line.match(/^ *(\w+)/);
    if (piece) out += piece[1];
    else if (role && role[1] !== "Object" && !inline.has(role[1])) out += "\n";
  }
  return out;
}

// The words that poppler finds, in the order of the contents. As text it would leave out narrow spaces between them.
function popplerWords(file) {
  const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
  return [...run("pdftotext", "-raw", "-bbox", file, "-").matchAll(/<word [^>]*>([^<]*)<\/word>/g)]
    .map((m) => m[1].replace(/&(\w+);/g, (_, name) => entities[name] ?? " "))
    .join(" ");
}

let failed = false;
function same(file, what, got, want, initials = false) {
  let j = 0; // in want
  for (let i = 0; i < got.length || j < want.length; i++, j++) {
    let word = want[j]?.replace(lineEnd, "");
    while (word !== got[i] && got[i]?.startsWith(word) && want[j].endsWith(lineEnd) && j + 1 < want.length) {
      word += want[++j].replace(lineEnd, "");
    }
    if (word === got[i]) continue;
    if (initials && word.length < 4 && word === got[i] + got[i + 1]) {
      i++;
      continue;
    }
    const around = (list, at) => list.slice(Math.max(0, at - 4), at + 4).join(" ");
    console.error(`${file}: ${what}: word ${i + 1}: “… ${around(got, i)} …”, but pdf.js reads “… ${around(want, j)} …”`);
    failed = true;
    return;
  }
  if (want.length === 0) {
    console.error(`${file}: ${what}: there are no words`);
    failed = true;
  }
}

function sameLetters(file, what, got, want) {
  const letters = (list) => [...list.join("").replaceAll(lineEnd, "")].sort().join("");
  if (want.length > 0 && letters(got) === letters(want)) return;
  console.error(`${file}: ${what}: not the letters that pdf.js reads`);
  failed = true;
}

let sheets = false;
let apart = false;
for (const file of process.argv.slice(2)) {
  if (file === "--sheets") {
    sheets = true;
    continue;
  }
  if (file === "--apart") {
    apart = true;
    continue;
  }
  const { contents, structure } = await readPdfJs(file);
  const parts = [];
  for (const { tree, text } of structure) {
    if (!tree) continue;
    walk(tree, text, parts);
    // Where notes stand below, pdf.js does not say that the last line of the text ends.
    const last = parts.findLastIndex((p) => p.trim() !== "");
    if (last >= 0 && /[\p{L}\p{M}]$/u.test(parts[last])) parts[last] += lineEnd;
  }
  const read = words(parts.join(""));
  if (!sheets) (apart ? sameLetters : same)(file, "poppler, by the structure", words(popplerStructure(file)), read);
  const all = words(contents);
  same(file, "poppler, page by page", words(popplerWords(file)), all, true);
  same(file, "mupdf, page by page", words(run("mutool", "draw", "-q", "-F", "txt", "-o", "-", file)), all, true);
  console.log(`${file}: ${read.length} words in the structure, ${all.length} on the pages`);
}
process.exit(failed ? 1 : 0);
