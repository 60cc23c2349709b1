// Pictures of every page a participant can meet, on a phone and on a desk, light and dark.
// `THROUGHLINE_BIN=… node screenshots.mjs [ONLY]` writes them to `screenshots/`.
import { chromium } from "@playwright/test";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ADDRESS = "http://127.0.0.1:3921";
const SIZES = [
  { name: "phone", width: 390, height: 844 },
  { name: "desk", width: 1280, height: 900 },
];
const LIGHTS = ["light", "dark"];
const only = process.argv[2] ?? "";

/// A page of questions: what is posted to leave it, by field; `wrong` is posted for a picture first.
const BASELINE = [
  ["dob", { dob_day: "14", dob_month: "3", dob_year: "1987" }, { dob_day: "14", dob_year: "1987" }],
  ["sex", { sex: "1" }, {}],
  ["genid", { genid: "1" }, { genid: "2", genid_2t: "a".repeat(120) }],
  ["ethgrp", { ethgrp: "2" }],
  ["ethdet", { ethdet: "203" }],
  ["tenure", { tenure: "4" }],
  ["landlord", { landlord: "2" }],
  ["qualdeg", { qualdeg: "2" }],
  ["qualhi", { qualhi: "4" }],
  ["carer", { carer: "1" }],
  ["empact", { empact: "1" }],
  ["jobstat", { jobstat: "1" }],
  ["hours", { hours: "30" }, { hours: "70" }],
  ["payamt", { payamt: "1310", payper: "5" }, { payamt: "1310" }],
  ["sickdays", { sickdays: "2" }],
  ["retain", { retain: "8" }],
  ["barrier", { barrier: "96", barrier_96t: "My shifts" }],
  ["benefit", { benefit: "1" }],
  ["finman", { finman: "3" }],
  ["arrears", { arrears: "3" }],
  ["genhlth", { genhlth: "3" }],
  ["llcond", { llcond: "1" }],
  ["lltype", { lltype: "3" }],
  ["llreduce", { llreduce: "2" }],
  ["hwklim", { hwklim: "4" }],
  ["ons4", { satis: "6", worth: "7", happy: "5", anxious: "4" }, { satis: "6" }],
  ["loneliness", { loncomp: "2", lonout: "1", lonisol: "2", lonely: "3" }],
  ["contact", { contact_mobile: "07700 900101" }, { contact_email: "anna" }],
];
const OUT_OF_WORK = [
  ["notemp", { notemp: "3" }],
  ["lookwk", { lookwk: "1" }],
  ["avail", { avail: "1" }],
  ["waitjob", { waitjob: "2" }],
  ["everwk", { everwk: "1" }],
  ["jse", { jse_a: "1", jse_b: "1", jse_c: "1", jse_d: "1", jse_e: "1" }, { jse_a: "5" }],
  ["expwork", { expwork: "6" }],
];
const EXIT = [
  ["empact", { empact: "1" }],
  ["samejob", { samejob: "1" }],
  ["jobstat", { jobstat: "1" }],
  ["hours", { hours: "30" }],
  ["contract", { contract: "1" }],
  ["payamt", { payamt: "1310", payper: "5" }],
  ["sickdays", { sickdays: "2" }],
  ["jobstart", { jobstart_month: "9", jobstart_year: "2024" }],
  ["weekswk", { weekswk: "10" }],
  ["jobsat", { jobsat: "7" }],
  ["retain", { retain: "8" }],
  ["barrier", { barrier: "97" }],
  ["benefit", { benefit: "97" }],
  ["finman", { finman: "3" }],
  ["arrears", { arrears: "3" }],
  ["tenure", { tenure: "4", landlord: "2" }],
  ["carer", { carer: "1" }],
  ["genhlth", { genhlth: "3" }],
  ["llreduce", { llreduce: "2" }],
  ["hwklim", { hwklim: "4" }],
  ["gpuse", { gpuse: "1" }],
  ["urguse", { urguse: "0" }],
  ["hospadm", { hospadm: "0" }],
  ["mhsup", { mhsup: "4" }],
  ["ons4", { satis: "6", worth: "7", happy: "5", anxious: "4" }],
  ["loneliness", { loncomp: "2", lonout: "1", lonisol: "2", lonely: "3" }],
  ["supany", { supany: "1", supwho: "1" }],
  ["supsat", { supsat: "8" }],
  ["supuse", { supuse: "Somebody who listened" }, { supuse: "a".repeat(1005) }],
  ["specialist", { supfreq: "2", supend: "1" }],
  ["anyelse", { anyelse: "" }],
  ["contact", {}],
  ["recont", { recont: "2" }],
  ["voucher", { voucher: "1" }],
];
/// Pictures of these are taken on the way through the last survey; the others look like the first's.
const OF_EXIT = ["samejob", "contract", "jobstart", "weekswk", "tenure", "supany", "supuse", "specialist", "anyelse", "voucher"];
const TEXTS = ["information", "privacy", "stop", "accessibility", "complaint", "help"];
const CONSENT = "C1=yes&C2=yes&C3=yes&C4=contact_sms&C5=yes&C6=yes&C7=no&C8=yes&C9=yes";

