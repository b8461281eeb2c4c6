// The reader's own count: switching a link off changes every number that rests on it, and each
// number is the one that the program gives when the same link is refused (`--refuse`).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.RECENSION_BINARY || join(root, "target/release/recension");
const seeds = join(process.env.RECENSION_SHARED || join(root, "../shared"), "seeds");
const folder = mkdtempSync(join(tmpdir(), "recension-recount-"));
const example = "examples/corvane-dam/reports";
let browser;

function run(input, suffix, refused = []) {
  const path = join(folder, `without_${refused.join("+").replace(/\W+/g, "_")}.${suffix}`);
  const without = refused.flatMap((link) => ["--refuse", link]);
  execFileSync(binary, ["dossier", input, "-q", ...without, "-o", path], { cwd: root });
  return path;
}

// Every number of a dossier, by the names that the page has for them.
function numbersOf(story) {
  const numbers = { story: words(story.origins) };
  story.claims.forEach((one, at) => { numbers[`c${at}`] = words(one.origins); });
  story.utterances.forEach((one, at) => { numbers[`u${at}`] = words(one.origins); });
  story.briefing.forEach((one, at) => { numbers[`b${at}`] = words(one.origins); });
  story.contradictions.forEach((one, at) => one.sides.forEach((side, place) => {
    numbers[`x${at}.${place}`] = words(side.origins);
  }));
  return numbers;
}
function words({ min, max }) {
  const range = min === max ? String(min) : `${min}–${max}`;
  return range + (min === 1 && max === 1 ? " origin" : " origins");
}
const stories = (input, refused) => JSON.parse(readFileSync(run(input, "json", refused))).stories;

// What the page shows: the numbers as a reader sees them, without the dossier's beside them.
const shown = (page, story = 0) => page.evaluate((story) => {
  const numbers = {};
  const article = document.querySelectorAll("article.story")[story];
  for (const node of article.querySelectorAll("[data-count]")) {
    const copy = node.cloneNode(true);
    for (const aside of copy.querySelectorAll(".was, .dots, .own-status")) { aside.remove(); }
    numbers[node.dataset.count] = copy.textContent.trim();
  }
  return numbers;
}, story);

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(5000);
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.goto(pathToFileURL(path).href);
  return { page, seen };
}

// The switch of a link, by its name in the label.
const switchOf = (page, name) => page.getByRole("checkbox", { name: `I do not accept this link: ${name}` });
const set = (page, name, on) => switchOf(page, name).evaluate((node, on) => {
  if (node.checked !== on) { node.click(); }
}, on);
const differing = (page) => page.locator(".was").count();

