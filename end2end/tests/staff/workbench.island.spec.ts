// An evaluator types, and sees at once what it comes to. Only where scripts run; without them the same page is
// looked at and saved by its buttons.
import type { Browser, Page, TestInfo } from "@playwright/test";

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

/// Dev, in a browser of his own, with the draft open.
async function dev(study: Study, browser: Browser, name: string, address: string, info: TestInfo): Promise<Page> {
  const devs = await (await browser.newContext()).newPage();
  const email = `dev-${name}-${mark(info)}@example.org`;
  await choosePassword(devs, study.invite(email, "evaluator", "--study", "bridgeway"), "Dev Invented");
  await devs.goto(address);
  return devs;
}

const saved = (page: Page) => expect(page.locator("#saved")).toHaveText(/^Saved/);

test("what two type in different lines of one draft goes together, and both see it", async ({ page, study, browser }, info) => {
  const address = await begin(page, study, "typed", info);
  const devs = await dev(study, browser, "typed", address, info);
  await type(devs, 'title = "About you"', '# by Dev\ntitle = "About you"');
  await saved(devs);

  await type(page, "How are you today?", "How did you sleep?");
  await expect(page.locator("#saved")).toHaveText(/^Saved, together with what Dev Invented saved meanwhile\./);
  await expect(text(page)).toHaveValue(/# by Dev[\s\S]*How did you sleep\?/);
  await expect(page.getByRole("heading", { name: "What Dev Invented changed" })).toBeVisible();
  await expect(page.locator("#theirs pre ins")).toContainText("# by Dev");
  const writes = await text(page).evaluate((box: HTMLTextAreaElement) => box.value.slice(0, box.selectionEnd));
  expect(writes).toMatch(/How did you sleep\?$/);
  await inspect(page);

  await devs.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(devs.locator("#saved")).toHaveText(/^Eve Invented saved this draft since you opened it\./);
  await expect(text(devs)).toHaveValue(/# by Dev[\s\S]*How did you sleep\?/);
  await devs.context().close();
});

test("of a line that two typed one chooses, and the other sees it and fetches hers again", async ({ page, study, browser }, info) => {
  const address = await begin(page, study, "same", info);
  const devs = await dev(study, browser, "same", address, info);
  await type(page, "How are you today?", "How did you sleep?");
  await saved(page);

  await type(devs, "How are you today?", "Rested?");
  await expect(devs.locator("#saved")).toHaveText(/^Not saved: the same lines were changed elsewhere/);
  await inspect(devs);
  const choice = devs.getByRole("group", { name: /^Line \d+ of your text$/ });
  await expect(choice.locator("ins").filter({ hasText: "sleep?" })).toBeVisible();
  await devs.getByRole("button", { name: "Save and check" }).click();
  await expect(devs.getByRole("alert")).toContainText("choose which lines are to stand");
  await devs.getByRole("group", { name: /^Line \d+ of your text$/ }).getByLabel("Yours").check();
  await devs.getByRole("button", { name: "Save what I chose" }).click();
  await expect(devs.getByText(/^Saved\. The draft was saved elsewhere too/)).toBeVisible();
  await expect(text(devs)).toHaveValue(/Rested\?/);
  await devs.context().close();

  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.locator("#saved")).toHaveText(/^Dev Invented saved this draft since you opened it\./);
  await expect(text(page)).toHaveValue(/Rested\?/);
  await expect(page.locator("#theirs pre del")).toContainText("How did you sleep?");
  await inspect(page);
  await page.locator("#theirs").getByRole("link", { name: "earlier texts" }).click();
  await page.getByText(/, by Eve Invented: \d+ texts$/).first().click();
  await page.getByRole("list", { name: "Earlier texts" }).getByRole("link").first().click();
  await page.getByRole("button", { name: "Put this text back" }).click();
  await expect(text(page)).toHaveValue(/How did you sleep\?/);
});

test("an emptied text is not saved by itself, and not a word is lost", async ({ page, study }, info) => {
  const address = await begin(page, study, "empty", info);
  await text(page).focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await expect(page.locator("#saved")).toHaveText(/^Not saved by itself: most of the text is gone\./);
  await inspect(page);
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(text(other)).toHaveValue(/How are you today\?/);
  await other.close();

  await page.getByRole("button", { name: "Save and check" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Earlier texts" }).click();
  await inspect(page);
  await page.getByRole("list", { name: "Earlier texts" }).getByRole("link").first().click();
  await inspect(page);
  await page.getByRole("button", { name: "Put this text back" }).click();
  await expect(text(page)).toHaveValue(/How are you today\?/);
});

test("whoever saved it in another tab is not told of somebody else", async ({ page, study }, info) => {
  const address = await begin(page, study, "tabs", info);
  const other = await page.context().newPage();
  await other.goto(address);
  await type(other, "How are you today?", "How did you sleep?");
  await saved(other);
  await other.close();
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(page.locator("#saved")).toHaveText(/^You, in another tab, saved this draft/);
  await expect(text(page)).toHaveValue(/How did you sleep\?/);
});

test("while there is no connection it is said, and what was typed is saved afterwards", async ({ page, study }, info) => {
  await begin(page, study, "cut", info);
  await page.context().setOffline(true);
  await type(page, "How are you today?", "How did you sleep?");
  await expect(page.getByText("Not saved: there is no connection.")).toBeVisible();
  await page.getByRole("button", { name: "Save and check" }).click();
  await expect(page.getByText("Not saved: there is no connection.")).toBeVisible();
  await expect(text(page)).toHaveValue(/How did you sleep\?/);
  await page.context().setOffline(false);
  await expect(page.getByText(/^Saved at/)).toBeVisible();
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
  await expect(page.getByText(/^Not saved: only evaluators of the studies that use this survey may change it by now\./)).toBeVisible();
  await type(page, '"Well"', '"Very well"');
  await page.clock.runFor(120_000);
  expect(tried).toBe(1);
  await expect(text(page)).toHaveValue(/How did you sleep\?[\s\S]*"Very well"/);
});

test("going back to what was not saved asks for the draft and shows no error", async ({ page, study }, info) => {
  const address = await begin(page, study, "back", info);
  page.on("dialog", (dialog) => dialog.accept());
  await page.locator("[name=revision]").evaluate((field: HTMLInputElement) => (field.value = "9"));
  await page.locator("[name='seen:text']").evaluate((field: HTMLInputElement) => (field.value = ""));
  await type(page, "How are you today?", "How did you sleep?");
  await page.getByRole("button", { name: "Save and check" }).click();
  await expect(page.getByRole("alert")).toContainText("The same lines were changed elsewhere");
  await page.goto(`${study.address}/staff/account`);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Draft of");
  expect(page.url()).toBe(address);
});

test("a server that takes what is typed and never answers is told after half a minute, and nothing is lost", async ({ page, study }, info) => {
  const address = await begin(page, study, "hangs", info);
  await page.clock.install();
  await page.goto(address);
  await expect(page.locator(".editor--live")).toBeVisible();
  // Neither answered nor refused, until the line is whole again.
  let hangs = true;
  await page.route(/\/draft\/keep$/, (route) => (hangs ? undefined : route.continue()));
  const asked = page.waitForRequest(/\/draft\/keep$/);
  await page.getByRole("button", { name: "Save and check" }).click();
  await asked;
  await page.clock.runFor(31_000);
  await expect(page.locator("#saved")).toHaveText(/^The server does not answer\. What you typed was saved before\./);

  await type(page, "How are you today?", "How did you sleep?");
  const sent = page.waitForRequest(/\/draft\/keep$/);
  await page.clock.runFor(2_000);
  await sent;
  await page.clock.runFor(31_000);
  await expect(page.locator("#saved")).toHaveText(/^Not saved: the server does not answer\. What you typed is still here/);
  await expect(text(page)).toHaveValue(/How did you sleep\?/);

  hangs = false;
  await page.clock.runFor(31_000);
  await saved(page);
  await page.goto(address);
  await expect(text(page)).toHaveValue(/How did you sleep\?/);
});
