// A new evaluator takes a survey all the way: from nothing, mis-made in ten ways and told so each time, translated, walked
// through, published, changed, compared and published again.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark, saveAndCheck } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const survey = (key: string) => `key = "${key}"
version = 1
title = "Sleep diary"
language = "en-GB"
minutes = 2
check = ["ck_long"]

[[sections]]
title = "Your night"
pages = [{ questions = ["slept"] }, { questions = ["hours"] }, { questions = ["kept"] }]

[[questions]]
key = "slept"
text = "How did you sleep?"
kind = "single"
options = [{ code = 1, text = "Well" }, { code = 2, text = "Badly" }]

[[questions]]
key = "hours"
text = "How many hours did you sleep?"
kind = "number"
least = 0
most = 24
asked_if = "slept = 2"

[[questions]]
key = "kept"
text = "What kept you awake?"
kind = "multiple"
options = [{ code = 1, text = "Noise" }, { code = 2, text = "Pain" }, { code = 97, text = "Nothing", exclusive = true }]

[[checks]]
key = "ck_long"
level = "soft"
when = "hours > 12"
at = "hours"
say = "You say that you slept {hours} hours. Is that right?"
`;

/// What is right, what somebody writes instead, and what they are told.
const MISTAKES: [RegExp, string, string][] = [
  [/"slept"\] \}/, '"slpt"] }', "there is no question “slpt”; did you mean “slept”?"],
  [/kind = "number"/, 'kind = "numbers"', "there is no kind “numbers”; did you mean “number”?"],
  [/"hours"/g, '"hours_that_i_really_slept"', "use 1 to 20 lower-case letters, digits and underscores"],
  [/"kept"/g, '"if"', "“if”"],
  [/(text = "Badly" \}\])/, '$1\nasked_if = "hours = 3"', "the condition of “slept” looks ahead to “hours”"],
  [/slept = 2/, "slept = 5", "wants “slept” to be 5, which is no option; it has 1 “Well”, 2 “Badly”"],
  [/code = 2, text = "Badly"/, 'code = 1, text = "Badly"', "the code 1 stands for “Well” and for “Badly”"],
  [/slept = 2/, "slept = 1 and slept = 2", "“hours” is asked of nobody"],
  [/most = 24/, "most = -1", "“least” is the smaller number"],
  [/\{hours\} hours/, "{hrs} hours", "fills in “hrs”, which nothing has"],
];

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel("Text of the survey").fill(text);
  await saveAndCheck(page);
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
}

/// Translates what is missing or has changed, as somebody would who knows the language.
async function translate(page: Page, translations: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await page.goto(`${translations}/cy/missing`);
    if (await page.getByText("Nothing is missing, and nothing has changed").isVisible()) return;
    for (const box of await page.locator("textarea").all()) {
      const name = (await box.getAttribute("name"))!.slice("to:".length);
      await box.fill(`${await page.locator(`input[name="from:${name}"]`).inputValue()} ^`);
    }
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
  }
}

async function publish(page: Page, of: string, why: string): Promise<void> {
  await page.goto(`${of}/publishing`);
  await page.getByLabel("Why").fill(why);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. It never changes now.")).toBeVisible();
}

test("a new evaluator takes a survey from nothing to its second version in two languages", async ({ page, study }, info) => {
  const key = `diary-${mark(info)}`.toLowerCase();
  const [of, right] = [`${study.address}/staff/surveys/${key}`, survey(key)];
  await choosePassword(page, study.invite(`eve-${key}@example.org`, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("a".repeat(201));
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(page.getByRole("link", { name: "This is too long for a title." })).toBeVisible();
  await inspect(page);
  await page.getByLabel("Title").fill("A diary of how long people who wait for support sleep, and of what keeps them awake at night");
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
  await page.goto(`${study.address}/staff/surveys`);
  await expect(page.getByRole("link", { name: /^A diary of how long people who wait/ })).toBeVisible();
  await inspect(page);
  await page.goto(`${of}/draft`);

  for (const [from, to, told] of MISTAKES) {
    await write(page, right.replace(from, to));
    await expect(page.getByRole("link", { name: told }).first()).toBeVisible();
    await expect(page.getByText(/^No faults/)).toHaveCount(0);
  }
  await write(page, right);
  await expect(page.getByText("No faults. 3 questions on 3 pages.")).toBeVisible();

  const translations = `${of}/draft/translations`;
  await page.goto(translations);
  await page.getByLabel("Language").fill("Welsh");
  await page.getByRole("button", { name: "Add it" }).click();
  await translate(page, translations);

  await page.goto(`${of}/draft`);
  await write(page, right.replace("minutes", "minuts").replace("did you sleep?", "have you slept?"));
  await expect(page.getByRole("link", { name: "“minuts”" }).first()).toBeVisible();
  await expect(page.getByText("Its translations have 1 thing to do before it can be published.")).toBeVisible();
  await expect(page.getByText("“slept.text” has changed since it was translated")).toBeVisible();
  await inspect(page);
  await write(page, right);

  await page.getByRole("link", { name: "Walk through it as a participant" }).click();
  const screen = page.getByRole("group", { name: "As a participant sees it" });
  await screen.getByLabel("Badly").check();
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("#step-hours")).toContainText("Asked because");
  await screen.getByRole("textbox").fill("13");
  await screen.getByRole("button", { name: "Continue" }).click();
  await expect(screen.getByText("You say that you slept 13 hours. Is that right?").first()).toBeVisible();
  await inspect(page);
  await publish(page, of, "The first one");

  await page.goto(`${of}/draft`);
  await write(page, right.replace("version = 1", "version = 2").replace("How did you", "How well did you"));
  await expect(page.getByText("Its translations have 1 thing to do before it can be published.")).toBeVisible();
  await translate(page, translations);
  await page.goto(`${of}/publishing`);
  const judged = page.getByRole("table", { name: "What answers to both versions are good for" });
  await expect(judged.getByText("Comparable with care")).toBeVisible();
  await publish(page, of, "People took it for their health");
  await page.getByRole("link", { name: "What changed since version 1" }).click();
  await expect(heading(page)).toHaveText("Sleep diary: version 2 since version 1");
  await expect(page.getByRole("table", { name: "What changed" }).locator("ins").first()).toContainText("well");

  await page.goto(`${of}/draft/earlier`);
  await expect(page.getByText(/, by Eve Invented: \d+ texts$/).first()).toBeVisible();
  await inspect(page);
  await page.getByText(/, by Eve Invented: \d+ texts$/).first().click();
  await page.getByRole("list", { name: "Earlier texts" }).getByRole("link").first().click();
  await expect(page.getByRole("button", { name: "Put this text back" })).toBeVisible();
});
