// What is shown to somebody whose answer says that they may come to harm.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { agree, choose, goOn, heading } from "../support/ways";

const ITEMS = [
  "Little interest",
  "Feeling down",
  "Trouble falling",
  "Feeling tired",
  "Poor appetite",
  "Feeling bad",
  "Trouble concentrating",
  "Moving or speaking",
  "Thoughts that you would be better off dead",
];

async function arrive(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("link", { name: "Start" }).click();
  await agree(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("group", { name: ITEMS[0] })).toBeVisible();
}

/// Answers all nine, the last apart.
async function answer(page: Page, others: string, last: string): Promise<void> {
  for (const item of ITEMS.slice(0, 8)) await choose(others, new RegExp(item))(page);
  await choose(last, new RegExp(ITEMS[8]))(page);
}

test("Anna's answer is followed at once by who can help, and told again when she has sent", async ({
  page,
  lantern,
}) => {
  await arrive(page, lantern.enrol("Anna").link);
  await answer(page, "Not at all", "Several days");
  await goOn(page);

  await expect(heading(page)).toHaveText("Thank you for telling us");
  await expect(page).toHaveURL(/\/support$/);
  await expect(page.getByText("You said you have had thoughts")).toBeVisible();
  await expect(page.getByRole("link", { name: "116 123" })).toHaveAttribute("href", "tel:116123");
  await expect(page.getByText("try to call you within 2 working days")).toBeVisible();
  await expect(page.getByText("call 999 or go to A&E now")).toHaveCount(0);
  await inspect(page);

  await page.getByRole("link", { name: "Continue" }).click();
  await choose("Yes, always")(page);
  await goOn(page);
  await expect(page.getByText("We do not read answers straight away")).toBeVisible();
  const help = page.locator("main").getByRole("link", { name: "Get help now" });
  await expect(help).toHaveAttribute("href", "../help");
  await inspect(page);
  await goOn(page);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(heading(page)).toHaveText("Thank you");
  await expect(page.getByText("You said you have had thoughts")).toBeVisible();
  await inspect(page);
});

test("at the highest level 999 comes before everything", async ({ page, lantern }) => {
  await arrive(page, lantern.enrol("Anna").link);
  await answer(page, "Not at all", "Nearly every day");
  await goOn(page);

  await expect(page.getByText("call 999 or go to A&E now")).toBeVisible();
  await inspect(page);
});

test("who said nothing of harm is not told that they did", async ({ page, lantern }) => {
  await arrive(page, lantern.enrol("Anna").link);
  await answer(page, "Nearly every day", "Not at all");
  await goOn(page);

  await expect(page.getByText("things may be hard for you")).toBeVisible();
  await expect(page.getByText("thoughts of being better off dead")).toHaveCount(0);
});

test("an answer that raises nothing leads to the next question", async ({ page, lantern }) => {
  await arrive(page, lantern.enrol("Anna").link);
  await answer(page, "Several days", "Not at all");
  await goOn(page);

  await expect(heading(page)).toHaveText("Do you feel safe where you live?");
});

test("who stops to finish later is told who can help", async ({ page, lantern }) => {
  await arrive(page, lantern.enrol("Anna").link);
  await choose("Nearly every day", new RegExp(ITEMS[8]))(page);
  await page.getByRole("button", { name: "Save and finish later" }).click();

  await expect(heading(page)).toHaveText("Your answers are saved");
  await expect(page.getByRole("link", { name: "116 123" })).toBeVisible();
  await inspect(page);
});

test("another device is shown who can help, and nothing of what Anna said", async ({
  page,
  browser,
  lantern,
}) => {
  const { link } = lantern.enrol("Anna");
  await arrive(page, link);
  await answer(page, "Not at all", "Several days");
  await goOn(page);

  const other = await (await browser.newContext()).newPage();
  await other.goto(`${link}/support`);
  await expect(other.getByRole("link", { name: "116 123" })).toBeVisible();
  await expect(other.getByText("You said")).toHaveCount(0);
  await other.context().close();
});
