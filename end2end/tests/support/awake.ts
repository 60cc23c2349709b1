// When the scripts of a page have begun their work.
import { expect, type Page } from "@playwright/test";

/// Waits until the page's island listens to the form. Nothing on the page tells: it is whole before.
export async function whenAwake(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const listens = async () => {
    const form = await browser.send("Runtime.evaluate", { expression: "document.forms[0]" });
    const { objectId } = form.result;
    if (!objectId) return false;
    const { listeners } = await browser.send("DOMDebugger.getEventListeners", { objectId });
    return listeners.some(({ type }) => type === "submit");
  };
  await expect.poll(listens, { intervals: [20] }).toBe(true);
  await browser.detach();
}
