// A data manager answers what participants ask about their own data.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { inspect } from "../support/inspection";
import { choosePassword, setUpCodes, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

/// Somebody of the demonstration who has sent the baseline.
const ANSWERED = "DEMO-00005";

test("a data manager downloads a copy, and what is in it can be read", async ({ page, study }, info) => {
  const email = `carys-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "data-manager", "--study", "bridgeway"), "Carys Invented");
  await setUpCodes(page);
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("link", { name: "Requests: give somebody a copy" }).click();
  await expect(heading(page)).toHaveText("Requests about their own data");
  await inspect(page);

  const copy = page.getByRole("button", { name: "Download the copy" });
  await copy.click();
  await expect(page.getByRole("link", { name: "Nobody in this study has that study number" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Study number").first().fill(ANSWERED);
  await copy.click();
  await expect(page.getByRole("link", { name: "Choose how you made sure that it is they who ask" })).toBeVisible();
  await page.getByLabel("They came, and showed a document").check();
  const download = page.waitForEvent("download");
  await copy.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^copy-\d{4}-\d\d-\d\d\.zip$/);

  const folder = mkdtempSync(join(tmpdir(), "throughline-copy-"));
  execFileSync("python3", ["-m", "zipfile", "-e", await file.path(), folder]);
  const json = JSON.parse(readFileSync(join(folder, "your-data.json"), "utf8"));
  expect(json.study_number).toBe(ANSWERED);
  expect(JSON.stringify(json)).not.toContain(email);
  await page.goto(pathToFileURL(join(folder, "your-data.html")).href);
  await expect(heading(page)).toHaveText("What The Bridgeway Study holds about you");
  const answers = page.getByRole("table", { name: "Answers: Baseline" });
  await expect(answers.getByText("Overall, how satisfied are you with your life nowadays?")).toBeVisible();
  await expect(page.getByRole("table", { name: "Scores" }).getByText("ONS4").first()).toBeVisible();
  await inspect(page);
  rmSync(folder, { recursive: true, force: true });
});

test("what would be erased is shown first, and is gone when it is meant", async ({ page, study }, info) => {
  const email = `dana-${mark(info)}@example.org`;
  const anna = study.enrol("Anna", "1987-03-14");
  await choosePassword(page, study.invite(email, "data-manager", "--study", "bridgeway"), "Dana Invented");
  await setUpCodes(page);
  await page.goto(`${study.address}/staff/bridgeway/requests`);

  await page.getByLabel("Study number").last().fill(anna.number);
  await page.getByRole("radio", { name: "Both" }).check();
  await page.getByRole("radio", { name: "By telephone" }).check();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(heading(page)).toHaveText(`Erase name, contact details and answers of ${anna.number}?`);
  await inspect(page);
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("link", { name: "Tick the box if this is what they want" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Yes, it is they who asked").check();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText("Done: Delete my name and contact details.")).toBeVisible();
  await inspect(page);
});
