// Two evaluators change one draft by choosing, each in a browser of their own: neither loses work.
import type { Browser, Page, TestInfo } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark, saveAndCheck } from "../support/staff";
import { expect, test, type Study } from "../support/study";
import { heading } from "../support/ways";

const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();
const saved = (page: Page) => expect(page.getByText("Saved.", { exact: true })).toBeVisible();

/// Somebody who writes surveys.
async function evaluator(page: Page, study: Study, name: string, info: TestInfo): Promise<void> {
  const email = `${name}-together-${mark(info)}@example.org`.toLowerCase();
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), `${name} Invented`);
}

/// Eve with a draft, and Carys in another browser.
async function two(page: Page, study: Study, browser: Browser, info: TestInfo): Promise<[string, Page]> {
  const key = `both-${mark(info)}`.toLowerCase();
  await evaluator(page, study, "Eve", info);
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
  const other = await browser.newContext({ javaScriptEnabled: info.project.use.javaScriptEnabled ?? true });
  const caryss = await other.newPage();
  await evaluator(caryss, study, "Carys", info);
  return [`${study.address}/staff/surveys/${key}`, caryss];
}

test("two people choose in the same question and neither loses work", async ({ page, study, browser }, info) => {
  const [at, caryss] = await two(page, study, browser, info);
  for (const one of [page, caryss]) await one.goto(`${at}/arranging/first`);

  await box(caryss, "What is asked").fill("How do you feel?");
  await caryss.getByText("Alerts: after which answers").click();
  await caryss.getByRole("group", { name: "Level 2" }).getByLabel("Well", { exact: true }).check();
  await save(caryss);
  await saved(caryss);
  await caryss.context().close();

  await box(page, "What is asked").fill("Did you rest?");
  await box(page, "Help under it (optional)").fill("Last night.");
  await save(page);
  await expect(page.getByRole("alert")).toContainText("The same thing was changed elsewhere");
  await expect(page.getByText("“How do you feel?” stands here by now.")).toBeVisible();
  await expect(page.getByText("Last saved by Carys Invented.")).toBeVisible();
  await expect(box(page, "What is asked")).toHaveValue("Did you rest?");
  await expect(page.getByRole("group", { name: "Level 2" }).getByLabel("Well", { exact: true })).toBeChecked();
  await page.getByRole("alert").getByRole("link", { name: "The same thing was changed elsewhere" }).click();
  await expect(box(page, "What is asked")).toBeFocused();
  await inspect(page);

  await page.getByLabel("Keep what stands: “How do you feel?”").check();
  await save(page);
  await saved(page);
  await expect(box(page, "What is asked")).toHaveValue("How do you feel?");
  await expect(box(page, "Help under it (optional)")).toHaveValue("Last night.");
  await expect(page.getByRole("group", { name: "Level 2" }).getByLabel("Well", { exact: true })).toBeChecked();
});

test("what was typed of a question that was renamed meanwhile is still there", async ({ page, study, browser }, info) => {
  const [at, caryss] = await two(page, study, browser, info);
  for (const one of [page, caryss]) await one.goto(`${at}/arranging/first`);
  await caryss.getByText("Answer it in another way, or rename it").click();
  await box(caryss, "Short name").fill("mood");
  await caryss.getByRole("button", { name: "Save, and change these" }).click();
  await saved(caryss);

  await box(page, "What is asked").fill("Did you rest?");
  await save(page);
  await expect(page.getByRole("alert")).toContainText("Somebody took this out, or gave it another name");
  await expect(page.getByRole("heading", { name: "What you typed" })).toBeVisible();
  await expect(box(page, "What is asked")).toHaveValue("Did you rest?");
  await inspect(page);

  await caryss.goto(`${at}/draft`);
  const text = caryss.getByLabel("Text of the survey");
  await text.fill((await text.inputValue()).replace('"mood"', '"mood'));
  await saveAndCheck(caryss);
  await saved(caryss);
  await caryss.context().close();
  await page.getByRole("button", { name: "Send it again" }).click();
  await expect(page.getByRole("link", { name: "Mend the text first" })).toBeVisible();
  await expect(box(page, "What is asked")).toHaveValue("Did you rest?");
  await inspect(page);
});

test("whoever is signed out while they write sends it again from where they are", async ({ page, study, browser }, info) => {
  const [at, caryss] = await two(page, study, browser, info);
  await caryss.context().close();
  await page.goto(`${at}/arranging/first`);
  await box(page, "What is asked").fill("Did you rest?");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();

  await save(page);
  await expect(heading(page)).toHaveText("You are signed out");
  await expect(box(page, "What is asked")).toHaveValue("Did you rest?");
  await inspect(page);
  await page.context().addCookies(cookies);
  await page.getByRole("button", { name: "Send it again" }).click();
  await saved(page);
  await expect(box(page, "What is asked")).toHaveValue("Did you rest?");
});

test("a question that was taken out by a slip is put back by one press", async ({ page, study, browser }, info) => {
  const [at, caryss] = await two(page, study, browser, info);
  await caryss.context().close();
  await page.goto(`${at}/arranging`);
  await expect(page.getByRole("link", { name: "How are you today?" })).toBeVisible();
  await page.getByRole("button", { name: /^Take out ?: first$/ }).click();
  await saved(page);
  await expect(page.getByRole("link", { name: "How are you today?" })).toHaveCount(0);
  await inspect(page);

  await page.getByRole("button", { name: "Undo this change" }).click();
  await expect(page.getByText("Undone. The draft is as it was before your last change.")).toBeVisible();
  await expect(page.getByRole("link", { name: "How are you today?" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo this change" })).toHaveCount(0);
});

test("of a line of the text that two wrote only that is asked about, and what went is fetched again", async ({ page, study, browser }, info) => {
  const [at, caryss] = await two(page, study, browser, info);
  const text = (on: Page) => on.getByLabel("Text of the survey");
  const write = async (on: Page, changes: [string, string][]) => {
    const now = await text(on).inputValue();
    await text(on).fill(changes.reduce((text, [from, to]) => text.replace(from, to), now));
    await saveAndCheck(on);
  };
  for (const one of [page, caryss]) await one.goto(`${at}/draft`);
  await write(caryss, [["How are you today?", "How do you feel?"], ["minutes = 1", "minutes = 3"]]);
  await saved(caryss);

  await write(page, [["How are you today?", "Did you rest?"], ['"Well"', '"Very well"']]);
  await expect(page.getByRole("alert")).toContainText("choose which lines are to stand");
  await expect(page.getByText("Carys Invented saved this draft while you were writing.")).toBeVisible();
  await inspect(page);
  const line = page.getByRole("group", { name: /^Line \d+ of your text$/ });
  await expect(line).toHaveCount(1);
  await line.getByLabel("Yours").check();
  await page.getByRole("button", { name: "Save what I chose" }).click();
  await expect(page.getByText(/^Saved\. The draft was saved elsewhere too/)).toBeVisible();
  await expect(text(page)).toHaveValue(/minutes = 3[\s\S]*Did you rest\?[\s\S]*"Very well"/);

  await caryss.goto(`${at}/draft/earlier`);
  await inspect(caryss);
  await caryss.getByRole("list", { name: "Earlier texts" }).getByRole("link").first().click();
  await expect(caryss.locator("del")).toContainText(["How do you feel?"]);
  await inspect(caryss);
  await caryss.getByRole("button", { name: "Put this text back" }).click();
  await expect(text(caryss)).toHaveValue(/How do you feel\?/);
  await caryss.context().close();
});