before(async () => {
  assert.ok(existsSync(binary), "build the release binary first");
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

// By the name of its switch, what the program calls a link.
const LINKS = {
  "IVC → BP": "IVC:BP",
  "IVC → SCT": "IVC:SCT",
  "AT → SCT": "AT:SCT",
  "OL → TD": "OL:TD",
  "Norhavn Wire → AT": "source:norhavn-wire:AT",
  "Norhavn Wire → QG": "source:norhavn-wire:QG",
  "AT – QG": "AT:QG",
  "QG – SCT": "QG:SCT",
};

test("with all links on, the page counts what the dossier says", async () => {
  const { page, seen } = await open(run(example, "html"));
  assert.deepEqual(await shown(page), numbersOf(stories(example)[0]));
  assert.equal(await differing(page), 0);
  assert.equal(await page.locator(".own").count(), 0);
  assert.deepEqual(seen.errors, []);
  assert.equal(seen.requests.length, 1);
});

test("every switch of the example is known here", async () => {
  const { page } = await open(run(example, "html"));
  const names = await page.locator(".switch input").evaluateAll((all) => all.map((box) => box.ariaLabel));
  const known = names.map((name) => name.replace(/^I do not accept this link: /, "")).sort();
  assert.deepEqual(known, Object.keys(LINKS).sort());
});

for (const [name, link] of Object.entries(LINKS)) {
  test(`without ${name} every number is the program's`, async () => {
    const { page } = await open(run(example, "html"));
    const before = await shown(page);
    await set(page, name, true);
    assert.deepEqual(await shown(page), numbersOf(stories(example, [link])[0]));
    await set(page, name, false);
    assert.deepEqual(await shown(page), before);
    assert.equal(await differing(page), 0);
  });
}

// Links that bear on each other, and all.
const names = Object.keys(LINKS);
const TOGETHER = [
  ["IVC → BP", "OL → TD"],
  ["IVC → SCT", "AT → SCT"],
  ["AT – QG", "QG – SCT"],
  ["AT → SCT", "QG – SCT", "IVC → SCT"],
  ["Norhavn Wire → AT", "AT → SCT"],
  ["IVC → BP", "IVC → SCT", "AT → SCT", "OL → TD"],
  names,
];
for (const together of TOGETHER) {
  test(`without ${together.join(", ")} every number is the program's`, async () => {
    const { page } = await open(run(example, "html"));
    for (const name of together) { await set(page, name, true); }
    const refused = together.map((name) => LINKS[name]);
    const [story] = stories(example, refused);
    assert.deepEqual(await shown(page), numbersOf(story));
    const statuses = await page.evaluate(() => Array.from(document.querySelectorAll("[data-status]"),
      (node) => [node.dataset.status, parseInt(node.textContent, 10)]));
    const keys = { corroborated: "corroborated", single: "single_origin", contradicted: "contradicted" };
    for (const [key, count] of statuses) {
      assert.equal(count, story.claims.filter((claim) => claim.status === keys[key]).length, key);
    }
    await page.getByRole("button", { name: "Switch all on again" }).click();
    assert.deepEqual(await shown(page), numbersOf(stories(example)[0]));
  });
}

test("the sentence on top is the one that the program writes", async () => {
  const { page } = await open(run(example, "html"));
  await set(page, "IVC → BP", true);
  const text = await page.locator(".gist").evaluate((node) => node.firstChild.textContent.trim());
  const refused = await open(run(example, "html", ["IVC:BP"]));
  const theirs = (await refused.page.locator(".gist").textContent()).trim();
  assert.equal(theirs, `${text} The origins are counted as if these links were not there: IVC:BP.`);
  assert.match(await page.locator(".gist .was").textContent(), /rest on four origins/);
});

test("a switch works by keyboard, says what it did, and the line is struck", async () => {
  const { page } = await open(run(example, "html"));
  const box = switchOf(page, "IVC → BP");
  await box.focus();
  await page.keyboard.press("Space");
  assert.ok(await box.isChecked());
  const status = page.locator(".reader-bar [role=status]");
  assert.match(await status.textContent(), /^With 1 link switched off: 5 origins instead of 4; \d+ other numbers change\.$/);
  assert.match(await page.locator(".tally strong").textContent(), /^\s*5 origins \(dossier: 4\)$/);
  const line = page.locator('svg a.edge[aria-label*="BP took from IVC"]');
  assert.match(await line.getAttribute("class"), /\boff\b/);
  assert.match(await line.getAttribute("aria-label"), /, switched off$/);
  assert.equal(await line.locator(".strike").count(), 1);
  assert.match(await page.locator(".collapses .off").textContent(), /BP.*IVC.*You do not accept this link/);
  await page.getByRole("button", { name: "Switch all on again" }).press("Enter");
  assert.equal(await status.textContent(), "All links count again: 4 origins.");
  assert.equal(await page.locator(".off").count(), 0);
  assert.ok(await box.evaluate((node) => node === document.activeElement), "the focus is not lost");
});

test("switches that stand for the same link move together", async () => {
  const { page } = await open(run(example, "html"));
  await set(page, "Norhavn Wire → AT", true);
  assert.ok(await switchOf(page, "Norhavn Wire → QG").isChecked());
  assert.ok(await switchOf(page, "AT – QG").isChecked());
});

test("without scripts no switch is seen", async () => {
  const { page } = await open(run(example, "html"), { javaScriptEnabled: false });
  assert.equal(await page.locator(".switch:visible, .reader-bar:visible, .invitation:visible").count(), 0);
});

test("paper says what was switched off", async () => {
  const { page } = await open(run(example, "html"));
  await set(page, "IVC → BP", true);
  await page.emulateMedia({ media: "print" });
  const remark = page.locator(".reader-remark");
  assert.ok(await remark.isVisible());
  assert.match(await remark.textContent(), /the link IVC → BP is switched off/);
  assert.equal(await page.locator(".switch:visible, .reader-bar:visible").count(), 0);
});

test("what was refused when the dossier was made stays refused", async () => {
  const { page } = await open(run(example, "html", ["IVC:BP"]));
  assert.deepEqual(await shown(page), numbersOf(stories(example, ["IVC:BP"])[0]));
  assert.equal(await switchOf(page, "IVC → BP").count(), 0);
  await set(page, "OL → TD", true);
  assert.deepEqual(await shown(page), numbersOf(stories(example, ["IVC:BP", "OL:TD"])[0]));
});

test("other stories are counted the same", { skip: existsSync(seeds) ? false : `${seeds} is not there` }, async () => {
  const { page } = await open(run(seeds, "html"));
  const all = stories(seeds);
  for (const [place, story] of all.entries()) {
    if (story.recount) { assert.deepEqual(await shown(page, place), numbersOf(story)); }
  }
  await checkEachPair(page, all);
});

// Every pair of every story of the seeds, switched off alone.
async function checkEachPair(page, all) {
  for (const [place, story] of all.entries()) {
    const links = story.recount ? story.recount.grounds.links : [];
    for (const [number, link] of links.entries()) {
      if (link.kind === "none") { continue; }
      const box = page.locator("article.story").nth(place).locator(`.switch input[data-links="${number}"]`).first();
      if (!(await box.count())) { continue; }
      await box.evaluate((node) => node.click());
      const refused = `${story.witnesses[link.source].siglum}:${story.witnesses[link.target].siglum}`;
      const counted = stories(seeds, [refused]).find((other) => other.id === story.id);
      assert.deepEqual(await shown(page, place), numbersOf(counted), refused);
      await box.evaluate((node) => node.click());
    }
  }
}

test("fits a phone with links switched off", async () => {
  const { page } = await open(run(example, "html"), { viewport: { width: 390, height: 800 } });
  for (const name of names) { await set(page, name, true); }
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 391, `the page is ${width} wide`);
});
