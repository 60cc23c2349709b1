// An evaluator brings a survey from elsewhere, translates it, publishes it in two languages, and hands it to a committee.
import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const DICTIONARY = [
  '"Variable / Field Name","Form Name","Field Type","Field Label","Choices, Calculations, OR Slider Labels","Field Note"',
  'well,about_you,radio,"How are you today?","1, Well | 2, Not so well",',
  'photo,about_you,file,"A photo of your garden",,',
  'when,about_you,text,"You are [well]. How often did you go out?",,"About will do"',
].join("\n");

async function fill(page: Page, name: RegExp, words: string): Promise<void> {
  await page.getByRole("textbox", { name }).fill(words);
}

/// Fills in everything that is missing, as somebody would who knows the language.
async function translateAll(page: Page): Promise<void> {
  for (const box of await page.locator("textarea").all()) {
    const name = (await box.getAttribute("name"))!.slice("to:".length);
    const from = await page.locator(`input[name="from:${name}"]`).inputValue();
    if ((await box.inputValue()) === "") await box.fill(`${from} ^`);
  }
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

test("a survey is brought, translated side by side, published and handed to a committee", async ({ page, study }, info) => {
  const key = `brought-${mark(info)}`.toLowerCase();
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByRole("link", { name: "Bring one from REDCap" }).click();
  await expect(heading(page)).toHaveText("Bring a survey");
  await inspect(page);
  await page.getByRole("button", { name: "Bring it" }).click();
  await expect(page.getByRole("link", { name: "Choose the file first" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("File").setInputFiles({ name: "garden.csv", mimeType: "text/csv", buffer: Buffer.from(DICTIONARY) });
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Bring it" }).click();
  await expect(heading(page)).toHaveText("What was brought of garden.csv");
  await expect(page.getByRole("table", { name: "Not converted" }).getByText("photo")).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "The survey" }).click();
  await expect(page.getByText("by Eve Invented")).toBeVisible();
  await page.getByRole("link", { name: "Translate it" }).click();
  await expect(heading(page)).toHaveText(`Translations of ${key}`);
  await page.getByLabel("Language").fill("Urdu");
  await page.getByRole("button", { name: "Add it" }).click();
  await expect(heading(page)).toHaveText(`${key} in Urdu`);
  await inspect(page);
  await page.getByRole("link", { name: "Only what is missing or has changed" }).click();
  await expect(page.getByRole("textbox").first()).toHaveAttribute("dir", "rtl");
  await inspect(page);
  await fill(page, /You are \{well\}/, "کتنی بار باہر گئے؟");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("{well} is missing. Put it where it belongs")).toBeVisible();
  await inspect(page);
  await fill(page, /You are \{well\}/, "{well} سے کتنی بار باہر گئے؟");
  while (!(await page.getByText("Nothing is missing, and nothing has changed").isVisible())) {
    await translateAll(page);
    await expect(page.getByText("Saved.")).toBeVisible();
  }
  await page.getByRole("link", { name: `All parts of ${key}` }).click();
  await expect(page.getByText(/All \d+ texts translated/).first()).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "The texts of the survey, as a file" }).click();
  expect(readFileSync(await (await file).path(), "utf8")).toContain("{well} سے کتنی بار");

  await page.goto(`${study.address}/staff/surveys/${key}/publishing`);
  await page.getByLabel("Why").fill("The first, in two languages");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. It never changes now.")).toBeVisible();
  await page.goto(`${study.address}/staff/surveys/${key}/publishing`);
  await expect(page.getByText("The draft says just what version 1 says")).toBeVisible();
  await inspect(page);

  await page.goto(`${study.address}/staff/surveys/${key}/draft/translations`);
  await page.getByRole("button", { name: /^Leave out.*Urdu/ }).click();
  await expect(page.getByRole("heading", { name: "Left out" })).toBeVisible();
  await inspect(page);
  await page.goto(`${study.address}/staff/surveys/${key}/publishing`);
  await expect(page.getByText("It is no longer offered in Urdu.")).toBeVisible();
  await page.getByRole("button", { name: "Make the draft version 2" }).click();
  await expect(heading(page)).toContainText("as version 2");
  await inspect(page);

  await page.goto(`${study.address}/staff/surveys/${key}/draft/throwing-away`);
  await page.getByRole("button", { name: "Throw it away" }).click();
  await expect(page.getByRole("link", { name: "Say that you mean it" })).toBeVisible();
  await inspect(page);
  await page.getByLabel("I mean it").check();
  await page.getByRole("button", { name: "Throw it away" }).click();
  await expect(page.getByText("The draft is thrown away.")).toBeVisible();
  await page.getByText("Drafts that were thrown away").click();
  await page.getByRole("button", { name: /^Take it up again/ }).click();
  await expect(heading(page)).toHaveText(`Draft of ${key}`);

  await page.goto(`${study.address}/staff`);
  await page.getByRole("link", { name: "Pack: what an ethics committee reads" }).click();
  await expect(heading(page)).toContainText("Pack for the ethics committee");
  await inspect(page);
  const pack = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download as a page" }).click();
  expect((await pack).suggestedFilename()).toMatch(/^pack-bridgeway-.*\.html$/);
});