const out = join(import.meta.dirname, "screenshots");
const folder = mkdtempSync(join(tmpdir(), "throughline-screenshots-"));
const data = join(folder, "data");
run("demo", "--no-serve", "--participants", "40", "--seed", "1");
const server = spawn(process.env.THROUGHLINE_BIN, ["serve", "--data-dir", data, "--listen", ADDRESS.slice(7)]);
while (!(await fetch(`${ADDRESS}/livez`).then(() => true, () => false)));
const browser = await chromium.launch({
  executablePath: process.env.THROUGHLINE_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await (await browser.newContext({ locale: "en-GB" })).newPage();

try {
  await everything();
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function everything() {
  const anna = link(enrol("Anna", "1987-03-14"), "baseline");
  await show("00-front", `${ADDRESS}/`);
  await show("00-unknown-link", `${ADDRESS}/r/SPPWRSASTTXE7K72EAQH68ZFBD`);
  await show("01-welcome", anna);
  await show("02-check", `${anna}/check`);
  await wrongly("02-check-wrong", `${anna}/check`, { day: "1", month: "1" });
  await post(`${anna}/check`, "day=14&month=3");
  await show("03-consent", `${anna}/consent`);
  await wrongly("03-consent-open", `${anna}/consent`, { C1: "yes" });
  await post(`${anna}/consent`, CONSENT);
  for (const text of TEXTS) await show(`04-${text}`, `${anna}/${text}`);
  await walk("b", anna, BASELINE);
  await show("05-answers", `${anna}/answers`);
  await show("05-later", `${anna}/later`);
  await show("05-welcome-back", anna);
  await post(`${anna}/answers`, "then=send");
  await show("06-thanks", `${anna}/thanks`);

  for (const [number, name] of ["", "answers", "consent", "details", "pause", "stop"].entries()) {
    await show(`08-you-${number}-${name || "first"}`, `${anna}/you${name && `/${name}`}`);
  }
  await show("08-you-6-confirm", `${anna}/you/confirm?choice=stop-texts`);
  await show("08-you-6-confirm-identity", `${anna}/you/confirm?choice=delete-identity`);

  const ben = link(enrol("Ben", ""), "baseline");
  await post(`${ben}/consent`, CONSENT);
  const before = BASELINE.findIndex(([key]) => key === "jobstat");
  await walk("", ben, BASELINE.slice(0, before - 1));
  await post(`${ben}/q/empact`, "empact=6&then=next");
  await walk("c", ben, OUT_OF_WORK);
  await show("07-not-yet", link("Anna", "four-month"));

  allocate("Anna", 370);
  const exit = link("Anna", "exit");
  await show("07-closed", link("Anna", "four-month"));
  await post(`${exit}/check`, "day=14&month=3");
  await walk("x", exit, EXIT, OF_EXIT);
}

async function walk(name, start, pages, shown = pages.map(([key]) => key)) {
  for (const [place, [key, right, wrong]] of pages.entries()) {
    const at = `${start}/q/${key}`;
    if (name && shown.includes(key)) {
      const file = `${name}${String(place + 1).padStart(2, "0")}-${key}`;
      await show(file, at);
      if (wrong) {
        await post(at, form(wrong));
        await show(`${file}-wrong`, at);
      }
    }
    await post(at, form(right));
    if (name && key === "supany") await show(`${name}-supany-yes`, at);
  }
}

/// A page that answers a wrong form itself, without leading anywhere.
async function wrongly(name, address, fields) {
  await page.goto(address);
  for (const [field, value] of Object.entries(fields)) {
    const input = page.locator(`[name="${field}"]`).first();
    if ((await input.getAttribute("type")) === "checkbox") await input.check();
    else await input.fill(value);
  }
  await page.locator("form button").first().click();
  await page.waitForURL(address);
  await page.getByRole("alert").waitFor();
  await shoot(name);
}

async function show(name, address) {
  await page.goto(address, { waitUntil: "networkidle" });
  await shoot(name);
}

async function shoot(name) {
  if (!name.includes(only)) return;
  for (const colorScheme of LIGHTS) {
    await page.emulateMedia({ colorScheme });
    for (const { name: size, width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      const file = join(out, `${size}-${colorScheme}`, `${name}.png`);
      mkdirSync(join(file, ".."), { recursive: true });
      await page.screenshot({ path: file, fullPage: true });
    }
  }
}

async function post(address, body) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await page.request.post(address, { data: `${body}&then=next`, headers, maxRedirects: 0 });
}

function form(fields) {
  return new URLSearchParams(fields).toString();
}

function enrol(number, birthday) {
  const file = join(folder, "enrolment.csv");
  writeFileSync(file, `study_number,dob\n${number},${birthday}\n`);
  run("enrol", "--study", "bridgeway", file);
  return number;
}

function allocate(number, daysAgo) {
  const file = join(folder, "allocation.csv");
  const on = new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  writeFileSync(file, `study_number,arm,randomised_on\n${number},T,${on}\n`);
  run("allocate", "--study", "bridgeway", file);
}

function link(number, wave) {
  const words = ["--study", "bridgeway", "--participant", number, "--wave", wave];
  return ADDRESS + new URL(run("link", ...words).trim()).pathname;
}

function run(command, ...words) {
  const all = [command, "--data-dir", data, ...words];
  return execFileSync(process.env.THROUGHLINE_BIN, all, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
