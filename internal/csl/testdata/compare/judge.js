// Words the citations and the bibliography with citeproc-js, for TestAgainstCiteproc.
// node judge.js FOLDER: reads job.json of the folder and writes result.json.
"use strict";
const fs = require("fs");
const path = require("path");
const folder = process.argv[2];
const job = JSON.parse(fs.readFileSync(path.join(folder, "job.json"), "utf8"));
const CSL = require(job.citeproc);
CSL.debug = () => {};
const items = Object.fromEntries(job.items.map((item) => [item.id, item]));
const result = {};
for (const name of Object.keys(job.styles)) {
  try {
    const sys = {
      retrieveLocale: (lang) => job.locales[lang] || false,
      retrieveItem: (id) => JSON.parse(JSON.stringify(items[id])),
    };
    const style = fs.readFileSync(job.styles[name], "utf8");
    const engine = new CSL.Engine(sys, style, job.lang, false);
    engine.opt.development_extensions.wrap_url_and_doi = false;
    const note = engine.opt.xclass === "note";
    const citations = job.citations.map((cites, i) => ({
      citationID: "c" + i,
      citationItems: JSON.parse(JSON.stringify(cites)),
      properties: { noteIndex: note ? i + 1 : 0 },
    }));
    const texts = engine.rebuildProcessorState(citations).map((worded) => worded[2]);
    const bibliography = engine.makeBibliography();
    result[name] = { citations: texts, ids: [], entries: [] };
    if (bibliography) {
      // A work without a printed form has an id but may have no entry.
      const [about, entries] = bibliography;
      const empty = new Set(about.bibliography_errors.map((e) => e.itemID));
      const ids = about.entry_ids.map((list) => list[0]);
      result[name].ids = ids.length === entries.length ? ids : ids.filter((id) => !empty.has(id));
      result[name].entries = entries;
    }
  } catch (e) {
    result[name] = { error: String(e) };
  }
}
fs.writeFileSync(path.join(folder, "result.json"), JSON.stringify(result));
