// An interview with the keyboard alone: one key for each answer, and no mouse is ever needed.
import type { Browser, Page } from "@playwright/test";

import { arriveAt } from "../support/answers";
import { inspect } from "../support/inspection";
import { Keyboard, withoutMouse } from "../support/keyboard";
import { comeIn, mark } from "../support/staff";
import { expect, test, type Study } from "../support/study";
import { heading } from "../support/ways";

/// Presses keys one after the other, as somebody does who looks at the person's words and not at the keys.
async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(" ")) await page.keyboard.press(key);
}

/// Ben left his survey, at the question about his pay if nothing else is said, and Ivo is about to make sure that it is Ben.
async function asksBen(
  { page, browser, study }: { page: Page; browser: Browser; study: Study },
  email: string,
  until = "q/payamt",
): Promise<Keyboard> {
  const ben = study.enrolInFull("Ben", { first_name: "Ben", dob: "1987-03-14" });
  const phone = await (await browser.newContext()).newPage();
  await arriveAt(phone, ben.link, until);
  await phone.context().close();
  await comeIn(page, study.invite(email, "interviewer", "--study", "bridgeway"), "Ivo Invented");
  study.assign(email, ben.number);
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  const keys = new Keyboard(page);
  await keys.press(page.getByRole("link", { name: ben.number }));
  await keys.press(page.getByRole("link", { name: "Interview them by telephone: Baseline" }));
  return keys;
}

test("an interview goes from the birthday to the end by its keys", async ({ page, browser, study }, info) => {
  const ben = study.enrolInFull("Ben", { first_name: "Ben", dob: "1987-03-14" });
  const phone = await (await browser.newContext()).newPage();
  await arriveAt(phone, ben.link, "q/hwklim");
  await phone.context().close();
  const email = `ivo-${mark(info)}@example.org`;
  await comeIn(page, study.invite(email, "interviewer", "--study", "bridgeway"), "Ivo Invented");
  study.assign(email, ben.number);
  await page.goto(`${study.address}/staff/bridgeway/participants`);
  const told = await withoutMouse(page);
  const keys = new Keyboard(page);
  await page.reload();
  await keys.press(page.getByRole("link", { name: ben.number }));
  await keys.press(page.getByRole("link", { name: "Interview them by telephone: Baseline" }));
  await keys.write(page.getByLabel("Day"), "14");
  await keys.write(page.getByLabel("Month"), "3");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/I am calling from/)).toBeVisible();
  await expect(heading(page)).toBeFocused();
  await press(page, "Enter");
  await expect(page.getByRole("status").last()).toHaveText("G: Go on where they stopped");
  await press(page, "g");

  await expect(page.getByText("Keys: numbers choose")).toBeVisible();
  await press(page, "4 3");
  await expect(page.getByRole("radio", { name: "3", exact: true })).toBeChecked();
  await press(page, "Enter");
  await expect(heading(page)).toHaveText(/^How you feel/);
  await inspect(page);
  const satisfied = page.getByRole("group", { name: /satisfied/ });
  await press(page, "1");
  await expect(page.getByRole("status").last()).toHaveText("1: Enter, or another digit");
  await expect(satisfied.getByRole("radio", { name: "1", exact: true })).not.toBeChecked();
  await press(page, "0 Enter 1 Enter Enter d Enter r");
  await expect(satisfied.getByRole("radio", { name: "10", exact: true })).toBeChecked();
  const worth = page.getByRole("group", { name: /worthwhile/ });
  await expect(worth.getByRole("radio", { name: "1", exact: true })).toBeChecked();
  await expect(page.getByRole("group", { name: /happy/ }).getByRole("radio", { name: /^D / })).toBeChecked();
  await press(page, "Enter");

  await expect(page.getByRole("group", { name: /companionship/ })).toBeVisible();
  await press(page, "9");
  await expect(page.getByRole("status").last()).toHaveText("There is no answer 9.");
  await press(page, "1 Enter 2 Enter");
  await press(page, "b Enter");
  await expect(page.getByRole("status").last()).toHaveText("Why do you go back? Choose a number, then Enter. Escape closes this.");
  await inspect(page);
  await press(page, "1 Enter");
  await expect(worth).toBeVisible();
  await press(page, "Enter");
  await expect(page.getByRole("group", { name: /left out/ }).getByRole("radio", { name: /^2 / })).toBeChecked();
  await press(page, "p");
  await expect(heading(page)).toHaveText("A pause");
  await keys.press(page.getByRole("link", { name: "Go on" }));
  await expect(page.getByRole("group", { name: /left out/ }).getByRole("radio", { name: /^2 / })).toBeChecked();

  await study.powerCut();
  await press(page, "3 Enter 1 Enter");
  await expect(page.getByRole("group", { name: /companionship/ })).toHaveCount(0);
  for (let at = 0; at < 4 && (await heading(page).innerText()) !== "Read the answers back"; at += 1) {
    const before = page.url();
    await keys.press(page.getByRole("button", { name: "Save and next" }));
    await page.waitForURL((url) => url.href !== before);
  }
  await expect(heading(page)).toHaveText("Read the answers back");
  await expect(page.getByText("Keys: P pauses")).toBeVisible();
  await press(page, "p");
  await expect(heading(page)).toHaveText("A pause");
  await expect(heading(page)).toBeFocused();
  await keys.press(page.getByRole("link", { name: "Go on" }));
  await expect(heading(page)).toHaveText("Read the answers back");
  await expect(heading(page)).toBeFocused();
  for (let times = 0; times < 6; times += 1) await page.keyboard.press("Enter");
  await expect(page.getByRole("status").last()).toHaveText("S: Send the answers");
  await expect(heading(page)).toHaveText("Read the answers back");
  await page.keyboard.press("s");
  await expect(page.getByText("The answers are sent.")).toBeVisible();
  await expect(heading(page)).toBeFocused();
  expect(told).toEqual([]);
});

