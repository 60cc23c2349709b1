// An evaluator types, and sees at once what it comes to. Only where scripts run; without them the same page is
// looked at and saved by its buttons.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test, type Study } from "../support/study";

const text = (page: Page) => page.getByLabel("Text of the survey");

/// Puts words in the place of others, as if they were typed there.
async function type(page: Page, from: string, to: string): Promise<void> {
  await text(page).evaluate((box: HTMLTextAreaElement, from) => {
    const at = box.value.indexOf(from);
    box.focus();
    box.setSelectionRange(at, at + from.length);
  }, from);
  await page.keyboard.insertText(to);
}

async function begin(page: Page, study: Study, name: string, info: Parameters<typeof mark>[0]): Promise<string> {
  const key = `${name}-${mark(info)}`.toLowerCase();
  const email = `eve-${name}-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(page.locator(".editor--live")).toBeVisible();
  return `${study.address}/staff/surveys/${key}/draft`;
}

test("what is typed is seen as participants see it, and a fault is marked where it is", async ({ page, study }, info) => {
  const address = await begin(page, study, "seen", info);
  const seen = page.frameLocator("iframe");
  await expect(seen.getByRole("heading", { level: 1 })).toHaveText("How are you today?");

  await expect(page.locator("#reads")).toContainText("How are you today?");
  await type(page, "How are you today?", "How did you sleep?");
  await expect(page.locator("#reads")).toHaveText(/^The text has changed since\./);
  await expect(seen.getByRole("heading", { level: 1 })).toHaveText("How did you sleep?");
  await type(page, '"first"]', '"frst"]');
  await expect(page.getByRole("heading", { name: "There is 1 fault" })).toBeVisible();
  await expect(page.locator(".editor__fault")).toHaveCount(1);
  await expect(seen.getByRole("heading", { level: 1 })).toHaveText("How did you sleep?");
  await inspect(page);
  await page.getByRole("link", { name: /there is no question “frst”/ }).click();
  await expect(text(page)).toBeFocused();
  await type(page, '"frst"]', '"first"]');
  await expect(page.getByText("No faults. 1 question on 1 page.").first()).toBeVisible();

  await expect(page.getByText(/^Saved at \d\d:\d\d\.$/)).toBeVisible();
  await page.goto(address);
  await expect(text(page)).toHaveValue(/How did you sleep\?/);
});

test("of two who type in one draft the second is told, and nothing is lost", async ({ page, study, browser }, info) => {
  const address = await begin(page, study, "typed", info);
  const other = await browser.newContext();
  const devs = await other.newPage();
  const email = `dev-typed-${mark(info)}@example.org`;
  await choosePassword(devs, study.invite(email, "evaluator", "--study", "bridgeway"), "Dev Invented");
  await devs.goto(address);
  await type(devs, '"Well"', '"Very well"');
  await expect(devs.getByText(/^Saved at/)).toBeVisible();
  await other.close();

  await type(page, "How are you today?", "How did you sleep?");
  await expect(page.getByText("Not saved: somebody else saved this draft meanwhile.")).toBeVisible();
  await expect(text(page)).toHaveValue(/How did you sleep\?/);
  await expect(page.locator("pre ins").filter({ hasText: "Very well" })).toBeVisible();
  await type(page, '"Well"', '"Very well"');
  await page.getByRole("button", { name: "Save and check" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(text(page)).toHaveValue(/How did you sleep\?[\s\S]*"Very well"/);
});

test("while there is no connection it is said, and what was typed is saved afterwards", async ({ page, study }, info) => {
  await begin(page, study, "cut", info);
  await page.context().setOffline(true);
  await type(page, "How are you today?", "How did you sleep?");
  await expect(page.getByText("Not saved: there is no connection.")).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^Saved at/)).toBeVisible();
});

test("whoever has typed nothing yet is told that somebody else saved, and goes on with theirs", async ({ page, study, browser }, info) => {
  const address = await begin(page, study, "told", info);
  const other = await browser.newContext();
  const devs = await other.newPage();
  const email = `dev-told-${mark(info)}@example.org`;
  await choosePassword(devs, study.invite(email, "evaluator", "--study", "bridgeway"), "Dev Invented");
  await devs.goto(address);
  await type(devs, '"Well"', '"Very well"');
  await expect(devs.getByText(/^Saved at/)).toBeVisible();
  await other.close();

  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.getByText("Somebody else has saved this draft since you opened it.")).toBeVisible();
  await inspect(page);
  await page.getByRole("link", { name: "Go on with theirs" }).click();
  await expect(text(page)).toHaveValue(/"Very well"/);
});

test("whoever leaves while they type is not asked, and what they typed is saved", async ({ page, study }, info) => {
  const address = await begin(page, study, "left", info);
  let asked = 0;
  page.on("dialog", async (dialog) => {
    asked += 1;
    await dialog.accept();
  });
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/keep"));
  await type(page, "How are you today?", "How did you sleep?");
  await page.goto(`${study.address}/staff/account`);
  await kept.catch(() => undefined);
  await expect
    .poll(async () => {
      await page.goto(address);
      return text(page).inputValue();
    })
    .toMatch(/How did you sleep\?/);
  expect(asked).toBe(0);
});

test("whoever may no longer change a draft is told once, and keeps what they typed", async ({ page, study }, info) => {
  await page.clock.install();
  await begin(page, study, "gone", info);
  let tried = 0;
  await page.route("**/draft/keep", async (route) => {
    tried += 1;
    await route.fulfill({ status: 403, body: "" });
  });
  await type(page, "How are you today?", "How did you sleep?");
  await page.clock.runFor(2_000);
  await expect(page.getByText("Not saved: you may no longer change this draft.")).toBeVisible();
  await type(page, '"Well"', '"Very well"');
  await page.clock.runFor(120_000);
  expect(tried).toBe(1);
  await expect(text(page)).toHaveValue(/How did you sleep\?[\s\S]*"Very well"/);
});

test("going back to what was not saved asks for the draft and shows no error", async ({ page, study }, info) => {
  const address = await begin(page, study, "back", info);
  page.on("dialog", (dialog) => dialog.accept());
  await page.locator("[name=revision]").evaluate((field: HTMLInputElement) => (field.value = "9"));
  await type(page, "How are you today?", "How did you sleep?");
  await page.getByRole("button", { name: "Save and check" }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else saved this draft");
  await page.goto(`${study.address}/staff/account`);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Draft of");
  expect(page.url()).toBe(address);
});
