// The next version of a protocol beside its picture, and changed by forms: for evaluators who write no TOML.
import type { Page } from "@playwright/test";

import { inspect } from "../support/inspection";
import { choosePassword, mark } from "../support/staff";
import { expect, test } from "../support/study";
import { heading } from "../support/ways";

/// A study has one draft: it is left as it was found.
async function throwAway(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/staff/bridgeway/protocol/next`);
  await page.getByText("Throw this draft away, or start again").click();
  await page.getByLabel("I mean it: this draft may go").check();
  await page.getByRole("button", { name: "Throw this draft away", exact: true }).click();
  await expect(page.getByText("The draft is thrown away.")).toBeVisible();
}

test("the picture of what is typed stands beside the text, or below it on a phone, before anything is saved", async ({ page, study }, info) => {
  const email = `eda-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Eda");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  const own = page.getByLabel("protocol.toml", { exact: true });
  const picture = page.getByRole("img", { name: /Four months: Days 130 to 186/ });
  const show = page.getByRole("button", { name: "Show the picture" });
  await expect(page.getByRole("img", { name: /Four months: Days 122 to 178/ })).toBeVisible();
  await inspect(page);

  const text = await own.inputValue();
  await own.fill(text.replace("opens_after = 122", "opens_after = 130"));
  if (await show.isVisible()) await show.click();
  await expect(picture).toBeVisible();
  await expect(page.getByText("Not saved yet.")).toBeVisible();
  await expect(own).toHaveValue(/opens_after = 130/);
  const [box, drawn] = [await own.boundingBox(), await picture.boundingBox()];
  expect(drawn!.x, "beside the text").toBeGreaterThanOrEqual(box!.x + box!.width);
  await inspect(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("link", { name: "See the picture of it, below" }).click();
  await expect(picture).toBeInViewport();
  await inspect(page);
  await page.getByRole("link", { name: "Back to the text" }).click();
  await expect(own).toBeInViewport();

  await own.fill(text.replace("opens_after = 122", "opens_after = soon"));
  if (await show.isVisible()) await show.click();
  await expect(page.getByText(/The picture is of before/).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "There is 1 fault" })).toBeVisible();
  await expect(page.getByRole("img", { name: /Days from randomisation/ })).toBeVisible();
  await inspect(page);
  await own.fill(text);
});

