// An evaluator takes a survey from nothing to its second version.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark, saveAndCheck } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

async function rewrite(page: Page, change: (text: string) => string): Promise<void> {
  const text = page.getByLabel("Text of the survey");
  await text.fill(change(await text.inputValue()));
}

test("a survey is begun, mis-made, mended, published, changed and compared", async ({ page, study }, info) => {
  const key = `sleep-${mark(info)}`.toLowerCase();
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff`);
  await page.getByRole("link", { name: "Surveys: their versions" }).click();
  await expect(heading(page)).toHaveText("Surveys");
  await expect(page.getByRole("table", { name: "Surveys" }).getByText("Baseline").first()).toBeVisible();
  await inspect(page);

  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill("Sleep diary");
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(page.getByRole("alert").getByText("lower-case letters, digits and hyphens")).toBeVisible();
  await inspect(page);
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
  await expect(page.getByText("No faults. 1 question on 1 page.")).toBeVisible();
  await inspect(page);

  await rewrite(page, (text) => text.replace('"first"]', '"frst"]'));
  await saveAndCheck(page);
  await expect(page.getByRole("heading", { name: "There is 1 fault" })).toBeVisible();
  await page.getByRole("link", { name: "Line 10, column 18: there is no question “frst”" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Fault:" }).first()).toBeVisible();
  await inspect(page);
  await rewrite(page, (text) => text.replace('"frst"', '"first"'));
  await saveAndCheck(page);
  await page.getByRole("link", { name: "See what it changes, and publish it" }).click();
  await expect(heading(page)).toHaveText("Publish Sleep diary as version 1");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("link", { name: "Write why, for whoever reads it later" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Why").fill("The first one");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(heading(page)).toHaveText("Sleep diary, version 1");
  await inspect(page);

  await page.goto(`${study.address}/staff/surveys/${key}/draft`);
  await rewrite(page, (text) =>
    text.replace("version = 1", "version = 2").replace("How are you today?", "How did you sleep today?"),
  );
  await saveAndCheck(page);
  await page.getByRole("link", { name: "See what it changes, and publish it" }).click();
  const judged = page.getByRole("table", { name: "What answers to both versions are good for" });
  await expect(judged.getByText("Comparable with care")).toBeVisible();
  await inspect(page);
  await page.getByLabel("Why").fill("People took it for their health");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("link", { name: "What changed since version 1" }).click();
  await expect(heading(page)).toHaveText("Sleep diary: version 2 since version 1");
  await expect(page.getByRole("table", { name: "What changed" }).locator("ins").first()).toContainText("did");
  await inspect(page);

  await page.goto(`${study.address}/staff/surveys/${key}/1`);
  await page.getByText("Retire this version").click();
  await page.getByLabel("Why").fill("Version 2 is plainer");
  await page.getByRole("button", { name: "Retire it for good" }).click();
  await expect(page.getByText("Retired. Nobody begins on it")).toBeVisible();
  await page.getByRole("link", { name: "All versions" }).click();
  await expect(page.getByText("Version 2 is plainer")).toBeVisible();
  await inspect(page);
});

test("two who write one draft are told, and neither loses work", async ({ page, study, browser }, info) => {
  const key = `two-${mark(info)}`.toLowerCase();
  const email = (name: string) => `${name}-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email("eve"), "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();

  const options = { javaScriptEnabled: info.project.use.javaScriptEnabled ?? true };
  const other = await browser.newContext({ ...options, viewport: { width: 390, height: 844 } });
  const devs = await other.newPage();
  const link = study.invite(email("dev"), "evaluator", "--study", "bridgeway");
  await choosePassword(devs, link, "Dev Invented");
  await devs.goto(`${study.address}/staff/surveys/${key}/draft`);
  await rewrite(devs, (text) => text.replace('"Well"', '"Very well"'));
  await saveAndCheck(devs);
  await other.close();

  await rewrite(page, (text) => text.replace("How are you today?", "How did you sleep?"));
  await saveAndCheck(page);
  await expect(page.getByText(/^Saved\. The draft was saved elsewhere too/)).toBeVisible();
  await inspect(page);
  const saved = page.getByLabel("Text of the survey");
  await expect(saved).toHaveValue(/How did you sleep\?[\s\S]*"Very well"/);
});

test("a survey is made by choosing, without a line of its text", async ({ page, study }, info) => {
  const key = `chosen-${mark(info)}`.toLowerCase();
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.goto(`${study.address}/staff/surveys/${key}/arranging`);
  await inspect(page);

  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByRole("link", { name: "Write what is asked" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("What is asked").fill("How many times did you wake up?");
  await page.getByLabel("Short name").fill("woke");
  await page.getByText("A number").click();
  await page.getByLabel("Smallest number").fill("0");
  await page.getByLabel("Largest number").fill("20");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "How many times did you wake up?" }).click();
  await expect(heading(page)).toHaveText("Question woke");
  await page.getByLabel("Help under it").fill("Last night.");
  await page.getByRole("button", { name: "Save, and change who is asked" }).click();
  await expect(heading(page)).toHaveText("Who is asked woke");
  await page.getByRole("link", { name: "Back", exact: true }).click();
  await expect(page.getByLabel("Help under it")).toHaveValue("Last night.");
  await page.getByRole("button", { name: "Save, and change who is asked" }).click();
  await page.getByLabel("What it looks at").selectOption("first");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByLabel("It is one of those ticked").check();
  await page.getByLabel("2: Not so well").check();
  await inspect(page);
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await inspect(page);

  await page.goto(`${study.address}/staff/surveys/${key}/arranging`);
  await page.getByRole("button", { name: /^Take out.*first/ }).click();
  await page.getByRole("button", { name: "Take it out all the same: first" }).click();
  await expect(page.getByRole("heading", { name: "There is 1 fault" })).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "See them in the text" }).click();
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
});
