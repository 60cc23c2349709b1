// An evaluator writes a survey in Arabic: the words around its questions are asked for in Arabic before it is published,
// and its texts stand as they are written on every page of the staff.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark, saveAndCheck } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const QUESTION = "كيف حالك اليوم (PHQ-9)؟";

const survey = (key: string) => `key = "${key}"
version = 1
title = "النوم (PHQ-9)؟"
language = "ar"
minutes = 2

[[sections]]
title = "عنك (1)؟"
pages = [{ questions = ["mood"] }, { questions = ["rest"] }]

[routing]
rest = "mood = 1"

[[questions]]
key = "mood"
text = "${QUESTION}"
kind = "single"
options = [{ code = 1, text = "بخير!" }, { code = 2, text = "لست بخير" }]

[[questions]]
key = "rest"
text = "هل نمت جيدا؟"
kind = "scale"
low = "سيئ"
high = "جيد"
`;

/// Fills in everything that is missing, as somebody would who knows the language.
async function translateAll(page: Page): Promise<void> {
  for (const box of await page.locator("textarea").all()) {
    const name = (await box.getAttribute("name"))!.slice("to:".length);
    const from = await page.locator(`input[name="from:${name}"]`).inputValue();
    if ((await box.inputValue()) === "") await box.fill(`ع ${from}`);
  }
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

test("a survey in Arabic says “Continue” in Arabic, and reads as it is written", async ({ page, study }, info) => {
  const key = `arabic-${mark(info)}`.toLowerCase();
  const email = `eve-${mark(info)}@example.org`;
  const of = `${study.address}/staff/surveys/${key}`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.goto(`${of}/draft`);
  await page.getByLabel("Text of the survey").fill(survey(key));
  await saveAndCheck(page);
  await expect(page.getByText("Its translations have 1 thing to do before it can be published.").first()).toBeVisible();
  const reads = page.locator("#reads");
  await expect(reads.getByText(QUESTION)).toHaveJSProperty("tagName", "BDI");
  await inspect(page);

  for (const where of ["arranging", "draft/map", "draft/walking"]) {
    await page.goto(`${of}/${where}`);
    const asked = page.locator("bdi", { hasText: QUESTION });
    expect(await asked.count(), where).toBeGreaterThan(0);
    expect(await asked.first().evaluate((one) => getComputedStyle(one).direction), where).toBe("rtl");
    await inspect(page);
  }

  await page.goto(`${of}/draft/translations`);
  await expect(page.getByText("are still in English")).toBeVisible();
  await inspect(page);
  await page.getByRole("button", { name: /^Write them.*Arabic/ }).click();
  await expect(heading(page)).toHaveText(`${key} in Arabic`);
  await expect(page.getByRole("link", { name: "The texts of the survey, as a file" })).toHaveCount(0);
  await page.getByRole("link", { name: "Only what is missing or has changed" }).click();
  while (!(await page.getByText("Nothing is missing, and nothing has changed").isVisible())) {
    await translateAll(page);
    await expect(page.getByText("Saved.")).toBeVisible();
  }
  await page.goto(`${of}/draft/translations`);
  await expect(page.getByText("It is the survey's own")).toBeVisible();
  await inspect(page);

  await page.goto(`${of}/draft`);
  const phone = page.frameLocator("iframe");
  await expect(phone.getByRole("button", { name: "ع Continue" })).toBeVisible();
  await page.goto(`${of}/publishing`);
  await page.getByLabel("Why").fill("The first, in Arabic");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. It never changes now.")).toBeVisible();
});
