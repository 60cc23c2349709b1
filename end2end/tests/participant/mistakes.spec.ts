import type { Page } from "@playwright/test";

import { arriveAt, laterWave } from "../support/answers";
import { inspect } from "../support/inspection";
import { expect, test } from "../support/study";
import { choose, fill, goOn, heading, tick, write } from "../support/ways";

test("a question left blank is asked once more and then let through", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/sex");
  await goOn(page);
  await expect(heading(page)).toHaveText("What is your sex?");
  await expect(page).toHaveTitle(/^Error: /);
  await inspect(page);
  await said(page, "Choose one answer, or press Continue to leave it out").click();
  await expect(page.getByRole("radio", { name: "Female" })).toBeFocused();
  await expect(page.getByRole("radio", { name: "Don't know" })).toBeVisible();

  await goOn(page);
  await expect(heading(page)).toHaveText(/^Is the gender you identify with/);
  await expect(page).not.toHaveTitle(/Error/);
});

test("a number out of range is shown again, and never let through", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/hours");
  const hours = page.getByRole("textbox", { name: /how many hours/ });
  for (const wrong of ["100", "-1", "100"]) {
    await hours.fill(wrong);
    await goOn(page);
    await expect(hours).toHaveValue(wrong);
    await said(page, "Write a number from 0 to 99").click();
    await expect(hours).toBeFocused();
  }
  await inspect(page);
  for (const [wrong, words] of [
    ["lots", "Write a number, for example 12"],
    ["3.25", "Use no more than 1 digit after the decimal point"],
  ]) {
    await hours.fill(wrong);
    await goOn(page);
    await expect(hours).toHaveValue(wrong);
    await expect(page.getByRole("alert")).toContainText(words);
  }
  await hours.fill("37.5");
  await goOn(page);
  await expect(heading(page)).toHaveText(/take-home pay/);
});

test("half a date is shown again, and the summary leads to the part that is missing", async ({
  page,
  anna,
}) => {
  await arriveAt(page, anna.link, "q/dob");
  await write({ Day: "14", Year: "1987" })(page);
  await goOn(page);
  await inspect(page);
  await said(page, "The date needs a month as well").click();
  await expect(page.getByRole("textbox", { name: "Month" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "Month" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("[aria-invalid='true']")).toHaveCount(1);
  await expect(page.getByRole("textbox", { name: "Day" })).toHaveValue("14");
  await expect(page.getByRole("textbox", { name: "Year" })).toHaveValue("1987");

  await write({ Month: "2", Day: "30" })(page);
  await goOn(page);
  await expect(page.getByRole("alert")).toContainText("That day is not in the calendar");
  await write({ Year: "2020", Day: "28" })(page);
  await goOn(page);
  await expect(page.getByRole("alert")).toContainText("This study is for people aged 18 to 80");
  await write({ Month: "March", Year: "1987" })(page);
  await goOn(page);
  await expect(heading(page)).toHaveText("What is your sex?");
});

test("“None” with something else is shown again, also where scripts do not arrive", async ({
  page,
  anna,
}) => {
  await page.route("**/pkg/*.js", (request) => request.abort());
  await arriveAt(page, anna.link, "q/benefit");
  await tick("Housing Benefit", "None")(page);
  await goOn(page);
  await inspect(page);
  await said(page, "You chose “None” and something else. Untick one of them").click();
  await expect(page.getByRole("checkbox", { name: "Universal Credit" })).toBeFocused();
  await expect(page.getByRole("checkbox", { name: "Housing Benefit" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "None", exact: true })).toBeChecked();

  await page.getByRole("checkbox", { name: "None", exact: true }).uncheck();
  await goOn(page);
  await expect(heading(page)).toHaveText(/^How well are you managing/);
});

test("words behind an option that is not ticked are kept and asked about", async ({ page, anna }) => {
  await page.route("**/pkg/*.js", (request) => request.abort());
  await arriveAt(page, anna.link, "q/benefit");
  await tick("Housing Benefit")(page);
  const words = page.getByRole("textbox", { name: /^Please say what/ });
  await words.fill("Winter fuel");
  await goOn(page);
  await inspect(page);
  await expect(page.getByRole("alert")).toBeFocused();
  await said(
    page,
    "You wrote something under “Another benefit” but did not choose it. Choose it, or clear the box",
  ).click();
  await expect(words).toBeFocused();
  await expect(words).toHaveValue("Winter fuel");

  await tick("Another benefit")(page);
  await goOn(page);
  await expect(heading(page)).toHaveText(/^How well are you managing/);
});

test("an amount without its period is shown again", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/payamt");
  await write({ "Amount in pounds": "1,250" })(page);
  await goOn(page);
  await inspect(page);
  await said(page, "Say how often you are paid this amount").click();
  const period = page.getByRole("combobox", { name: "How often" });
  await expect(period).toBeFocused();
  await expect(period).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox")).not.toHaveAttribute("aria-invalid");
  await expect(page.getByRole("textbox", { name: "Amount in pounds" })).toHaveValue("1,250");
});

test("words over the limit are shown again whole", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/genid");
  const words = `${"a".repeat(98)}🌙🌙🌙`;
  await choose("No")(page);
  await fill(/^Please say what/, words)(page);
  await goOn(page);
  await inspect(page);
  await said(page, /^Shorten this by 1 character\b.*All you wrote is still here$/).click();
  await expect(page.getByRole("textbox", { name: /^Please say what/ })).toBeFocused();
  await expect(page.getByRole("textbox", { name: /^Please say what/ })).toHaveValue(words);
});

