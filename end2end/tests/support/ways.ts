// What a person does on a page: finds things by their words and gives an answer.
import { expect, type Locator, type Page } from "@playwright/test";

import type { Person } from "./study";

export type Act = (page: Page) => Promise<void>;

/// Chooses one option, or one yes or no.
export const choose =
  (option: string, question?: string | RegExp): Act =>
  (page) =>
    within(page, question).getByRole("radio", { name: option, exact: true }).check();

/// Ticks boxes.
export const tick =
  (...options: string[]): Act =>
  async (page) => {
    for (const name of options) await page.getByRole("checkbox", { name, exact: true }).check();
  };

/// Writes into boxes, each named by its label.
export const write =
  (words: Record<string, string>): Act =>
  async (page) => {
    for (const [name, text] of Object.entries(words)) {
      await page.getByRole("textbox", { name, exact: true }).fill(text);
    }
  };

/// Writes into one box, found by some words of its label.
export const fill =
  (label: RegExp, text: string): Act =>
  (page) =>
    page.getByRole("textbox", { name: label }).fill(text);

/// Chooses a number for each line: several scales stand on one page.
export const rate =
  (points: Record<string, string>): Act =>
  async (page) => {
    for (const [line, point] of Object.entries(points)) await choose(point, line)(page);
  };

/// One after the other.
export const both =
  (...acts: Act[]): Act =>
  async (page) => {
    for (const act of acts) await act(page);
  };

/// Presses Continue and waits for the page that follows. With scripts it comes a moment later, once
/// everything is saved.
export async function goOn(page: Page): Promise<void> {
  await leadsOn(page, () => page.getByRole("button", { name: "Continue" }).click());
}

/// Does something that leads to another page, and waits until that is there.
export async function leadsOn(page: Page, act: () => Promise<void>): Promise<void> {
  const followed = page.waitForEvent("domcontentloaded");
  await act();
  await followed;
}

/// From the link to the first question, agreeing to everything.
export async function start(page: Page, { link }: Person): Promise<void> {
  await page.goto(link);
  await page.getByRole("link", { name: "Start" }).click();
  await agree(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What is your date of birth?");
}

/// Ticks every box of the consent form, and says yes wherever it asks.
export async function agree(page: Page): Promise<void> {
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  for (const yes of await page.getByRole("radio", { name: "Yes", exact: true }).all()) {
    await yes.check();
  }
}

export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}

function within(page: Page, question?: string | RegExp): Page | Locator {
  return question ? page.getByRole("group", { name: question }).last() : page;
}
