// Somebody on the staff, and the app on their phone.
import { createHmac } from "node:crypto";

import type { Page, TestInfo } from "@playwright/test";

import { expect } from "./study";

export const PASSWORD = "copper-anvil-thistle-violin";

/// The code that the app shows, so many half minutes from now.
export function code(letters: string, later = 0): string {
  const step = Math.floor(Date.now() / 30_000) + later;
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", fromBase32(letters)).update(counter).digest();
  const at = hash[hash.length - 1]! & 15;
  const number = (hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, "0");
}

function fromBase32(letters: string): Buffer {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const plain = [...letters].filter((letter) => alphabet.includes(letter));
  const bits = plain.map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}

/// Chooses a password on the page of an invitation.
export async function choosePassword(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("New password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Continue" }).click();
}

/// Sets up the app, as whoever types the letters into it does: its secret.
export async function setUpCodes(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up codes on your phone");
  const letters = await page.locator("code").innerText();
  await page.getByLabel("Code", { exact: true }).fill(code(letters));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
  return letters;
}

/// By password; `opening` first what hides it where an organisation's sign-in is the way in.
export async function signIn(
  page: Page,
  address: string,
  email: string,
  { opening = false } = {},
): Promise<void> {
  await page.goto(`${address}/staff/sign-in`);
  if (opening) await page.getByText("Administrators can sign in with a password").click();
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
}

/// Accepts an invitation, sets up the app, and goes to the overview.
export async function comeIn(page: Page, link: string, name: string): Promise<void> {
  await choosePassword(page, link, name);
  await setUpCodes(page);
  await page.getByRole("link", { name: "Overview" }).click();
}

/// Tells apart the people of specs that run at the same time.
export function mark(info: TestInfo): string {
  return info.testId.slice(-16);
}

/// Saves the text of a survey, and waits for the page that answers. With scripts the words of the last save stand there until
/// then, and the faults beside the text are already those of what was typed.
export async function saveAndCheck(page: Page): Promise<void> {
  const answered = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await page.getByRole("button", { name: "Save and check" }).click();
  await answered;
}
