// Each spec runs twice, the second time without scripts, unless its name says `island`. The scan sends
// what no browser would, and runs once. Nothing here says how fast a page is, which the benchmarks measure: a busy machine may take its
// time, and what never comes is found all the same.
import { defineConfig } from "@playwright/test";

const phone = { width: 390, height: 844 };

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    viewport: phone,
    locale: "en-GB",
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    launchOptions: {
      executablePath: process.env.THROUGHLINE_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "with scripts", use: { javaScriptEnabled: true }, testIgnore: /scan/ },
    { name: "without scripts", use: { javaScriptEnabled: false }, testIgnore: [/island/, /scan/] },
    { name: "scan", testMatch: /scan/, timeout: 300_000 },
  ],
});