test("Enter goes on from each box of a question to the next, and from a list that opens too", async ({ page, browser, study }, info) => {
  const keys = await asksBen({ page, browser, study }, `ivo-boxes-${mark(info)}@example.org`);
  await expect(page.getByLabel("Day")).toBeFocused();
  await page.keyboard.type("14");
  await keys.write(page.getByLabel("Month"), "3");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/I am calling from/)).toBeVisible();
  await expect(heading(page)).toBeFocused();
  await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));

  const amount = page.getByRole("textbox").first();
  await expect(amount).toBeFocused();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  const often = page.getByRole("combobox");
  await expect(often).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(often).not.toHaveValue("");
  const asked = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== asked);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("Enter goes from the day of a birthday to its month, and then sends both", async ({ page, browser, study }, info) => {
  await asksBen({ page, browser, study }, `ivo-birthday-${mark(info)}@example.org`);
  await expect(page.getByLabel("Day")).toBeFocused();
  await press(page, "1 4 Enter");
  await expect(page.getByLabel("Month")).toBeFocused();
  await press(page, "4 Enter");
  await expect(page.getByText("That is not the birthday we have").first()).toBeVisible();
  await expect(page.getByLabel("Day")).toBeFocused();
  await press(page, "1 4 Tab 3 Enter");
  await expect(page.getByText(/I am calling from/)).toBeVisible();
});