test("a text over its limit is shown again whole, with its lines", async ({ page, study, anna }) => {
  const link = await laterWave(page, study, anna, "exit");
  await arriveAt(page, link, "q/supuse");
  const box = page.getByRole("textbox", { name: /made the most difference/ });
  const words = `\nFirst\n\n${"b".repeat(1000)}\nשלום 👩🏽‍🚀`;
  await box.fill(words);
  await goOn(page);
  await inspect(page);
  await said(page, /^Shorten this by \d+ characters/).click();
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(words);
});

test("each of several blanks has a link to its own question", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/loneliness");
  await choose("Often", /left out/)(page);
  await goOn(page);
  await inspect(page);
  const links = page.getByRole("alert").getByRole("link");
  await expect(links).toHaveCount(3);
  for (const [place, question] of [/companionship/, /isolated/, /feel lonely/].entries()) {
    await links.nth(place).click();
    const group = page.getByRole("group", { name: question });
    await expect(group.getByRole("radio").first()).toBeFocused();
  }
  await expect(
    page.getByRole("group", { name: /left out/ }).getByRole("radio", { name: "Often" }),
  ).toBeChecked();
});

test("an odd answer is asked about once and then let through", async ({ page, anna }) => {
  await arriveAt(page, anna.link, "q/hours");
  await page.getByRole("textbox").fill("70");
  await goOn(page);
  await expect(page.getByText("You said that you work more than 60 hours a week")).toBeVisible();
  await expect(page).not.toHaveTitle(/Error/);
  await inspect(page);
  await expect(page.getByRole("textbox")).toHaveValue("70");

  await goOn(page);
  await expect(heading(page)).toHaveText(/take-home pay/);
});

test("consent with a statement open says which, and keeps what was ticked", async ({
  page,
  anna,
}) => {
  await page.goto(`${anna.link}/consent`);
  const read = page.getByRole("checkbox", { name: /^I have read the information sheet/ });
  await read.check();
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(heading(page)).toHaveText("Do you agree to take part?");
  await inspect(page);
  await expect(read).toBeChecked();
  const links = page.getByRole("alert").getByRole("link");
  await expect(links).toHaveCount(8);
  for (const link of await links.all()) {
    await link.click();
    const at = new URL(page.url()).hash.slice(1);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(at);
  }
  await page.goto(`${anna.link}/q/dob`);
  await expect(heading(page)).toHaveText("Do you agree to take part?");
});

test("what is said about a statement covers neither its box nor its words", async ({
  page,
  anna,
}) => {
  await page.goto(`${anna.link}/consent`);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  for (const box of await page.getByRole("checkbox", { name: /^I (have read|understand)/ }).all()) {
    const said = await page.locator(`#${await box.getAttribute("aria-describedby")}`).boundingBox();
    for (const part of [box, page.locator(`label[for="${await box.getAttribute("id")}"]`)]) {
      const own = await part.boundingBox();
      if (!said || !own) throw new Error("a statement is nowhere on the page");
      const apart = own.y + own.height <= said.y || said.y + said.height <= own.y;
      expect(apart, `${await box.getAttribute("id")} can be seen whole`).toBe(true);
    }
  }
});

test("emoji, right-to-left words and markup come back as they were typed", async ({
  page,
  anna,
}) => {
  const words = "שלום 🌙 مرحبا <b>&amp;\"'</b> 100%+1";
  await arriveAt(page, anna.link, "q/barrier");
  await tick("Other")(page);
  await fill(/^Please say what/, words)(page);
  await goOn(page);
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("textbox", { name: /^Please say what/ })).toHaveValue(words);
  await arriveAt(page, anna.link, "answers");
  await expect(page.getByText(words)).toBeVisible();
});

/// A line of the error summary, by its words.
function said(page: Page, words: string | RegExp) {
  return page.getByRole("alert").getByRole("link", { name: words });
}
