// A person who uses the keyboard alone.
import { expect, type Locator, type Page } from "@playwright/test";

/// No page has more stops than this.
const STOPS = 120;

/// Presses Tab until the control has the focus, and sees that the page shows where that is.
export async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeAttached();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await hasFocus(control)) return showsFocus(page, control);
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches ${control}`);
}

/// Goes to a group of radio buttons with Tab, and down to one of them with the arrow.
export async function arrowTo(page: Page, radio: Locator, first: Locator): Promise<void> {
  await tabTo(page, first);
  await page.keyboard.press("Space");
  for (let stop = 0; stop < STOPS && !(await radio.isChecked()); stop += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(radio).toBeChecked();
  await showsFocus(page, radio);
}

async function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

/// The page looks different from how it looks with the focus nowhere.
async function showsFocus(page: Page, control: Locator): Promise<void> {
  const shown = await page.screenshot();
  await control.evaluate((element: HTMLElement) => element.blur());
  const without = await page.screenshot();
  expect(shown.equals(without), `the focus cannot be seen on ${control}`).toBe(false);
  await control.focus();
}