test("a number typed over an answer takes its place, and takes back that they would rather not say", async ({ page, browser, study }, info) => {
  const keys = await asksBen({ page, browser, study }, `ivo-over-${mark(info)}@example.org`);
  await expect(page.getByLabel("Day")).toBeFocused();
  await press(page, "1 4 Tab 3 Enter");
  await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));
  const amount = page.getByRole("textbox").first();
  await expect(amount).toBeFocused();
  const pay = page.url();
  const refused = page.getByRole("checkbox", { name: /^R / });
  const unknown = page.getByRole("checkbox", { name: /^D / });
  await press(page, "d");
  await expect(unknown).toBeChecked();
  await press(page, "r");
  await expect(refused).toBeChecked();
  await expect(unknown).not.toBeChecked();
  await press(page, "d Tab Space");
  await expect(refused).toBeChecked();
  await expect(unknown).not.toBeChecked();
  await press(page, "8");
  await expect(amount).toHaveValue("8");
  await expect(refused).not.toBeChecked();
  await press(page, "Enter ArrowDown Enter");
  await page.waitForURL((url) => url.href !== pay);
  await expect(page.getByText("Keys: numbers choose")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);

  await press(page, "b 1 Enter");
  await page.waitForURL(pay);
  await expect(amount).toBeFocused();
  await press(page, "3");
  await expect(amount).toHaveValue("3");
  await page.goto(pay.replace(/payamt$/, "dob"));
  const day = page.getByRole("textbox", { name: "Day", exact: true });
  await expect(day).toBeFocused();
  await press(page, "3 1");
  await expect(day).toHaveValue("31");
});

test("Ivo takes back a digit too many, and comes out of the way back to where he was", async ({ page, browser, study }, info) => {
  const keys = await asksBen({ page, browser, study }, `ivo-digit-${mark(info)}@example.org`, "q/ons4");
  await expect(page.getByLabel("Day")).toBeFocused();
  await press(page, "1 4 Tab 3 Enter");
  await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));
  await expect(page.getByText("Keys: numbers choose")).toBeVisible();
  const point = (question: RegExp, at: string) =>
    page.getByRole("group", { name: question }).getByRole("radio", { name: at, exact: true });
  const [heard, why] = [page.getByRole("status").last(), page.getByRole("group", { name: "Why?" })];

  await press(page, "1 Backspace");
  await expect(heard).toHaveText("Taken back: 1");
  await expect(why).toBeHidden();
  await press(page, "1 Escape");
  await expect(heard).toHaveText("Taken back: 1");
  await press(page, "0");
  await expect(point(/satisfied/, "0")).toBeChecked();

  await press(page, "Enter Backspace");
  await expect(why).toBeVisible();
  await press(page, "Escape");
  await expect(why).toBeHidden();
  await expect(point(/worthwhile/, "0")).toBeFocused();
  await press(page, "7");
  await expect(point(/worthwhile/, "7")).toBeChecked();
});

test("what Ivo typed stays while the server is away, also when he goes back, and is sent once it is there", async ({ page, browser, study }, info) => {
  const keys = await asksBen({ page, browser, study }, `ivo-away-${mark(info)}@example.org`);
  await keys.write(page.getByLabel("Day"), "14");
  await keys.write(page.getByLabel("Month"), "3");
  await page.keyboard.press("Enter");
  await keys.press(page.getByRole("button", { name: "Go on where they stopped" }));
  const amount = page.getByRole("textbox").first();
  await expect(amount).toBeFocused();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  const often = page.getByRole("combobox");
  await expect(often).toBeFocused();
  await page.keyboard.press("ArrowDown");
  const [asked, chosen] = [page.url(), await often.inputValue()];
  expect(chosen).not.toBe("");

  await study.goAway();
  await page.keyboard.press("Enter");
  const away = /^There is no connection\. What you typed stays on this page/;
  await expect(page.getByRole("status").last()).toHaveText(away);
  await inspect(page);
  await page.goBack();
  await expect(amount).toHaveValue("12");
  await expect(often).toHaveValue(chosen);
  await expect(page.getByRole("status").last()).toHaveText(away);
  await page.keyboard.press("Enter");
  expect(page.url()).toBe(asked);
  await study.comeBack();

  await page.waitForURL((url) => url.href !== asked);
  await expect(page.getByText("Keys: numbers choose")).toBeVisible();
  await page.goto(asked);
  await expect(amount).toHaveValue("12");
  await expect(often).toHaveValue(chosen);
});