test("two who translate one text are told, and what each wrote stands there", async ({ page, study, browser }, info) => {
  const key = `two-${mark(info)}`.toLowerCase();
  const email = (name: string) => `${name}-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email("eve"), "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  const translations = `${study.address}/staff/surveys/${key}/draft/translations`;
  await page.goto(translations);
  await page.getByLabel("Language").fill("Welsh");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.goto(`${translations}/cy/1`);

  const options = { javaScriptEnabled: info.project.use.javaScriptEnabled ?? true };
  const other = await browser.newContext({ ...options, viewport: { width: 390, height: 844 } });
  const devs = await other.newPage();
  await choosePassword(devs, study.invite(email("dev"), "evaluator", "--study", "bridgeway"), "Dev Invented");
  await devs.goto(`${translations}/cy/1`);
  await fill(devs, /Option 1/, "Da");
  await fill(devs, /Question/, "Sut ydych chi heddiw?");
  await devs.getByRole("button", { name: "Save", exact: true }).click();
  await expect(devs.getByText("Saved.")).toBeVisible();
  await other.close();

  await fill(page, /Option 1/, "Iawn");
  await fill(page, /Option 2/, "Ddim yn dda");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Somebody else has saved this meanwhile: “Da”.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Option 1/ })).toHaveValue("Iawn");
  await inspect(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Question/ })).toHaveValue("Sut ydych chi heddiw?");
  await expect(page.getByRole("textbox", { name: /Option 1/ })).toHaveValue("Iawn");
  await expect(page.getByRole("textbox", { name: /Option 2/ })).toHaveValue("Ddim yn dda");
});

test("a file that a translator had meanwhile brings back what they changed, and of the rest somebody chooses", async ({ page, study }, info) => {
  const key = `sent-${mark(info)}`.toLowerCase();
  const email = `eve-sent-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await page.getByLabel("Title").fill("Sleep diary");
  await page.getByLabel("Key").fill(key);
  await page.getByRole("button", { name: "Begin a draft" }).click();
  const translations = `${study.address}/staff/surveys/${key}/draft/translations`;
  const save = page.getByRole("button", { name: "Save", exact: true });
  await page.goto(translations);
  await page.getByLabel("Language").fill("Welsh");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.goto(`${translations}/cy/1`);
  await fill(page, /Option 1/, "Da");
  await fill(page, /Option 2/, "Drwg");
  await save.click();
  await page.getByRole("link", { name: "All parts", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "The texts of the survey, as a file" }).click();
  const file = readFileSync(await (await download).path(), "utf8");

  await page.goto(`${translations}/cy/1`);
  await fill(page, /Option 1/, "Iawn");
  await fill(page, /Option 2/, "Ddim yn dda");
  await save.click();
  await page.getByRole("link", { name: "All parts", exact: true }).click();
  const back = file.replace('"Da"', '"Gweddol"').replace('today?"\nto = ""', 'today?"\nto = "Sut ydych chi heddiw?"');
  await page
    .getByLabel("Take in a file that came back")
    .setInputFiles({ name: `${key}.cy.toml`, mimeType: "application/toml", buffer: Buffer.from(back) });
  await page.getByRole("button", { name: "Take it in" }).click();

  await expect(heading(page)).toHaveText("Choose between two translations in Welsh");
  await expect(page.getByText("1 was changed here meanwhile, too: choose below.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Here: Iawn" })).toBeChecked();
  await inspect(page);
  await page.getByText("In the file: Gweddol").click();
  await save.click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto(`${translations}/cy/1`);
  await expect(page.getByRole("textbox", { name: /Question/ })).toHaveValue("Sut ydych chi heddiw?");
  await expect(page.getByRole("textbox", { name: /Option 1/ })).toHaveValue("Gweddol");
  await expect(page.getByRole("textbox", { name: /Option 2/ })).toHaveValue("Ddim yn dda");
});
