import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { MARK } from "../support/translated";
import { agree, heading } from "../support/ways";

/// Presses a button that leads to another page.
async function press(page: Page, name: string): Promise<void> {
  const followed = page.waitForEvent("domcontentloaded");
  await page.getByRole("button", { name }).click();
  await followed;
}

test("somebody who reads Urdu chooses it, answers from right to left, and turns back with every answer", async ({
  page,
  inUrdu,
}) => {
  const { link } = inUrdu.enrol("Carys");
  await page.goto(link);
  await inspect(page);
  await press(page, "اردو");
  await expect(page.getByText("The questions are in اردو")).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "Start" }).click();
  await agree(page);
  await press(page, "Save and continue");
  await expect(heading(page)).toHaveText(`${MARK} What is your date of birth?`);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await inspect(page, "ur");

  await page.getByRole("textbox", { name: `${MARK} Day` }).fill("31");
  await page.getByRole("textbox", { name: `${MARK} Month` }).fill("2");
  await page.getByRole("textbox", { name: `${MARK} Year` }).fill("1987");
  await press(page, `${MARK} Continue`);
  await expect(page.getByRole("alert")).toContainText(`${MARK} There is a problem`);
  await expect(page.getByRole("alert")).toContainText("four digits for the year");
  await inspect(page, "ur");

  await page.getByRole("textbox", { name: `${MARK} Day` }).fill("14");
  await press(page, `${MARK} Continue`);
  await page.getByRole("radio", { name: `${MARK} Female` }).check();
  await press(page, `${MARK} Continue`);
  await inspect(page, "ur");

  await page.goto(link);
  await press(page, "English");
  await page.goto(`${link}/q/sex`);
  await expect(heading(page)).toHaveText("What is your sex?");
  await expect(page.getByRole("radio", { name: "Female" })).toBeChecked();
  await expect(page.locator("html")).not.toHaveAttribute("dir");
});

test("the language can be changed beside the contact details, too", async ({ page, inUrdu }) => {
  const { link } = inUrdu.enrol("Dev");
  await page.goto(`${link}/you/details`);
  await inspect(page);

  await press(page, "اردو");

  await expect(heading(page)).toHaveText("Your contact details and language");
  await expect(page.getByRole("textbox", { name: "Language you would like us to use" })).toHaveValue("اردو");
  await inspect(page);
});

test("a survey in one language offers no other", async ({ page, anna }) => {
  await page.goto(anna.link);

  await expect(page.getByText("another language")).toHaveCount(0);
});
