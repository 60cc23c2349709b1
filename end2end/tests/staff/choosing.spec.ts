// An evaluator makes a survey from nothing by choosing alone, and without a mouse.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choose, press, reach, select, type } from "../support/keys";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

const box = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const link = (page: Page, name: string) => page.getByRole("link", { name });
const saved = (page: Page) => expect(page.getByText("Saved.", { exact: true })).toBeVisible();

/// A question, added at the end.
async function add(page: Page, text: string, key: string, kind: string, more: Record<string, string>): Promise<void> {
  await select(page, page.getByLabel("Where"), "in/1");
  await type(page, box(page, "What is asked"), text);
  await type(page, box(page, "Short name"), key);
  await choose(page, page.getByRole("group", { name: "How is it answered?" }), kind);
  for (const [name, words] of Object.entries(more)) await type(page, box(page, name), words);
  await press(page, button(page, "Add it"));
  await saved(page);
}

test("a survey is made from nothing by choosing, with the keyboard alone", async ({ page, study }, info) => {
  test.slow();
  const key = `keys-${mark(info)}`.toLowerCase();
  const email = `eve-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eve Invented");
  await page.goto(`${study.address}/staff/surveys`);
  await type(page, page.getByLabel("Title"), "Sleep diary");
  await type(page, page.getByLabel("Key"), key);
  await press(page, button(page, "Begin a draft"));
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
  await page.goto(`${study.address}/staff/surveys/${key}/arranging`);

  await type(page, box(page, "Heading of a new section"), "Your nights");
  await press(page, button(page, "Add the section"));
  await expect(page.getByRole("heading", { name: "Your nights" })).toBeVisible();
  await add(page, "How many times did you wake up?", "woke", "A number", {
    "Smallest number": "0",
    "Largest number or amount": "20",
  });
  await add(page, "What kept you awake?", "kept", "Any number of options", { Options: "Noise\nLight" });
  await add(page, "When did you last sleep well?", "lastwell", "A date", {});
  await add(page, "How restful were these?", "restful", "Several lines, each from low to high", {
    Lines: "nights: Your nights\nYour afternoons",
    "What 0 means": "Not at all",
    "What 10 means": "Completely",
  });
  await add(page, "What do you spend on sleep?", "spent", "An amount of money, and for which period", {
    Options: "A week\nA month",
    "Largest number or amount": "900",
  });
  await add(page, "How can we reach you?", "contact", "Contact details", {});
  await inspect(page);

  await press(page, link(page, "Title, minutes, language and sources"));
  await expect(heading(page)).toHaveText(`What is said of ${key} as a whole`);
  await type(page, box(page, "Minutes that it takes most people"), "4");
  await inspect(page);
  await press(page, button(page, "Save"));
  await saved(page);
  await page.goto(`${study.address}/staff/surveys/${key}/instruments`);
  await choose(page, page.getByRole("group", { name: "Which one?" }), "PHQ-2");
  await inspect(page);
  await press(page, button(page, "Add it"));
  await saved(page);

  await page.goto(`${study.address}/staff/surveys/${key}/when/question.kept`);
  await select(page, page.getByLabel("What it looks at"), "woke");
  await press(page, button(page, "Go on"));
  await choose(page, page.getByRole("group", { name: "How is it compared?" }), "It is this number or more");
  await type(page, box(page, "Number"), "1");
  await inspect(page);
  await press(page, button(page, "Add it"));
  await saved(page);
  await inspect(page);

  await page.goto(`${study.address}/staff/surveys/${key}/checks`);
  await select(page, page.getByLabel("Beside which question is it said?"), "woke");
  await inspect(page);
  await press(page, button(page, "Go on"));
  await choose(page, page.getByRole("group", { name: "How is it compared?" }), "It is more than this number");
  await type(page, box(page, "Number"), "10");
  await type(page, box(page, "What people are told"), "You woke more than ten times. Is that right?");
  await inspect(page);
  await press(page, button(page, "Save"));
  await saved(page);

  await page.goto(`${study.address}/staff/surveys/${key}/arranging/woke`);
  await press(page, page.getByText("Alerts: after which answers"));
  await type(page, page.getByLabel("Level 1"), "15");
  await inspect(page);
  await press(page, button(page, "Save"));
  await saved(page);
  await page.goto(`${study.address}/staff/surveys/${key}/arranging/kept`);
  await press(page, page.getByText("More of option 1"));
  await inspect(page);
  await page.goto(`${study.address}/staff/surveys/${key}/arranging`);
  await expect(page.getByRole("heading", { name: /^There (is|are) \d+ faults?$/ })).toHaveCount(0);
  await inspect(page);
  await page.goto(`${study.address}/staff/surveys/${key}/pages/1.0`);
  await inspect(page);
  await page.goto(`${study.address}/staff/surveys/${key}/draft`);
  await expect(page.getByText(/^No faults\. 9 questions/)).toBeVisible();
  await reach(page, page.getByLabel("Text of the survey"));
  await expect(heading(page)).toHaveText(`Draft of ${key}`);
});
