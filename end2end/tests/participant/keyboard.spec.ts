import type { Page } from "@playwright/test";

import { arrowTo, tabTo } from "../support/keyboard";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

test("Anna consents and answers the first ten pages with the keyboard alone", async ({
  page,
  anna,
}) => {
  await page.goto(anna.link);
  await press(page, page.getByRole("link", { name: "Start" }));
  await expect(heading(page)).toHaveText("Do you agree to take part?");
  for (const box of await page.getByRole("checkbox").all()) {
    await tabTo(page, box);
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }
  await decide(page);
  await press(page, page.getByRole("button", { name: "Save and continue" }));

  await type(page, "Day", "14");
  await type(page, "Month", "3");
  await type(page, "Year", "1987");
  await page.keyboard.press("Enter");
  for (const [question, option] of [
    ["What is your sex?", "Male"],
    [/^Is the gender you identify with/, "Yes"],
    ["What is your ethnic group?", "Asian or Asian British"],
    [/^Which one best describes/, "Chinese"],
    [/^Does your household own or rent/, "Rents"],
    ["Who is your landlord?", "Private landlord or letting agency"],
    [/degree level or above/, "No"],
    [/^Which is the highest/, "No qualifications"],
    [/^Do you look after/, "Yes, 9 hours a week or less"],
  ]) {
    await expect(heading(page)).toHaveText(question);
    const radios = page.getByRole("radio");
    await arrowTo(page, page.getByRole("radio", { name: `${option}`, exact: true }), radios.first());
    await press(page, page.getByRole("button", { name: "Continue" }));
  }
  await expect(heading(page)).toHaveText(/^In the last seven days/);
});

test("the first stop on a page skips the header", async ({ page, anna }) => {
  await page.goto(`${anna.link}/consent`);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to main content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Back" })).toBeFocused();
});

test("with the keyboard alone Anna goes from the error summary to what is to be put right", async ({
  page,
  anna,
}) => {
  await page.goto(`${anna.link}/consent`);
  await press(page, page.getByRole("button", { name: "Save and continue" }));
  const summary = page.getByRole("alert");
  await expect(summary).toBeVisible();
  await summary.focus();
  await expect(summary).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(summary.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: /^I have read/ })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: /^I have read/ })).toBeChecked();
});

async function press(page: Page, control: ReturnType<Page["getByRole"]>): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press("Enter");
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole("textbox", { name: label, exact: true }));
  await page.keyboard.type(text);
}

/// Says yes or no to each of the statements that leave it open.
async function decide(page: Page): Promise<void> {
  const open = page.getByRole("group").filter({ has: page.getByRole("radio") });
  for (const statement of await open.all()) {
    const yes = statement.getByRole("radio", { name: "Yes" });
    await arrowTo(page, statement.getByRole("radio", { name: "No" }), yes);
  }
}