test("a contact is changed from the picture's table, another is added and taken out, without a word of TOML", async ({ page, study }, info) => {
  const email = `edi-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Edi");
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  const table = page.getByRole("table", { name: "Four months: contacts, in their order" });
  await table.getByRole("button", { name: /^reminder ?: change it$/ }).click();
  await expect(heading(page)).toHaveText("“reminder” of Four months in the next version");
  await inspect(page);

  await page.getByLabel("Days after that", { exact: true }).fill("soon");
  await page.getByRole("button", { name: "Save in the draft" }).click();
  await page.getByRole("link", { name: /“.*soon.*” is no number of days/ }).click();
  await expect(page.getByLabel("Days after that", { exact: true })).toBeFocused();
  await inspect(page);
  await page.getByLabel("Days after that", { exact: true }).fill("4");
  await page.getByLabel("Only who has not begun it").check();
  const text = page.getByRole("group", { name: "Text", exact: true }).first();
  await text.getByLabel("What is said").selectOption("last-week-text");
  await text.getByLabel("To who has begun it").selectOption({ label: "The same" });
  await page.getByRole("button", { name: "Save in the draft" }).click();
  await expect(page.getByText("Saved. Nobody follows it until it is published.")).toBeVisible();
  await expect(table.getByRole("cell", { name: "4 days after “invitation”", exact: true })).toBeVisible();
  await expect(table.getByText("who has not begun it").first()).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "Its wave" }).click();
  await expect(heading(page)).toHaveText("Four months in the next version");
  await inspect(page);
  await page.getByLabel("Opens, in days after that").fill("130");
  await page.getByRole("button", { name: "Save in the draft" }).click();
  await expect(page.getByRole("img", { name: /Four months: Days 130 to 186/ })).toBeVisible();
  await page.getByText("Add a contact", { exact: true }).click();
  await page.getByLabel("Short name").fill("second-reminder");
  await page.getByLabel("Its day is counted from").selectOption("invitation");
  await page.getByLabel("Days after that", { exact: true }).fill("10");
  await page.getByLabel("Sent as").selectOption("sms");
  await page.getByLabel("Time", { exact: true }).fill("17:00");
  await page.getByLabel("What is said").selectOption("reminder-text");
  await page.getByRole("button", { name: "Add it to the draft" }).click();
  await expect(heading(page)).toHaveText("“second-reminder” of Four months in the next version");

  await page.getByText("Take this contact out").click();
  await page.getByRole("button", { name: "Take it out" }).click();
  await expect(heading(page)).toHaveText("Four months in the next version");
  await expect(page.getByRole("link", { name: "second-reminder" })).toHaveCount(0);

  await page.getByRole("link", { name: "The next version" }).click();
  const own = page.getByLabel("protocol.toml", { exact: true });
  await expect(own).toHaveValue(/opens_after = 130[\s\S]*day = 4\n[\s\S]*to = "not_begun"/);
  await throwAway(page, study.address);
});

test("hours, bank holidays and limits are changed by a form, on a phone", async ({ page, study }, info) => {
  const email = `edo-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Edo");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  await page.getByRole("button", { name: "Change hours, bank holidays and limits" }).click();
  await expect(heading(page)).toHaveText("When people may be contacted, in the next version");
  await inspect(page);

  const texts = page.getByRole("group", { name: "Texts", exact: true });
  await texts.getByLabel("Saturday, from").fill("eleven");
  await page.getByRole("button", { name: "Save in the draft" }).click();
  await page.getByRole("link", { name: /Texts, Saturday, from: “.*eleven.*” is no time/ }).click();
  await expect(texts.getByLabel("Saturday, from")).toBeFocused();
  await inspect(page);
  await texts.getByLabel("Saturday, from").fill("11:00");
  await page.getByLabel("Further days on which nobody is contacted").fill("7 June 2027");
  await page.getByLabel("Hours that a contact may be late").fill("36");
  await page.getByRole("button", { name: "Save in the draft" }).click();
  await expect(page.getByText("Saved. Nobody follows it until it is published.")).toBeVisible();
  await expect(page.getByText("For texts: Monday to Friday 09:00–20:00, Saturday 11:00–18:00")).toBeVisible();
  await expect(page.getByText(/Nobody is contacted on these days either: 7 June 2027/)).toBeVisible();
  await inspect(page);

  await page.getByRole("link", { name: "The next version" }).click();
  const own = page.getByLabel("protocol.toml", { exact: true });
  await expect(own).toHaveValue(/hours_late = 36[\s\S]*from = "11:00", to = "18:00"[\s\S]*also = \["2027-06-07"\]/);
  await throwAway(page, study.address);
});

test("a wave is added and counted from another day by forms, on a phone", async ({ page, study }, info) => {
  const email = `efa-${mark(info)}@example.org`;
  await choosePassword(page, study.invite(email, "evaluator", "--study", "bridgeway"), "Efa");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${study.address}/staff/bridgeway/protocol/next`);
  await page.getByRole("button", { name: "Add a wave" }).click();
  await expect(heading(page)).toHaveText("Another wave in the next version");
  await inspect(page);

  await page.getByLabel("What staff call it").fill("Six months in work");
  await page.getByLabel("Short name").fill("six-month");
  await page.getByLabel("How its columns begin in the dataset").fill("w1");
  await page.getByLabel("The survey that it asks").selectOption("four-month");
  await page.getByRole("radio", { name: /^The first job start/ }).check();
  await page.getByLabel("Opens, in days after that").fill("183");
  await page.getByRole("button", { name: "Add it to the draft" }).click();
  await page.getByRole("link", { name: /How its columns begin: “.*w1.*” is no beginning/ }).click();
  await expect(page.getByLabel("How its columns begin in the dataset")).toBeFocused();
  await inspect(page);
  await page.getByLabel("How its columns begin in the dataset").fill("w3");
  await page.getByRole("button", { name: "Add it to the draft" }).click();
  await expect(heading(page)).toHaveText("Six months in work in the next version");
  await expect(page.getByRole("radio", { name: /^The first job start/ })).toBeChecked();
  await inspect(page);

  await page.getByRole("radio", { name: /^Randomisation/ }).check();
  await page.getByRole("button", { name: "Save in the draft" }).click();
  await expect(page.getByLabel("Opens, in days after that")).toHaveValue("183");
  await page.getByRole("link", { name: "The next version" }).click();
  const own = page.getByLabel("protocol.toml", { exact: true });
  await expect(own).toHaveValue(/key = "six-month"\nprefix = "w3"\n[\s\S]*anchor = "randomisation"\nopens_after = 183/);
  await throwAway(page, study.address);
});
