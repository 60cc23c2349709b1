// Somebody who uses no mouse: the Tab key leads to everything, and what has the focus is worked by keys.
import { expect, type Locator, type Page } from "@playwright/test";

/// More than any page has to reach.
const ENOUGH = 250;

const has = (what: Locator) => what.evaluate((element) => element === document.activeElement);

/// By the Tab key, until it has the focus.
export async function reach(page: Page, what: Locator): Promise<void> {
  await expect(what).toHaveCount(1);
  for (let pressed = 0; pressed < ENOUGH; pressed += 1) {
    if (await has(what)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not lead to ${String(what)}`);
}

export async function press(page: Page, what: Locator, key = "Enter"): Promise<void> {
  await reach(page, what);
  await page.keyboard.press(key);
}

/// Writes in the place of what stands in a box.
export async function type(page: Page, what: Locator, words: string): Promise<void> {
  await reach(page, what);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(words);
}

/// The Tab key leads to one of a few; the arrows lead to the others.
export async function choose(page: Page, group: Locator, name: string): Promise<void> {
  const [radios, wanted] = [group.getByRole("radio"), group.getByRole("radio", { name })];
  const checked = radios.and(page.locator(":checked"));
  await reach(page, (await checked.count()) > 0 ? checked : radios.first());
  await page.keyboard.press("Space");
  for (let left = await radios.count(); left > 0 && !(await wanted.isChecked()); left -= 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(wanted).toBeChecked();
}

/// In a list that opens, by the value.
export async function select(page: Page, list: Locator, value: string): Promise<void> {
  await reach(page, list);
  for (let left = ENOUGH; left > 0 && (await list.inputValue()) !== value; left -= 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(list).toHaveValue(value);
}
