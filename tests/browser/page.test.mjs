// The dossier page in a real browser: works offline, by keyboard, on a phone, on paper, in the
// dark, without scripts, and does nothing that hostile input asks of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const binary = join(root, "target/release/recension");
const folder = mkdtempSync(join(tmpdir(), "recension-page-"));
let browser;

function dossier(name, input) {
  const path = join(folder, `${name}.html`);
  execFileSync(binary, ["dossier", input, "-o", path], { cwd: root });
  return pathToFileURL(path).href;
}

async function open(url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], errors: [], dialogs: 0 };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("dialog", (dialog) => { seen.dialogs += 1; dialog.dismiss(); });
  await page.goto(url);
  return { page, seen };
}

let example;
before(async () => {
  assert.ok(existsSync(binary), "build the release binary first");
  example = dossier("example", "examples/corvane-dam/reports");
  browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(() => browser?.close());

test("asks nothing of the network and makes no error", async () => {
  const { page, seen } = await open(example);
  assert.deepEqual(seen.requests, [example]);
  assert.deepEqual(seen.errors, []);
  assert.match(await page.title(), /\S/);
});

test("every link inside the page has its place", async () => {
  const { page } = await open(example);
  const lost = await page.$$eval('a[href^="#"]', (links) =>
    links.map((link) => decodeURIComponent(link.getAttribute("href").slice(1)))
      .filter((id) => id && !document.getElementById(id)));
  assert.deepEqual(lost, []);
});

test("an edge of the stemma opens its evidence, by mouse and by keyboard", async () => {
  const { page } = await open(example);
  const edges = page.locator("svg a.edge");
  const target = (await edges.first().getAttribute("href")).slice(1);
  const isOpen = () => page.evaluate((id) => document.getElementById(id).open, target);
  assert.equal(await isOpen(), false);
  await edges.first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.getElementById(id).open, target);
  assert.equal(await isOpen(), true);
  const passages = await page.evaluate((id) => document.getElementById(id).innerText.length, target);
  assert.ok(passages > 200, "the evidence shows passages");
});

test("a siglum jumps to its sentence, and the sentence can be seen", async () => {
  const { page } = await open(example);
  const id = await page.$$eval('a[href^="#s1-"]', (links) =>
    links.map((link) => link.getAttribute("href").slice(1)).find((id) => /-[A-Z]+-\d+$/.test(id) && !id.endsWith("-0")));
  await page.evaluate((id) => document.querySelector(`a[href="#${id}"]`).click(), id);
  await page.waitForFunction((id) => document.querySelector(":target")?.id === id, id);
  assert.ok(await page.locator(":target").isVisible());
});

test("the first stop of the keyboard is the way past the navigation", async () => {
  const { page } = await open(example);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(first, /^#/);
});

test("a screen reader finds landmarks, headings in order, and a named drawing", async () => {
  const { page } = await open(example);
  const levels = await page.$$eval("h1,h2,h3,h4,h5,h6", (all) => all.map((h) => Number(h.tagName[1])));
  levels.reduce((before, level) => { assert.ok(level <= before + 1, "no heading level is skipped"); return level; }, 0);
  assert.equal(await page.locator("main").count(), 1);
  assert.ok(await page.locator("svg title, svg[aria-label], svg[aria-labelledby]").count() > 0);
  assert.ok(await page.locator("html[lang]").count() === 1);
});

test("dark mode is dark and stays readable", async () => {
  const { page } = await open(example, { colorScheme: "dark" });
  const [paper, ink] = await page.evaluate(() => {
    const light = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3;
    const style = getComputedStyle(document.body);
    return [light(style.backgroundColor), light(style.color)];
  });
  assert.ok(paper < 60 && ink > 150, `paper ${paper}, ink ${ink}`);
});

test("fits a phone without scrolling sideways", async () => {
  const { page } = await open(example, { viewport: { width: 390, height: 800 } });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 391, `the page is ${width} wide`);
});

test("reads without scripts", async () => {
  const { page } = await open(example, { javaScriptEnabled: false });
  assert.ok((await page.locator("main").innerText()).length > 5000);
});

test("prints on paper", async () => {
  const { page } = await open(example);
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20_000);
});

test("does nothing that hostile reports ask for", async () => {
  const reports = mkdtempSync(join(tmpdir(), "recension-hostile-"));
  const body = "<p>The ferry <b onclick=\"alert(1)\">did not sail</b> on Monday, said harbour master Ada Quill. </p>".repeat(4);
  writeFileSync(join(reports, "a.html"), `<!doctype html><html><head>
    <title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>
    <meta property="og:site_name" content="&quot;&gt;&lt;img src=x onerror=alert(2)&gt;">
    <link rel="canonical" href="javascript:alert(3)"></head><body><article>
    <h1>&lt;script&gt;alert(4)&lt;/script&gt; Ferry stays in port</h1>${body}</article></body></html>`);
  const { page, seen } = await open(dossier("hostile", reports));
  await page.waitForTimeout(200);
  assert.equal(seen.dialogs, 0);
  assert.deepEqual(seen.requests.length, 1);
  assert.equal(await page.locator('a[href^="javascript:" i], a[href^="data:" i], img, iframe').count(), 0);
});
