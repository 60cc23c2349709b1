// Whoever rings people by keys alone: is given somebody, makes sure of who is on the line, and writes down how it ended.
import { expect, type Browser, type Page } from "@playwright/test";

import { arriveAt, CONSENT, post } from "./answers";
import { inspect } from "./inspection";
import type { Keyboard } from "./keyboard";
import type { Person } from "./study";
import { heading } from "./ways";

/// How a call ends: the number that chooses it, how it is called, and what goes with it.
export type Ending = [string, string, Record<string, string>];

const BY_TELEPHONE = { ...CONSENT, C4: ["contact_sms", "contact_phone"] };

/// A day and a time by the clock of the people of the study, so many minutes from now.
export function inLondon(later = 0): { day: string; time: string } {
  const at = new Date(Date.now() + later * 60_000).toLocaleString("sv-SE", { timeZone: "Europe/London" });
  const [day, time] = at.split(" ");
  return { day: day!, time: time!.slice(0, 5) };
}

/// Asks for the next call and sees the number, each by its own key: Enter does neither.
export async function rings(page: Page, number: RegExp | string): Promise<void> {
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press("n");
  await expect(heading(page)).toHaveText(number);
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press("s");
  await expect(page.getByRole("link", { name: /^07700/ })).toBeVisible();
  await expect(heading(page)).toBeFocused();
}

/// Chooses how the call ended by its number, and writes it down with what goes with it.
export async function ends(keys: Keyboard, page: Page, [code, label, more]: Ending): Promise<void> {
  await expect(page.getByText("Keys: numbers choose, Enter goes on.")).toBeVisible();
  for (const digit of code) await page.keyboard.press(digit);
  // 1 and 2 begin other numbers.
  if (code === "1" || code === "2") await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: new RegExp(`^${code} ${label}`) })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: label })).toBeVisible();
  await inspect(page);
  for (const [box, value] of Object.entries(more)) await page.getByLabel(box).fill(value);
  const dialled = page.getByLabel("When did you dial?");
  if (!(await dialled.inputValue())) await dialled.fill(inLondon().time);
  await keys.press(page.getByRole("button", { name: "Write it down" }));
  await expect(page.getByText("The call is written down.")).toBeVisible();
}

/// Opens the interview from the call, and shows who it is.
export async function isThem(keys: Keyboard, page: Page): Promise<void> {
  await keys.press(page.getByRole("link", { name: "Interview them" }).first());
  await keys.write(page.getByLabel("Day"), "14");
  await keys.write(page.getByLabel("Month"), "3");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/I am calling from/)).toBeVisible();
}

/// Agrees to calls on a phone, and answers until a page where one is named.
export async function agrees(browser: Browser, person: Person, until?: string): Promise<void> {
  const phone = await (await browser.newContext()).newPage();
  if (until) await arriveAt(phone, person.link, until, {}, BY_TELEPHONE);
  else await post(phone, `${person.link}/consent`, BY_TELEPHONE);
  await phone.context().close();
}
