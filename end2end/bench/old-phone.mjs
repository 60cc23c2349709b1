// How long somebody with an old phone waits for the first question, with scripts and without.
// `node bench/old-phone.mjs ADDRESS VISITS` prints one object; `cargo xtask bench` reads it.

import { chromium } from "@playwright/test";

const [address, visits] = [process.argv[2], Number(process.argv[3] ?? 5)];

const SLOW_LINE = {
  offline: false,
  latency: 400,
  downloadThroughput: 400_000 / 8,
  uploadThroughput: 400_000 / 8,
};
const SLOWER_PROCESSOR = 6;
const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };
const CONTROL = "form[method=post] :is(input:not([type=hidden]), textarea)";
const GIVE_UP_MS = 60_000;
// A page whose script stays away is as good a page.
const SCRIPT_MS = 15_000;

const browser = await chromium.launch({
  executablePath: process.env.THROUGHLINE_CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
try {
  console.log(JSON.stringify({ on: await several(true), off: await several(false) }));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function several(javaScriptEnabled) {
  const seen = [];
  for (let visit = 0; visit < visits; visit += 1) {
    seen.push(await once(javaScriptEnabled));
  }
  seen.sort((one, other) => one.usable_ms - other.usable_ms);
  const middle = seen[Math.floor(seen.length / 2)];
  return { ...middle, slowest_ms: seen.at(-1).usable_ms };
}

// A context of its own has an empty cache.
async function once(javaScriptEnabled) {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW_LINE);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_PROCESSOR });
  await page.goto(address, { waitUntil: "commit", timeout: GIVE_UP_MS });
  const { painted_ms, x, y } = await until(() => page.evaluate(firstControl, CONTROL));
  const usable_ms = await until(async () => {
    const press = { type: "mousePressed", x, y, button: "left", clickCount: 1 };
    await devtools.send("Input.dispatchMouseEvent", press);
    return page.evaluate(taken, CONTROL);
  });
  const script_from_ms = javaScriptEnabled ? await scriptFrom(page).catch(() => null) : null;
  await context.close();
  return { painted_ms, usable_ms, script_from_ms };
}

// Runs in the page. A page is painted once its style sheet is there. Milliseconds since the visit began.
function firstControl(control) {
  const painted = performance.getEntriesByName("first-contentful-paint")[0];
  const box = document.querySelector(control)?.getBoundingClientRect();
  if (!painted || !box?.width) return undefined;
  return { painted_ms: painted.startTime, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

// Runs in the page. A control is usable when a tap on it takes.
function taken(control) {
  const focused = document.activeElement === document.querySelector(control);
  return focused ? performance.now() : undefined;
}

async function scriptFrom(page) {
  const asked = () =>
    page.evaluate(() => {
      const files = performance.getEntriesByType("resource");
      return files.find((file) => /\.(js|wasm)$/.test(file.name))?.startTime;
    });
  return until(asked, SCRIPT_MS);
}

// Asks again and again, as closely as the slowed page can answer.
async function until(ask, most = GIVE_UP_MS) {
  const end = Date.now() + most;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined && answer !== null) return answer;
  }
  throw new Error(`nothing came within ${most / 1000} s`);
}
