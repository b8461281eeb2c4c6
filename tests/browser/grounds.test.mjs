// The script of the page counts as the engine does, also where stories have cycles, doubtful links,
// relays and pairs that were never compared: the made-up grounds of crates/core/tests/recounts.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const script = readFileSync(join(root, "crates/render/src/html/recount.js"), "utf8");
const count = new Function(`"use strict";\n${script}\nreturn count;`)();
const cases = JSON.parse(readFileSync(join(root, "crates/core/tests/recounts.json"), "utf8"));

test("counts made-up grounds as the engine does", () => {
  assert.ok(cases.length > 0);
  for (const [number, { recount, without }] of cases.entries()) {
    for (const { refused, counts } of without) {
      const off = Object.fromEntries(refused.map((link) => [link, true]));
      const found = Object.entries(count(recount, off)).map(([name, { min, max }]) => [name, [min, max]]);
      assert.deepEqual(Object.fromEntries(found), counts, `case ${number} without ${refused}`);
    }
  }
});
