// How long somebody who writes a long survey waits, from the stroke of a key until the page beside the text has it.
// `node bench/stroke.mjs ADDRESS INVITATION KEY FILE TIMES` prints one object; `cargo xtask bench` reads it.

import { readFileSync } from "node:fs";

import { chromium } from "@playwright/test";

const [address, invitation, key, file] = process.argv.slice(2);
const times = Number(process.argv[6] ?? 41);
const PASSWORD = "copper-lantern-marsh-violin";
const GIVE_UP_MS = 30_000;

const browser = await chromium.launch({
  executablePath: process.env.THROUGHLINE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
try {
  const page = await browser.newPage();
  await comesIn(page);
  const text = readFileSync(file, "utf8");
  await begins(page, text);
  const waits = [];
  for (let time = 0; time < times; time += 1) waits.push(await stroke(page, text, time));
  waits.sort((one, other) => one - other);
  console.log(JSON.stringify({ middle_ms: waits[Math.floor(waits.length / 2)], slowest_ms: waits.at(-1) }));
} catch (error) {
  console.error(error.message.split("\n")[0]);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function comesIn(page) {
  await page.goto(`${address}${invitation}`);
  await page.getByLabel("Your name").fill("Liv Invented");
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("New password again").fill(PASSWORD);
  const followed = page.waitForEvent("domcontentloaded");
  await page.getByRole("button", { name: "Continue" }).click();
  await followed;
}

async function begins(page, text) {
  await page.goto(`${address}/staff/surveys`);
  await page.getByLabel("Title").fill("Long");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.locator(".editor--live").waitFor();
  // As if it was pasted: putting it in letter by letter would take minutes.
  await page.getByLabel("Text of the survey").evaluate((box, text) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
  const questions = text.match(/^\[\[questions\]\]$/gm).length;
  await page.getByText(new RegExp(`^No faults\\. ${questions} questions`)).first().waitFor();
}

// Each at another question, so that another page is drawn each time.
async function stroke(page, text, time) {
  const all = [...text.matchAll(/What about the matter numbered (\d+)\?/g)];
  const number = all[Math.floor((time * all.length) / times)][1];
  await page.getByLabel("Text of the survey").evaluate(place, number);
  await page.evaluate(awaited, [number, GIVE_UP_MS]);
  await page.keyboard.press("x");
  return page.evaluate(() => window.waited);
}

// Runs in the page: the cursor before the question mark of this question.
function place(box, number) {
  const words = `What about the matter numbered ${number}`;
  const at = box.value.indexOf(`${words}?`) + words.length;
  box.focus();
  box.setSelectionRange(at, at);
}

// Runs in the page: from the next stroke until what it wrote is drawn in the page beside the text. Milliseconds.
function awaited([number, most]) {
  const words = `What about the matter numbered ${number}x?`;
  const drawn = () => document.querySelector("iframe")?.contentDocument?.body?.textContent?.includes(words);
  window.waited = new Promise((seen, never) => {
    const struck = () => {
      const from = performance.now();
      const look = () => {
        const waits = performance.now() - from;
        if (drawn()) return seen(waits);
        if (waits > most) return never(new Error(`“${words}” was not drawn within ${most / 1000} s`));
        requestAnimationFrame(look);
      };
      look();
    };
    document.addEventListener("keydown", struck, { once: true, capture: true });
  });
}
